package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.Issue;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.ClaimedDelivery;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rules of claiming deliveries under a lease and recording how they went. */
@Needs(Capability.ISSUES)
abstract class ClaimRules extends StoreRules {

    private static final Instant NOON = Samples.NOON;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Instant LEASE_OVER = NOON.plus(LEASE);

    ClaimRules(BlogStorageContract contract) {
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

    private Delivery claimOne(Issue issue, String worker, Instant now) {
        return issues().claim(issue.id(), worker, 1, now, LEASE).get(0);
    }

    private Delivery onlyRow(Issue issue, DeliveryState.Kind state) {
        List<Delivery> rows = issues().deliveries(issue.id(), state, Optional.empty(), 2);
        assertThat(rows).as("rows that are %s", state).hasSize(1);
        return rows.get(0);
    }

    @RuleTest(check = "ORDER BY id LIMIT ?, and return the rows as they are after the claim")
    void iss_05_a_claim_takes_the_first_rows_and_says_who_has_them_until_when() {
        Issue issue = issueFor(5);
        List<Delivery> pending = issues().deliveries(issue.id(), DeliveryState.Kind.PENDING, Optional.empty(), 9);
        List<Delivery> claimed = issues().claim(issue.id(), "worker é", 3, NOON, LEASE);

        assertThat(claimed).extracting(Delivery::id).containsExactlyElementsOf(ids(pending.subList(0, 3)));
        for (Delivery row : claimed) {
            assertThat(row.state()).isEqualTo(new DeliveryState.Claimed("worker é", LEASE_OVER));
            assertThat(row.attempts()).as("attempts").isEqualTo(1);
            assertThat(row.fence()).as("fence").isPositive();
        }
        assertThat(issues().deliveries(issue.id(), DeliveryState.Kind.CLAIMED, Optional.empty(), 9))
                .containsExactlyElementsOf(claimed);
        assertThat(ids(issues().claim(issue.id(), "another", 9, NOON, LEASE)))
                .as("what is left for another")
                .containsExactlyElementsOf(ids(pending.subList(3, 5)));
        assertThat(issues().claim(samples.issue().id(), "worker", 9, NOON, LEASE))
                .as("claimed of an issue that is not stored")
                .isEmpty();
    }

    @RuleTest(check = "AND id > ?, in the order of ids: whoever got the fifth row before is asked for the sixth and on")
    void iss_05_a_claim_begins_behind_the_row_that_is_given() {
        Issue issue = issueFor(6);
        List<DeliveryId> all = ids(issues().deliveries(issue.id(), DeliveryState.Kind.PENDING, Optional.empty(), 9));

        assertThat(claimAfter(issue, all.get(1), 2)).containsExactly(all.get(2), all.get(3));
        assertThat(claimAfter(issue, all.get(1), 9)).as("what is left there").containsExactly(all.get(4), all.get(5));
        assertThat(claimAfter(issue, all.get(5), 9)).as("behind the last").isEmpty();
        assertThat(ids(issues().claim(issue.id(), "worker", 9, NOON, LEASE)))
                .as("what was left before")
                .containsExactly(all.get(0), all.get(1));
    }

    private List<DeliveryId> claimAfter(Issue issue, DeliveryId after, int limit) {
        return issues().claim(issue.id(), Optional.of(after), "worker", limit, NOON, LEASE).stream()
                .map(row -> row.delivery().id())
                .toList();
    }

    @RuleTest(
            check = "look at the state before the claim: claimed is lapsed, pending is not, however often it was tried")
    void iss_05_a_claim_says_whose_lease_had_run_out() {
        Issue issue = issueFor(3);
        List<Delivery> first = issues().claim(issue.id(), "lost", 2, NOON, LEASE);
        assertThat(recorded(first.get(1).id(), first.get(1).fence(), new DeliveryOutcome.Retry(NOON)))
                .isTrue();

        List<ClaimedDelivery> second = issues().claim(issue.id(), Optional.empty(), "successor", 9, LEASE_OVER, LEASE);

        assertThat(second).extracting(ClaimedDelivery::isLapsed).containsExactly(true, false, false);
        assertThat(second)
                .extracting(row -> row.delivery().id())
                .startsWith(first.get(0).id(), first.get(1).id());
    }

    @RuleTest(check = "WHERE not_before <= now; cut the given time to microseconds, do not round it")
    void iss_05_a_row_is_not_claimed_before_its_time() {
        Issue issue = issueFor(1);

        assertThat(issues().claim(issue.id(), "worker", 1, NOON.minusNanos(1), LEASE))
                .as("claimed a nanosecond too early: is the time rounded up?")
                .isEmpty();
        Delivery claimed = claimOne(issue, "worker", NOON);
        Instant later = NOON.plusSeconds(60);
        assertThat(recorded(claimed.id(), claimed.fence(), new DeliveryOutcome.Retry(later)))
                .isTrue();
        assertThat(issues().claim(issue.id(), "worker", 1, later.minusNanos(1_000), LEASE))
                .isEmpty();
        Delivery again = claimOne(issue, "worker", later);
        assertThat(again.attempts()).as("attempts").isEqualTo(2);
        assertThat(again.fence()).as("fence").isGreaterThan(claimed.fence());
    }

    @RuleTest(check = "check limit and lease before anything is claimed")
    void iss_05_a_claim_without_limit_or_lease_is_a_programmers_error() {
        Issue issue = issueFor(1);

        for (int limit : List.of(0, -1, Bounds.MOST_AT_ONCE + 1)) {
            failure(
                    IllegalArgumentException.class,
                    "claim() of " + limit,
                    () -> issues().claim(issue.id(), "worker", limit, NOON, LEASE));
        }
        for (Duration lease : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            failure(
                    IllegalArgumentException.class,
                    "claim() for " + lease,
                    () -> issues().claim(issue.id(), "worker", 1, NOON, lease));
        }
        assertThat(issues().counts(issue.id()).pending()).isEqualTo(1);
    }

    @RuleTest(check = "WHERE lease_until <= now; a row whose lease runs is not for others")
    void iss_06_a_claimed_row_is_free_again_only_when_its_lease_has_run_out() {
        Issue issue = issueFor(1);
        Delivery first = claimOne(issue, "first", NOON);

        assertThat(issues().claim(issue.id(), "second", 1, LEASE_OVER.minusNanos(1), LEASE))
                .as("claimed a nanosecond before the lease is over: is the time rounded up?")
                .isEmpty();
        Delivery second = claimOne(issue, "second", LEASE_OVER);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.state()).isEqualTo(new DeliveryState.Claimed("second", LEASE_OVER.plus(LEASE)));
        assertThat(second.fence()).as("the fence of the second claim").isGreaterThan(first.fence());
        assertThat(second.attempts()).isEqualTo(2);
    }

    @RuleTest(check = "lock the rows (FOR UPDATE SKIP LOCKED) or compare-and-set each one in the claim")
    void iss_06_of_64_threads_that_claim_one_row_one_gets_it() {
        for (int round = 0; round < rounds(); round++) {
            Issue issue = issueFor(1);
            List<Delivery> got = Race.of(64, i -> issues().claim(issue.id(), "worker-" + i, 1, NOON, LEASE))
                    .allSucceeded("claiming one row")
                    .stream()
                    .flatMap(List::stream)
                    .toList();

            assertThat(got).as("claims of one row").hasSize(1);
            assertThat(onlyRow(issue, DeliveryState.Kind.CLAIMED)).isEqualTo(got.get(0));
        }
    }

    @RuleTest(check = "lock the rows (FOR UPDATE SKIP LOCKED) or compare-and-set each one in the claim")
    void iss_06_workers_that_share_an_issue_miss_nothing_and_take_nothing_twice() {
        for (int round = 0; round < fewerRounds(); round++) {
            Issue issue = issueFor(60);
            List<Delivery> all = Race.of(6, i -> claimUntilNothingIsLeft(issue, "worker-" + i))
                    .allSucceeded("working on one issue")
                    .stream()
                    .flatMap(List::stream)
                    .toList();

            assertThat(ids(all)).as("what all workers claimed").doesNotHaveDuplicates();
            assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(60 - all.size(), 0, all.size(), 0, 0));
            assertThat(all).as("what all workers claimed").hasSize(60);
        }
    }

    /** Looks again while rows are pending: a claim that met rows locked by others may have come back empty. */
    private List<Delivery> claimUntilNothingIsLeft(Issue issue, String worker) {
        List<Delivery> mine = new ArrayList<>();
        while (true) {
            List<Delivery> chunk = issues().claim(issue.id(), worker, 7, NOON, LEASE);
            for (Delivery row : chunk) {
                assertThat(recorded(row.id(), row.fence(), new DeliveryOutcome.Sent(NOON)))
                        .as("recorded under a running lease")
                        .isTrue();
            }
            mine.addAll(chunk);
            if (chunk.isEmpty() && issues().counts(issue.id()).pending() == 0) {
                return mine;
            }
        }
    }

    @RuleTest(check = "UPDATE ... WHERE id = ? AND fence = ? AND state is claimed: look at the number of rows")
    void iss_07_every_outcome_is_recorded_as_it_was() {
        Instant at = NOON.plusNanos(5_000);
        assertRecorded(new DeliveryOutcome.Sent(at), new DeliveryState.Sent(at));
        assertRecorded(new DeliveryOutcome.Uncertain(at), new DeliveryState.Uncertain(at));
        assertRecorded(new DeliveryOutcome.Retry(at), new DeliveryState.Pending(at));
        assertRecorded(
                new DeliveryOutcome.Failed(at, "550 " + Samples.UNICODE),
                new DeliveryState.Failed(at, "550 " + Samples.UNICODE));
    }

    private void assertRecorded(DeliveryOutcome outcome, DeliveryState state) {
        Issue issue = issueFor(1);
        Delivery claimed = claimOne(issue, "worker", NOON);

        assertThat(recorded(claimed.id(), claimed.fence(), outcome)).isTrue();
        assertThat(onlyRow(issue, state.kind()))
                .isEqualTo(new Delivery(
                        claimed.id(),
                        claimed.issue(),
                        claimed.subscriber(),
                        claimed.email(),
                        claimed.language(),
                        state,
                        claimed.attempts(),
                        claimed.fence()));
        assertThat(recorded(claimed.id(), claimed.fence(), new DeliveryOutcome.Sent(NOON)))
                .as("recorded a second time")
                .isFalse();
        assertThat(onlyRow(issue, state.kind()).state()).isEqualTo(state);
    }

    @RuleTest(check = "compare the fencing token in record(): a slow worker must not overwrite its successor")
    void iss_07_a_late_write_of_an_expired_claim_is_refused() {
        Issue issue = issueFor(1);
        Delivery slow = claimOne(issue, "slow", NOON);
        Delivery successor = claimOne(issue, "successor", LEASE_OVER);

        assertThat(recorded(slow.id(), slow.fence(), new DeliveryOutcome.Failed(NOON, "late")))
                .as("recorded by the slow worker, whose row has another owner")
                .isFalse();
        assertThat(onlyRow(issue, DeliveryState.Kind.CLAIMED)).isEqualTo(successor);
        assertThat(recorded(successor.id(), successor.fence(), new DeliveryOutcome.Sent(NOON)))
                .isTrue();
        assertThat(recorded(slow.id(), slow.fence(), new DeliveryOutcome.Failed(NOON, "later still")))
                .isFalse();
        assertThat(onlyRow(issue, DeliveryState.Kind.SENT).state()).isEqualTo(new DeliveryState.Sent(NOON));
    }

    @RuleTest(check = "record() looks at the fence alone, not at the clock")
    void iss_07_a_claim_that_nobody_took_over_is_recorded_even_after_its_lease() {
        Issue issue = issueFor(1);
        Delivery slow = claimOne(issue, "slow", NOON);
        Instant late = LEASE_OVER.plusSeconds(3600);

        assertThat(recorded(slow.id(), slow.fence(), new DeliveryOutcome.Sent(late)))
                .isTrue();
        assertThat(onlyRow(issue, DeliveryState.Kind.SENT).state()).isEqualTo(new DeliveryState.Sent(late));
    }

    @RuleTest(check = "a fence of another row, of no row, or of no claim records nothing")
    void iss_07_what_was_not_claimed_so_is_not_recorded() {
        Issue issue = issueFor(2);
        Delivery claimed = claimOne(issue, "worker", NOON);
        Delivery pending = onlyRow(issue, DeliveryState.Kind.PENDING);
        DeliveryOutcome sent = new DeliveryOutcome.Sent(NOON);

        assertThat(recorded(claimed.id(), claimed.fence() + 1, sent))
                .as("a fence to come")
                .isFalse();
        assertThat(recorded(claimed.id(), claimed.fence() - 1, sent))
                .as("a fence before")
                .isFalse();
        assertThat(recorded(pending.id(), pending.fence(), sent))
                .as("a pending row")
                .isFalse();
        assertThat(recorded(new DeliveryId(samples.id()), 1, sent)).as("no row").isFalse();
        assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(1, 1, 0, 0, 0));
    }

    @RuleTest(check = "is the fence kept when a row becomes pending again?")
    void iss_07_a_write_from_before_a_retry_is_refused() {
        Issue issue = issueFor(1);
        Delivery first = claimOne(issue, "first", NOON);
        recorded(first.id(), first.fence(), new DeliveryOutcome.Retry(NOON));
        Delivery second = claimOne(issue, "second", NOON);

        assertThat(second.fence()).as("the fence after a retry").isGreaterThan(first.fence());
        assertThat(recorded(first.id(), first.fence(), new DeliveryOutcome.Sent(NOON)))
                .as("recorded with the fence of the claim before")
                .isFalse();
    }

    private static List<DeliveryId> ids(List<Delivery> rows) {
        return rows.stream().map(Delivery::id).toList();
    }
}
