package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.InvalidValueException;
import io.billet.core.Issue;
import io.billet.core.SubscriberId;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.DeliveryReport;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Rules of outcomes that are reported many at a time. */
@Needs(Capability.ISSUES)
abstract class ReportRules extends StoreRules {

    private static final Instant NOON = Samples.NOON;
    private static final Duration LEASE = Duration.ofMinutes(5);

    ReportRules(BlogStorageContract contract) {
        super(contract);
    }

    private IssueStore issues() {
        return storage().issues();
    }

    private Issue issueFor(int recipients) {
        Issue issue = issues().create(samples.issue(), Optional.empty());
        List<Recipient> people =
                IntStream.range(0, recipients).mapToObj(samples::recipient).toList();
        issues().enqueue(issue.id(), people, NOON);
        return issue;
    }

    private List<Delivery> claim(Issue issue, int limit, Instant now) {
        return issues().claim(issue.id(), "worker", limit, now, LEASE);
    }

    private List<Delivery> rows(Issue issue, DeliveryState.Kind state) {
        return Listing.of(storage(), issue.id(), state).all(500);
    }

    private static DeliveryReport sent(Delivery claimed) {
        return new DeliveryReport(claimed.id(), claimed.fence(), new DeliveryOutcome.Sent(NOON));
    }

    private static List<DeliveryReport> sent(List<Delivery> claimed) {
        return claimed.stream().map(ReportRules::sent).toList();
    }

    @RuleTest(
            check =
                    "write each outcome into its own row: outcomes of one call differ, and so do their times and issues")
    void iss_07_outcomes_of_every_kind_and_of_several_issues_are_recorded_in_one_call() {
        Issue one = issueFor(5);
        Issue two = issueFor(3);
        List<Delivery> ofOne = claim(one, 5, NOON);
        List<Delivery> ofTwo = claim(two, 3, NOON);
        List<DeliveryReport> reports = List.of(
                report(ofTwo.get(0), new DeliveryOutcome.Failed(NOON.plusSeconds(1), "550 é")),
                report(ofOne.get(3), new DeliveryOutcome.Retry(NOON.plusSeconds(2))),
                report(ofOne.get(0), new DeliveryOutcome.Sent(NOON.plusSeconds(3))),
                report(ofOne.get(1), new DeliveryOutcome.Failed(NOON.plusSeconds(4), "552 " + Samples.UNICODE)),
                report(ofOne.get(2), new DeliveryOutcome.Sent(NOON.plusNanos(5_000))),
                report(ofTwo.get(1), new DeliveryOutcome.Uncertain(NOON.plusSeconds(6))));

        assertThat(issues().record(reports)).as("refused").isEmpty();
        for (DeliveryReport report : reports) {
            DeliveryState state = report.outcome().toState();
            Delivery claimed = (ofOne.stream().anyMatch(row -> row.id().equals(report.delivery())) ? ofOne : ofTwo)
                    .stream()
                            .filter(row -> row.id().equals(report.delivery()))
                            .findFirst()
                            .orElseThrow();
            Issue issue = claimed.issue().equals(one.id()) ? one : two;
            assertThat(rows(issue, state.kind()))
                    .contains(new Delivery(
                            claimed.id(),
                            claimed.issue(),
                            claimed.subscriber(),
                            claimed.email(),
                            claimed.language(),
                            state,
                            claimed.attempts(),
                            claimed.fence()));
        }
        assertThat(issues().counts(one.id())).isEqualTo(new DeliveryCounts(1, 1, 2, 0, 1));
        assertThat(issues().counts(two.id())).isEqualTo(new DeliveryCounts(0, 1, 0, 1, 1));
        assertThat(issues().record(List.of())).as("refused of nothing").isEmpty();
    }

    private static DeliveryReport report(Delivery claimed, DeliveryOutcome outcome) {
        return new DeliveryReport(claimed.id(), claimed.fence(), outcome);
    }

    @RuleTest(check = "a report that is refused is no reason to stop, or to undo the others")
    void iss_07_what_is_refused_is_named_and_the_others_are_recorded_whatever_their_places() {
        Issue issue = issueFor(12);
        List<Delivery> claimed = claim(issue, 10, NOON);
        Delivery pending = rows(issue, DeliveryState.Kind.PENDING).get(0);
        recorded(claimed.get(9).id(), claimed.get(9).fence(), new DeliveryOutcome.Failed(NOON, "before"));
        DeliveryId never = new DeliveryId(samples.id());
        List<DeliveryReport> reports = new ArrayList<>(sent(claimed.subList(0, 8)));
        reports.add(0, new DeliveryReport(never, 1, new DeliveryOutcome.Sent(NOON)));
        reports.add(
                3, new DeliveryReport(claimed.get(8).id(), claimed.get(8).fence() - 1, new DeliveryOutcome.Sent(NOON)));
        reports.add(5, sent(claimed.get(9)));
        reports.add(sent(pending));

        assertThat(issues().record(reports))
                .as("refused")
                .containsExactlyInAnyOrder(
                        never, claimed.get(8).id(), claimed.get(9).id(), pending.id());
        assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(2, 1, 8, 0, 1));
        assertThat(rows(issue, DeliveryState.Kind.FAILED).get(0).state())
                .isEqualTo(new DeliveryState.Failed(NOON, "before"));
    }

    @RuleTest(check = "compare the fencing token of each row: a slow worker must not overwrite its successor")
    void iss_07_the_late_reports_of_an_expired_claim_are_refused_one_by_one() {
        Issue issue = issueFor(6);
        List<Delivery> slow = claim(issue, 6, NOON);
        List<Delivery> successor = claim(issue, 4, NOON.plus(LEASE));

        assertThat(issues().record(sent(slow)))
                .as("refused of the slow worker")
                .containsExactlyInAnyOrderElementsOf(
                        successor.stream().map(Delivery::id).toList());
        assertThat(rows(issue, DeliveryState.Kind.CLAIMED)).containsExactlyElementsOf(successor);
        assertThat(issues().record(sent(successor)))
                .as("refused of the successor")
                .isEmpty();
        assertThat(issues().counts(issue.id()).sent()).isEqualTo(6);
    }

    @RuleTest(check = "check the whole call before anything is written: its size, each row once, each outcome")
    void iss_07_a_call_with_too_many_or_twice_the_same_row_or_a_bad_reason_changes_nothing() {
        Issue issue = issueFor(Bounds.MOST_AT_ONCE);
        List<Delivery> claimed = claim(issue, Bounds.MOST_AT_ONCE, NOON);
        List<DeliveryReport> tooMany = new ArrayList<>(sent(claimed));
        tooMany.add(new DeliveryReport(new DeliveryId(samples.id()), 1, new DeliveryOutcome.Sent(NOON)));
        failure(IllegalArgumentException.class, "record() of 1001 reports", () -> issues().record(tooMany));
        failure(
                IllegalArgumentException.class,
                "record() of two reports about one row",
                () -> issues().record(List.of(sent(claimed.get(1)), sent(claimed.get(0)), sent(claimed.get(1)))));
        failure(
                InvalidValueException.class,
                "record() with a reason of two lines after a good one",
                () -> issues().record(List.of(
                        sent(claimed.get(0)), report(claimed.get(1), new DeliveryOutcome.Failed(NOON, "two\nlines")))));
        assertThat(issues().counts(issue.id()).claimed())
                .as("rows still claimed")
                .isEqualTo(Bounds.MOST_AT_ONCE);

        assertThat(issues().record(sent(claimed))).isEmpty();
        assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(0, 0, Bounds.MOST_AT_ONCE, 0, 0));
    }

    @RuleTest(
            check =
                    "lock the rows before you look at their fences, and in one order, so that two calls do not wait for one another")
    void iss_07_of_64_threads_that_report_the_same_rows_one_records_each() {
        for (int round = 0; round < rounds(); round++) {
            Issue issue = issueFor(8);
            List<Delivery> claimed = claim(issue, 8, NOON);
            List<Set<DeliveryId>> refused = Race.of(64, i -> {
                        List<DeliveryReport> mine = new ArrayList<>();
                        claimed.forEach(row -> mine.add(report(row, new DeliveryOutcome.Failed(NOON, "by " + i))));
                        Collections.shuffle(mine, new Random(i));
                        return issues().record(mine);
                    })
                    .allSucceeded("reporting the same rows");

            for (Delivery row : rows(issue, DeliveryState.Kind.FAILED)) {
                List<String> winners = IntStream.range(0, 64)
                        .filter(i -> !refused.get(i).contains(row.id()))
                        .mapToObj(i -> "by " + i)
                        .toList();
                assertThat(winners)
                        .as("calls that were told that they recorded one row")
                        .hasSize(1);
                assertThat(row.state()).isEqualTo(new DeliveryState.Failed(NOON, winners.get(0)));
            }
            assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(0, 0, 0, 0, 8));
        }
    }

    @RuleTest(check = "decide by the fence inside the write, not by a read before it")
    void iss_07_a_slow_worker_and_its_successor_report_at_once_and_the_successor_counts() {
        for (int round = 0; round < fewerRounds(); round++) {
            Issue issue = issueFor(20);
            List<Delivery> slow = claim(issue, 20, NOON);
            List<Delivery> successor = claim(issue, 20, NOON.plus(LEASE));
            List<Set<DeliveryId>> refused = Race.of(
                            8,
                            i -> issues().record(
                                            i == 5
                                                    ? sent(successor)
                                                    : slow.stream()
                                                            .map(row -> report(
                                                                    row, new DeliveryOutcome.Failed(NOON, "late")))
                                                            .toList()))
                    .allSucceeded("reporting at once");

            assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(0, 0, 20, 0, 0));
            for (int i = 0; i < 8; i++) {
                assertThat(refused.get(i)).as("refused of worker %s", i).hasSize(i == 5 ? 0 : 20);
            }
        }
    }

    @RuleTest(
            check =
                    "remove the rows of who was forgotten, and say that they were recorded: nobody has to report them again")
    void iss_10_of_the_rows_reported_those_of_who_was_forgotten_go() {
        Issue issue = issueFor(2);
        SubscriberId zoe = samples.subscriberId();
        issues().enqueue(issue.id(), List.of(samples.recipient(zoe, "zoe@example.org")), NOON);
        List<Delivery> claimed = claim(issue, 3, NOON);
        issues().forget(zoe);
        assertThat(issues().counts(issue.id()).claimed())
                .as("claimed, one of them forgotten")
                .isEqualTo(3);

        assertThat(issues().record(sent(claimed))).as("refused").isEmpty();
        assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(0, 0, 2, 0, 0));
        assertThat(rows(issue, DeliveryState.Kind.SENT))
                .extracting(Delivery::subscriber)
                .doesNotContain(zoe);
    }
}
