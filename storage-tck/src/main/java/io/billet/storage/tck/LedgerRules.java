package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.Issue;
import io.billet.core.NotFoundException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Rules of the ledger: filling it, reading it, forgetting. */
@Needs(Capability.ISSUES)
abstract class LedgerRules extends StoreRules {

    private static final Instant NOON = Samples.NOON;
    private static final Duration LEASE = Duration.ofMinutes(5);

    LedgerRules(BlogStorageContract contract) {
        super(contract);
    }

    private IssueStore issues() {
        return storage().issues();
    }

    private Issue issue() {
        return issues().create(samples.issue(), Optional.empty());
    }

    private List<Delivery> rows(Issue issue, DeliveryState.Kind state) {
        return Listing.of(storage(), issue.id(), state).all(4);
    }

    private List<Recipient> recipients(int count) {
        return IntStream.range(0, count).mapToObj(samples::recipient).toList();
    }

    @RuleTest(check = "a new row is pending from now on, with no attempts and no fence")
    void iss_04_each_recipient_gets_a_pending_row() {
        Issue issue = issue();
        Recipient recipient = samples.recipient(1);

        assertThat(issues().enqueue(issue.id(), List.of(recipient), NOON)).isEqualTo(1);
        assertThat(rows(issue, DeliveryState.Kind.PENDING))
                .containsExactly(new Delivery(
                        recipient.delivery(),
                        issue.id(),
                        recipient.subscriber(),
                        recipient.email(),
                        recipient.language(),
                        new DeliveryState.Pending(NOON),
                        0,
                        0));
        assertThat(issues().enqueue(issue.id(), List.of(), NOON))
                .as("rows for nobody")
                .isZero();
    }

    @RuleTest(check = "is UNIQUE (issue, subscriber) a constraint, and is a row that is there passed over?")
    void iss_04_a_subscriber_has_one_row_in_an_issue_however_often_enqueued() {
        Issue issue = issue();
        Issue other = issue();
        SubscriberId zoe = samples.subscriberId();
        Recipient first = samples.recipient(zoe, "zoe@example.org");
        List<Recipient> withTwins = List.of(
                first,
                samples.recipient(zoe, "zoe@example.net"),
                samples.recipient(2),
                samples.recipient(zoe, "z@example.org"));

        assertThat(issues().enqueue(issue.id(), withTwins, NOON))
                .as("rows added")
                .isEqualTo(2);
        assertThat(issues().enqueue(issue.id(), withTwins, NOON))
                .as("rows added again")
                .isZero();
        assertThat(rows(issue, DeliveryState.Kind.PENDING))
                .filteredOn(row -> row.subscriber().equals(zoe))
                .singleElement()
                .satisfies(row -> assertThat(row.id()).isEqualTo(first.delivery()));
        assertThat(issues().enqueue(other.id(), List.of(samples.recipient(zoe, "zoe@example.org")), NOON))
                .as("rows added in another issue")
                .isEqualTo(1);

        Delivery claimed = issues().claim(issue.id(), "worker", 1, NOON, LEASE).get(0);
        recorded(claimed.id(), claimed.fence(), new DeliveryOutcome.Sent(NOON));
        assertThat(issues().enqueue(
                                issue.id(),
                                List.of(samples.recipient(claimed.subscriber(), "again@example.org")),
                                NOON))
                .as("rows added for who has been sent the issue")
                .isZero();
    }

    @RuleTest(check = "insert with ON CONFLICT DO NOTHING (or its like), and count what was inserted")
    void iss_04_many_threads_may_enqueue_the_same_people_at_once() {
        for (int round = 0; round < fewerRounds(); round++) {
            Issue issue = issue();
            List<SubscriberId> people =
                    IntStream.range(0, 20).mapToObj(i -> samples.subscriberId()).toList();
            List<List<Recipient>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> people.stream()
                            .map(person -> samples.recipient(person, "reader@example.org"))
                            .toList())
                    .toList();
            int added = Race.of(8, i -> issues().enqueue(issue.id(), calls.get(i), NOON))
                    .allSucceeded("enqueueing the same people")
                    .stream()
                    .mapToInt(Integer::intValue)
                    .sum();

            assertThat(added).as("rows that all calls say they added").isEqualTo(20);
            assertThat(issues().counts(issue.id()).pending())
                    .as("rows there are")
                    .isEqualTo(20);
        }
    }

    @RuleTest(check = "enqueue in one transaction, and check the issue and the ids in it")
    void iss_04_enqueueing_is_all_or_nothing() {
        Issue issue = issue();
        Recipient first = samples.recipient(1);
        issues().enqueue(issue.id(), List.of(first), NOON);
        Recipient clash = new Recipient(first.delivery(), samples.subscriberId(), first.email(), first.language());

        AlreadyExistsException taken = failure(
                AlreadyExistsException.class,
                "enqueue() with a delivery id that another row has",
                () -> issues().enqueue(issue.id(), List.of(samples.recipient(2), clash), NOON));
        assertThat(taken.object() + "." + taken.field()).isEqualTo("Delivery.id");
        assertThat(issues().counts(issue.id()).pending())
                .as("rows after a call that failed")
                .isEqualTo(1);
        failure(
                NotFoundException.class,
                "enqueue() for an issue that is not stored",
                () -> issues().enqueue(samples.issue().id(), recipients(1), NOON));
        List<Recipient> tooMany = recipients(Bounds.MOST_AT_ONCE + 1);
        failure(
                IllegalArgumentException.class,
                "enqueue() of 1001 recipients",
                () -> issues().enqueue(issue.id(), tooMany, NOON));
        assertThat(issues().enqueue(issue.id(), tooMany.subList(0, Bounds.MOST_AT_ONCE), NOON))
                .isEqualTo(Bounds.MOST_AT_ONCE);
    }

    @RuleTest(check = "count rows by state, of this issue only")
    void iss_08_counts_agree_with_the_rows() {
        Issue issue = issue();
        issues().enqueue(issue().id(), recipients(3), NOON);
        issues().enqueue(issue.id(), recipients(15), NOON);
        List<DeliveryOutcome> outcomes = List.of(
                new DeliveryOutcome.Sent(NOON),
                new DeliveryOutcome.Sent(NOON),
                new DeliveryOutcome.Uncertain(NOON),
                new DeliveryOutcome.Failed(NOON, "550 no such user"),
                new DeliveryOutcome.Failed(NOON, "552 full"),
                new DeliveryOutcome.Failed(NOON, "é"),
                new DeliveryOutcome.Retry(NOON.plusSeconds(60)));
        List<Delivery> claimed = issues().claim(issue.id(), "worker", 11, NOON, LEASE);
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(recorded(claimed.get(i).id(), claimed.get(i).fence(), outcomes.get(i)))
                    .isTrue();
        }

        assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(5, 4, 2, 1, 3));
        Map<DeliveryState.Kind, Integer> seen = new EnumMap<>(DeliveryState.Kind.class);
        for (DeliveryState.Kind kind : DeliveryState.Kind.values()) {
            seen.put(kind, rows(issue, kind).size());
        }
        assertThat(seen.values()).containsExactly(5, 4, 2, 1, 3);
        assertThat(issues().counts(samples.issue().id()))
                .as("counts of an issue that is not stored")
                .isEqualTo(DeliveryCounts.NONE);
    }

    @RuleTest(check = "ORDER BY id, and ask for ids greater than the last one")
    void iss_09_deliveries_are_listed_in_the_order_of_ids() {
        Issue issue = issue();
        List<Recipient> shuffled = new ArrayList<>(recipients(23));
        Collections.shuffle(shuffled, new Random(8));
        issues().enqueue(issue.id(), shuffled, NOON);
        List<DeliveryId> inOrder = shuffled.stream()
                .map(Recipient::delivery)
                .sorted(Comparator.naturalOrder())
                .toList();

        for (int size : List.of(1, 5, 23, 24)) {
            assertThat(Listing.of(storage(), issue.id(), DeliveryState.Kind.PENDING)
                            .all(size))
                    .as("pages of %s", size)
                    .extracting(Delivery::id)
                    .containsExactlyElementsOf(inOrder);
        }
    }

    @RuleTest(check = "does the last part end where the list ends: with the last row, and with nothing after it?")
    void iss_09_the_list_of_deliveries_ends_with_the_last_and_goes_on_after_any_id() {
        Issue issue = issue();
        issues().enqueue(issue().id(), recipients(3), NOON);
        Listing<Delivery, DeliveryId> pending = Listing.of(storage(), issue.id(), DeliveryState.Kind.PENDING);
        pending.assertIs(List.of());
        issues().enqueue(issue.id(), recipients(9), NOON);
        List<Delivery> rows = pending.all(4);
        assertThat(rows).hasSize(9);
        pending.assertIs(rows);
        List<Delivery> claimed = issues().claim(issue.id(), "worker", 4, NOON, LEASE);

        Listing.of(storage(), issue.id(), DeliveryState.Kind.CLAIMED).assertIs(claimed);
        pending.assertIs(rows.subList(4, 9));
        pending.assertGoesOnAfter(claimed.get(1).id(), rows.subList(4, 9));
        pending.assertGoesOnAfter(new DeliveryId(new UUID(-1, -1)), List.of());
        Listing.of(storage(), samples.issue().id(), DeliveryState.Kind.PENDING).assertIs(List.of());
    }

    @RuleTest(check = "delete the person's rows that are pending, sent, uncertain or failed, in every issue")
    void iss_10_forgetting_removes_rows_that_nobody_is_working_on() {
        Issue one = issue();
        Issue two = issue();
        SubscriberId zoe = samples.subscriberId();
        issues().enqueue(one.id(), List.of(samples.recipient(zoe, "zoe@example.org")), NOON);
        Delivery sent = issues().claim(one.id(), "worker", 1, NOON, LEASE).get(0);
        recorded(sent.id(), sent.fence(), new DeliveryOutcome.Sent(NOON));
        issues().enqueue(two.id(), List.of(samples.recipient(zoe, "zoe@example.org"), samples.recipient(2)), NOON);

        issues().forget(zoe);
        issues().forget(zoe);
        issues().forget(samples.subscriberId());

        assertThat(issues().counts(one.id())).isEqualTo(DeliveryCounts.NONE);
        assertThat(rows(two, DeliveryState.Kind.PENDING))
                .as("the rows of others")
                .extracting(row -> row.email().value())
                .containsExactly("reader2@example.org");
    }

    @RuleTest(check = "is a subscriber's ledger of all issues read in the order of ids, by an index on the subscriber?")
    void iss_14_what_was_sent_to_somebody_is_listed_over_all_issues() {
        SubscriberId zoe = samples.subscriberId();
        for (int i = 0; i < 3; i++) {
            issues().enqueue(
                            issue().id(),
                            List.of(samples.recipient(zoe, "zoe@example.org"), samples.recipient(2)),
                            NOON);
        }

        List<Delivery> hers = issues().received(zoe, Optional.empty(), 10);

        assertThat(hers)
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.subscriber()).isEqualTo(zoe));
        assertThat(hers).extracting(Delivery::id).isSorted();
        assertThat(issues().received(zoe, Optional.of(hers.get(0).id()), 1)).containsExactly(hers.get(1));
        assertThat(issues().received(samples.subscriberId(), Optional.empty(), 10))
                .isEmpty();
    }

    @RuleTest(check = "mark a claimed row as forgotten, and delete it in record()")
    void iss_10_a_claimed_row_goes_when_it_is_recorded_whatever_the_outcome() {
        List<DeliveryOutcome> outcomes = List.of(
                new DeliveryOutcome.Sent(NOON),
                new DeliveryOutcome.Uncertain(NOON),
                new DeliveryOutcome.Retry(NOON),
                new DeliveryOutcome.Failed(NOON, "550 no such user"));
        for (DeliveryOutcome outcome : outcomes) {
            Issue issue = issue();
            SubscriberId zoe = samples.subscriberId();
            issues().enqueue(issue.id(), List.of(samples.recipient(zoe, "zoe@example.org")), NOON);
            Delivery claimed =
                    issues().claim(issue.id(), "worker", 1, NOON, LEASE).get(0);
            issues().forget(zoe);
            assertThat(issues().counts(issue.id()).claimed())
                    .as("rows while a worker is at it")
                    .isEqualTo(1);

            assertThat(recorded(claimed.id(), claimed.fence(), outcome))
                    .as("recorded")
                    .isTrue();
            assertThat(issues().counts(issue.id())).as("rows after %s", outcome).isEqualTo(DeliveryCounts.NONE);
            assertThat(issues().claim(issue.id(), "worker", 9, NOON.plusSeconds(3600), LEASE))
                    .isEmpty();
            assertThat(issues().enqueue(issue.id(), List.of(samples.recipient(zoe, "zoe@example.org")), NOON))
                    .as("rows added for somebody who came back")
                    .isEqualTo(1);
        }
    }

    @RuleTest(check = "in claim(), delete a forgotten row whose lease has run out, and do not return it")
    void iss_10_a_forgotten_row_whose_worker_died_is_never_claimed_again() {
        Issue issue = issue();
        SubscriberId zoe = samples.subscriberId();
        issues().enqueue(issue.id(), List.of(samples.recipient(zoe, "zoe@example.org"), samples.recipient(2)), NOON);
        List<Delivery> claimed = issues().claim(issue.id(), "dies", 2, NOON, LEASE);
        issues().forget(zoe);

        List<Delivery> again = issues().claim(issue.id(), "lives", 2, NOON.plus(LEASE), LEASE);
        assertThat(again)
                .as("what the next worker claims")
                .extracting(row -> row.email().value())
                .containsExactly("reader2@example.org");
        assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(0, 1, 0, 0, 0));
        Delivery late = claimed.stream()
                .filter(row -> row.subscriber().equals(zoe))
                .findFirst()
                .orElseThrow();
        assertThat(recorded(late.id(), late.fence(), new DeliveryOutcome.Sent(NOON)))
                .as("recorded for a row that is gone")
                .isFalse();
    }

    @RuleTest(
            needs = Capability.SUBSCRIBERS,
            check = "erase() of subscribers must do to the ledger what forget() does, in one transaction")
    void sub_10_erasing_a_subscriber_removes_the_address_from_the_ledger() {
        Subscriber zoe = storage().subscribers().create(samples.confirmed("zoe@example.org"));
        Issue issue = issue();
        issues().enqueue(issue.id(), List.of(samples.recipient(zoe.id(), "zoe@example.org")), NOON);

        storage().subscribers().erase(zoe.id());

        assertThat(issues().counts(issue.id())).isEqualTo(DeliveryCounts.NONE);
        assertThat(rows(issue, DeliveryState.Kind.PENDING)).isEmpty();
    }

    @RuleTest(check = "delete the pending rows of this issue, and return how many there were")
    void iss_11_cancelling_removes_pending_rows_only() {
        Issue issue = issue();
        Issue other = issue();
        issues().enqueue(issue.id(), recipients(5), NOON);
        issues().enqueue(other.id(), recipients(2), NOON);
        List<Delivery> claimed = issues().claim(issue.id(), "worker", 2, NOON, LEASE);
        recorded(claimed.get(0).id(), claimed.get(0).fence(), new DeliveryOutcome.Sent(NOON));

        assertThat(issues().cancelPending(issue.id())).as("removed").isEqualTo(3);
        assertThat(issues().cancelPending(issue.id()))
                .as("removed the second time")
                .isZero();
        assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(0, 1, 1, 0, 0));
        assertThat(issues().counts(other.id()).pending()).isEqualTo(2);
        assertThat(recorded(claimed.get(1).id(), claimed.get(1).fence(), new DeliveryOutcome.Sent(NOON)))
                .as("recorded by a worker that was at it")
                .isTrue();
    }

    @RuleTest(check = "look for the row by its id alone, in whatever issue and state it is")
    void iss_12_a_row_is_found_by_its_id() {
        Issue issue = issue();
        Issue other = issue();
        Recipient first = samples.recipient(1);
        Recipient second = samples.recipient(2);
        issues().enqueue(issue.id(), List.of(first), NOON);
        issues().enqueue(other.id(), List.of(second), NOON);
        Delivery claimed = issues().claim(other.id(), "worker", 1, NOON, LEASE).get(0);

        assertThat(issues().delivery(first.delivery())).contains(first.pendingIn(issue.id(), NOON));
        assertThat(issues().delivery(second.delivery())).contains(claimed);
        recorded(claimed.id(), claimed.fence(), new DeliveryOutcome.Failed(NOON, "no"));
        assertThat(issues().delivery(second.delivery())).contains(claimed.in(new DeliveryState.Failed(NOON, "no")));
        assertThat(issues().delivery(samples.recipient(3).delivery())).isEmpty();
    }

    @RuleTest(check = "only rows of that issue that are uncertain or failed; attempts and fence stay as they were")
    void iss_13_what_is_uncertain_or_failed_is_made_pending_again() {
        Issue issue = issue();
        Issue other = issue();
        issues().enqueue(issue.id(), recipients(5), NOON);
        issues().enqueue(other.id(), List.of(samples.recipient(9)), NOON);
        List<Delivery> claimed = issues().claim(issue.id(), "worker", 4, NOON, LEASE);
        recorded(claimed.get(0).id(), claimed.get(0).fence(), new DeliveryOutcome.Sent(NOON));
        recorded(claimed.get(1).id(), claimed.get(1).fence(), new DeliveryOutcome.Uncertain(NOON));
        recorded(claimed.get(2).id(), claimed.get(2).fence(), new DeliveryOutcome.Failed(NOON, "no"));
        Delivery elsewhere =
                issues().claim(other.id(), "worker", 1, NOON, LEASE).get(0);
        recorded(elsewhere.id(), elsewhere.fence(), new DeliveryOutcome.Failed(NOON, "no"));
        Delivery untouched = rows(issue, DeliveryState.Kind.PENDING).get(0);
        List<DeliveryId> all =
                new ArrayList<>(claimed.stream().map(Delivery::id).toList());
        all.add(untouched.id());
        all.add(elsewhere.id());
        all.add(claimed.get(1).id());
        Instant later = NOON.plusSeconds(60);

        assertThat(issues().reopen(issue.id(), all, later)).as("reopened").isEqualTo(2);
        assertThat(issues().reopen(issue.id(), all, later)).as("reopened again").isZero();
        assertThat(issues().reopen(issue.id(), List.of(), later)).isZero();
        assertThat(issues().delivery(claimed.get(1).id()))
                .contains(claimed.get(1).in(new DeliveryState.Pending(later)));
        assertThat(issues().delivery(claimed.get(2).id()))
                .contains(claimed.get(2).in(new DeliveryState.Pending(later)));
        assertThat(issues().delivery(untouched.id())).contains(untouched);
        assertThat(issues().counts(issue.id())).isEqualTo(new DeliveryCounts(3, 1, 1, 0, 0));
        assertThat(issues().counts(other.id()).failed()).as("of another issue").isEqualTo(1);
        assertThat(recorded(claimed.get(1).id(), claimed.get(1).fence(), new DeliveryOutcome.Sent(NOON)))
                .as("recorded by who had it before")
                .isFalse();
        assertThat(issues().claim(issue.id(), "worker", 9, later, LEASE))
                .filteredOn(row -> row.id().equals(claimed.get(2).id()))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.fence()).isGreaterThan(claimed.get(2).fence()));
    }
}
