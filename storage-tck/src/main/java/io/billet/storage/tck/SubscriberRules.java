package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.AlreadyExistsException;
import io.billet.core.EmailAddress;
import io.billet.core.Label;
import io.billet.core.NotFoundException;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.SubscriberStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Rules of storing and changing subscribers. */
@Needs(Capability.SUBSCRIBERS)
abstract class SubscriberRules extends StoreRules {

    SubscriberRules(BlogStorageContract contract) {
        super(contract);
    }

    private SubscriberStore subscribers() {
        return storage().subscribers();
    }

    @RuleTest(check = "create() must store and return subscriber.withVersion(1), and refuse other versions than 0")
    void sub_01_a_new_subscriber_becomes_version_1() {
        Subscriber pending = samples.pending("zoe@example.org");

        assertThat(subscribers().create(pending)).isEqualTo(pending.withVersion(1));
        assertThat(subscribers().find(pending.id())).contains(pending.withVersion(1));
        Subscriber other = samples.pending("abel@example.org");
        failure(
                IllegalArgumentException.class,
                "create() of a subscriber of version 2",
                () -> subscribers().create(other.withVersion(2)));
        assertThat(subscribers().find(other.id())).isEmpty();
    }

    @RuleTest(check = "compare what is written with what is read, component by component")
    void sub_02_everything_is_read_back_as_it_was_written() {
        Subscriber full = samples.fullSubscriber("zoë@exämple.org");
        List<Subscriber> all = List.of(
                full,
                samples.pending("pending@example.org"),
                samples.confirmed("confirmed@example.org"),
                samples.confirmed("unsubscribed@example.org").unsubscribe(Samples.NOON.plusSeconds(99)),
                samples.confirmed("bounced@example.org").suppress(SubscriberState.Reason.BOUNCED, Samples.NOON),
                samples.pending("blocked@example.org").suppress(SubscriberState.Reason.BLOCKED, Samples.NOON));
        for (Subscriber subscriber : all) {
            subscribers().create(subscriber);
            assertThat(subscribers().find(subscriber.id()).orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(subscriber.withVersion(1));
        }
        assertThat(subscribers().findByEmail(EmailAddress.of("zoë@exämple.org")))
                .contains(full.withVersion(1));
    }

    @RuleTest(check = "does update() write every component, and does each method that finds somebody read them all?")
    void sub_02_topics_that_somebody_declines_are_kept_and_changed_with_them() {
        List<Slug> some = List.of(Slug.of("europe"), Slug.of("日本語"));
        Subscriber declining =
                subscribers().create(samples.confirmed("zoe@example.org").decline(some, Samples.NOON));
        assertThat(found(declining)).containsOnly(declining);

        Subscriber less = subscribers().update(declining.decline(some.subList(1, 2), Samples.NOON));
        assertThat(less.declined()).containsExactly(Slug.of("日本語"));
        assertThat(found(less)).containsOnly(less);
        Subscriber renamed = subscribers().update(less.rename("Zoë", Samples.NOON));
        assertThat(found(renamed)).as("who was changed otherwise").containsOnly(renamed);
        Subscriber none = subscribers().update(renamed.decline(List.of(), Samples.NOON));
        assertThat(found(none)).containsOnly(none);
    }

    private List<Subscriber> found(Subscriber subscriber) {
        List<Subscriber> found = new ArrayList<>();
        subscribers().find(subscriber.id()).ifPresent(found::add);
        subscribers().findByEmail(subscriber.email()).ifPresent(found::add);
        found.addAll(subscribers().findAll(List.of(subscriber.id())));
        SubscriberQuery query = SubscriberQuery.all().in(subscriber.state().kind());
        found.addAll(subscribers().list(query, Optional.empty(), 10));
        try (var stream = subscribers().stream(query)) {
            stream.forEach(found::add);
        }
        assertThat(found).as("found by each of five methods").hasSize(5);
        return found;
    }

    @RuleTest(check = "put the answer in the order of the question, each once; IN (...) answers in any order")
    void sub_15_several_are_found_in_the_order_asked_for_each_once() {
        Subscriber one = subscribers().create(samples.fullSubscriber("one@example.org"));
        Subscriber two = subscribers().create(samples.confirmed("two@example.org"));
        Subscriber left = subscribers().update(two.unsubscribe(Samples.NOON.plusSeconds(99)));
        Subscriber three = subscribers().create(samples.pending("three@example.org"));
        Subscriber never = samples.pending("never@example.org");

        assertThat(subscribers().findAll(List.of(three.id(), never.id(), one.id(), three.id(), two.id())))
                .containsExactly(three, one, left);
        assertThat(subscribers().findAll(List.of())).isEmpty();
        List<SubscriberId> most = new ArrayList<>();
        for (int i = 1; i < Bounds.MOST_AT_ONCE; i++) {
            most.add(samples.pending("never" + i + "@example.org").id());
        }
        most.add(one.id());
        assertThat(subscribers().findAll(most)).as("one of a thousand").containsExactly(one);
        most.add(two.id());
        failure(
                IllegalArgumentException.class,
                "findAll() of " + most.size() + " ids",
                () -> subscribers().findAll(most));
    }

    @RuleTest(
            check = "is there a unique index over addresses, and is its violation turned into AlreadyExistsException?")
    void sub_03_of_64_threads_that_bring_one_address_one_wins() {
        List<Subscriber> winners = new ArrayList<>();
        for (int round = 0; round < rounds(); round++) {
            String email = "wanted" + round + "@example.org";
            List<Subscriber> rivals =
                    IntStream.range(0, 64).mapToObj(i -> samples.pending(email)).toList();
            Subscriber winner = Race.of(64, i -> subscribers().create(rivals.get(i)))
                    .onlyWinner("creating one address", AlreadyExistsException.class);

            assertThat(subscribers().findByEmail(EmailAddress.of(email))).contains(winner);
            if (looksForEachLoser(round)) {
                assertThat(rivals.stream()
                                .filter(each -> subscribers().find(each.id()).isPresent()))
                        .as("subscribers stored, of those with one address")
                        .hasSize(1);
            }
            winners.add(winner);
        }
        assertThat(Listing.of(storage(), SubscriberQuery.all()).all(1_000))
                .as("subscribers stored after all rounds")
                .containsExactlyInAnyOrderElementsOf(winners);
    }

    @RuleTest(check = "does update() meet the unique index too, and free the address that was left?")
    void sub_03_an_address_can_be_changed_to_one_that_is_free() {
        Subscriber zoe = subscribers().create(samples.pending("zoe@example.org"));
        Subscriber abel = subscribers().create(samples.pending("abel@example.org"));

        assertTaken(() -> subscribers().update(withEmail(zoe, "abel@example.org")));
        assertThat(subscribers().find(zoe.id())).contains(zoe);
        assertThat(subscribers().findByEmail(abel.email())).contains(abel);

        Subscriber moved = subscribers().update(withEmail(zoe, "zoe@example.net"));
        assertThat(subscribers().findByEmail(EmailAddress.of("zoe@example.net")))
                .contains(moved);
        assertThat(subscribers().findByEmail(EmailAddress.of("zoe@example.org")))
                .isEmpty();
        subscribers().create(samples.pending("zoe@example.org"));
    }

    @RuleTest(check = "use a binary collation for addresses: mıke is not mike, zoë is not zoe")
    void sub_03_addresses_are_compared_code_point_by_code_point() {
        List<String> similar = List.of(
                "mike@example.org",
                "mıke@example.org",
                "zoe@example.org",
                "zoë@example.org",
                "ss@example.org",
                "ß@example.org",
                "é@example.org",
                "É@example.org",
                "+a@example.org",
                "a@example.org",
                "😀@example.org",
                "😁@example.org");
        for (String email : similar) {
            Subscriber stored = subscribers().create(samples.pending(email));
            assertThat(subscribers().findByEmail(EmailAddress.of(email)))
                    .as(email)
                    .contains(stored);
        }
        assertTaken(() -> subscribers().create(samples.pending("MIKE@EXAMPLE.ORG")));
    }

    private static void assertTaken(ThrowingCallable call) {
        AlreadyExistsException taken =
                failure(AlreadyExistsException.class, "a call that claims an address that is taken", call);
        assertThat(taken.object() + "." + taken.field()).isEqualTo("Subscriber.email");
        assertThat(taken.value())
                .as("the value in the exception, which logs show")
                .contains("***");
    }

    @RuleTest(check = "is the id the primary key, and is its violation told apart from that of the address?")
    void sub_04_an_id_that_is_stored_cannot_be_created_again() {
        Subscriber zoe = subscribers().create(samples.pending("zoe@example.org"));
        Subscriber again = withEmail(zoe.withVersion(1), "other@example.org").withVersion(0);
        AlreadyExistsException taken = failure(
                AlreadyExistsException.class,
                "create() with an id that is stored",
                () -> subscribers().create(again));

        assertThat(taken.object() + "." + taken.field()).isEqualTo("Subscriber.id");
        assertThat(subscribers().findByEmail(again.email())).isEmpty();
        AlreadyExistsException both = failure(
                AlreadyExistsException.class,
                "create() with an id and an address that are stored",
                () -> subscribers().create(zoe.withVersion(0)));
        assertThat(both.field()).as("what is told where both are taken").isEqualTo("id");
    }

    @RuleTest(check = "UPDATE ... WHERE id = ? AND version = ?: look at the number of rows that were changed")
    void sub_05_an_update_is_refused_when_the_version_is_not_the_stored_one() {
        Subscriber first = subscribers().create(samples.pending("zoe@example.org"));
        Subscriber second = subscribers().update(first.confirm(Samples.NOON.plusSeconds(5)));

        assertThat(second.version()).isEqualTo(2);
        StaleVersionException stale = failure(
                StaleVersionException.class,
                "update() based on version 1 of a subscriber at version 2",
                () -> subscribers().update(first.unsubscribe(Samples.NOON)));
        assertThat(stale.object() + " " + stale.id()).isEqualTo("Subscriber " + first.id());
        assertThat(subscribers().find(first.id())).contains(second);
    }

    @RuleTest(check = "is the comparison of the version part of the write itself, not a read before it?")
    void sub_05_of_many_threads_that_update_one_version_one_wins() {
        Subscriber current = subscribers().create(samples.pending("zoe@example.org"));
        for (int round = 0; round < fewerRounds(); round++) {
            Subscriber base = current;
            current = Race.of(16, i -> subscribers().update(base.label(List.of(Label.of("by " + i)), Samples.NOON)))
                    .onlyWinner("updating one version", StaleVersionException.class);
            assertThat(subscribers().find(base.id())).contains(current);
        }
    }

    @RuleTest(check = "tell 'no such row' apart from 'another version'")
    void sub_06_what_is_not_stored_cannot_be_changed() {
        Subscriber never = samples.pending("never@example.org").withVersion(1);
        NotFoundException missing = failure(
                NotFoundException.class,
                "update() of who is not stored",
                () -> subscribers().update(never));

        assertThat(List.of(missing.object(), missing.id()))
                .isEqualTo(List.of("Subscriber", never.id().toString()));
        assertThat(subscribers().findByEmail(never.email())).isEmpty();
    }

    @RuleTest(check = "does a cache or a replica answer before the write has reached it?")
    void sub_07_what_was_written_is_seen_at_once_by_every_thread() {
        for (int round = 0; round < fewerRounds(); round++) {
            Subscriber written = subscribers().create(samples.pending("seen" + round + "@example.org"));
            List<Optional<Subscriber>> seen = Race.of(
                            4,
                            i -> i % 2 == 0
                                    ? subscribers().find(written.id())
                                    : subscribers().findByEmail(written.email()))
                    .allSucceeded("reading what was written");

            assertThat(seen).containsOnly(Optional.of(written));
        }
    }

    @RuleTest(check = "remove every row that holds the address: labels, consent, histories, indexes")
    void sub_10_who_is_erased_is_found_by_no_method_and_the_address_is_free() {
        Subscriber zoe = subscribers().create(samples.fullSubscriber("zoe@example.org"));
        Subscriber abel = subscribers().create(samples.confirmed("abel@example.org"));
        subscribers().erase(zoe.id());
        subscribers().erase(zoe.id());
        subscribers().erase(samples.subscriberId());

        assertThat(subscribers().find(zoe.id())).isEmpty();
        assertThat(subscribers().findByEmail(zoe.email())).isEmpty();
        assertThat(subscribers().count(SubscriberQuery.all())).isEqualTo(1);
        assertThat(subscribers().list(SubscriberQuery.all().labelled(Label.of("premium")), Optional.empty(), 5))
                .isEmpty();
        try (var stream = subscribers().stream(SubscriberQuery.all())) {
            assertThat(stream).containsExactly(abel);
        }
        failure(
                NotFoundException.class,
                "update() of who was erased",
                () -> subscribers().update(zoe.unsubscribe(Samples.NOON)));
        subscribers().create(samples.pending("zoe@example.org"));
    }

    @RuleTest(check = "erase and update must meet in the row: an update may not bring back who was erased")
    void sub_10_an_update_at_the_same_time_does_not_bring_an_erased_one_back() {
        for (int round = 0; round < fewerRounds(); round++) {
            Subscriber zoe = subscribers().create(samples.pending("zoe" + round + "@example.org"));
            Race<Object> race = Race.of(4, i -> {
                if (i == 0) {
                    subscribers().erase(zoe.id());
                    return "erased";
                }
                return subscribers().update(zoe.label(List.of(Label.of("by " + i)), Samples.NOON));
            });

            assertThat(new ArrayList<>(race.failures()))
                    .as("how losers failed")
                    .allMatch(each -> each instanceof StaleVersionException || each instanceof NotFoundException);
            assertThat(subscribers().find(zoe.id())).as("who was erased").isEmpty();
            assertThat(subscribers().findByEmail(zoe.email()))
                    .as("an erased address")
                    .isEmpty();
        }
    }

    private static Subscriber withEmail(Subscriber subscriber, String email) {
        return new Subscriber(
                subscriber.id(),
                EmailAddress.of(email),
                subscriber.name(),
                subscriber.language(),
                subscriber.labels(),
                subscriber.declined(),
                subscriber.state(),
                subscriber.consent(),
                subscriber.createdAt(),
                subscriber.updatedAt(),
                subscriber.version());
    }
}
