package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Consent;
import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.SubscriberStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Rules of the history of consent: what makes a row, what is listed, what is forgotten and what never is. */
@Needs(Capability.SUBSCRIBERS)
abstract class ConsentRules extends StoreRules {

    private static final Instant NOON = Samples.NOON;

    ConsentRules(BlogStorageContract contract) {
        super(contract);
    }

    private SubscriberStore subscribers() {
        return storage().subscribers();
    }

    private List<ConsentRecord> history(SubscriberId id) {
        return Listing.of(storage(), id).all(2);
    }

    @RuleTest(check = "in create() and update(), add the rows that ConsentRecord.due(latest, found, stored) returns")
    void sub_12_each_change_of_consent_makes_a_row() {
        List<ConsentRecord> expected = new ArrayList<>();
        Subscriber current = subscribers().create(samples.fullSubscriber("zoë@example.org"));
        expected.add(ConsentRecord.of(current));
        for (Subscriber change : List.of(
                current.unsubscribe(NOON.plusSeconds(10)),
                current.unsubscribe(NOON.plusSeconds(10))
                        .askAgain(Consent.asked("sidebar", "2026-12", NOON.plusSeconds(20)), NOON.plusSeconds(20))
                        .confirm(NOON.plusSeconds(21).plusNanos(1_000)),
                current.speak(LanguageTag.FRENCH, NOON.plusSeconds(30)),
                current.moveTo(EmailAddress.of("z@exämple.net"), NOON.plusSeconds(40)),
                current.suppress(SubscriberState.Reason.COMPLAINED, NOON.plusSeconds(50)))) {
            current = subscribers().update(change.withVersion(current.version()));
            expected.add(ConsentRecord.of(current));
        }

        assertThat(history(current.id())).containsExactlyElementsOf(expected);
        Subscriber imported = subscribers().create(samples.confirmed("imported@example.org"));
        assertThat(history(imported.id())).containsExactly(ConsentRecord.of(imported));
    }

    @RuleTest(check = "compare with the latest row: what nobody confirmed, a name and labels make no row of their own")
    void sub_12_a_thousand_requests_that_nobody_confirms_leave_one_row() {
        Subscriber current = subscribers().create(samples.fullSubscriber("first@example.org"));
        Subscriber asked =
                subscribers().create(samples.pending("zoe@example.org").label(List.of(Label.of("premium")), NOON));
        ConsentRecord first = ConsentRecord.of(asked);
        for (int i = 1; i <= 1_000; i++) {
            Consent again = Consent.asked("form " + i, "2026-11", NOON.plusSeconds(i))
                    .from(Optional.of("192.0.2." + i % 256), Optional.empty());
            asked = subscribers()
                    .update(asked.askAgain(again, NOON.plusSeconds(i))
                            .introduce("Name " + i, i % 2 == 0 ? LanguageTag.FRENCH : LanguageTag.GERMAN, NOON));
        }
        assertThat(history(asked.id())).as("after 1,000 requests").containsExactly(first);

        Subscriber confirmed = subscribers().update(asked.confirm(NOON.plusSeconds(2_000)));
        subscribers()
                .update(confirmed
                        .rename("Z", NOON.plusSeconds(3_000))
                        .label(List.of(Label.of("team")), NOON.plusSeconds(3_000)));
        assertThat(history(asked.id()))
                .as("after a confirmation, and another name and labels")
                .containsExactly(first, ConsentRecord.of(confirmed));
        assertThat(history(current.id())).as("of somebody else").containsExactly(ConsentRecord.of(current));
    }

    @RuleTest(check = "write the row in the transaction of the update: a write that is refused adds none")
    void sub_12_a_write_that_is_refused_leaves_no_row() {
        Subscriber zoe = subscribers().create(samples.confirmed("zoe@example.org"));
        Subscriber abel = subscribers().create(samples.confirmed("abel@example.org"));
        Subscriber left = subscribers().update(zoe.unsubscribe(NOON.plusSeconds(100)));

        failure(
                StaleVersionException.class,
                "update() based on a version that is not the stored one",
                () -> subscribers().update(zoe.suppress(SubscriberState.Reason.BOUNCED, NOON.plusSeconds(200))));
        failure(
                RuntimeException.class,
                "update() to an address that is taken",
                () -> subscribers().update(left.moveTo(abel.email(), NOON.plusSeconds(200))));
        Subscriber twin = samples.confirmed("zoe@example.org");
        failure(
                RuntimeException.class,
                "create() with an address that is taken",
                () -> subscribers().create(twin));

        assertThat(history(zoe.id())).containsExactly(ConsentRecord.of(zoe), ConsentRecord.of(left));
        assertThat(history(abel.id())).containsExactly(ConsentRecord.of(abel));
        assertThat(history(twin.id())).as("of who was not stored").isEmpty();
    }

    @RuleTest(check = "is the row of the winner written in the winner's transaction, and no other?")
    void sub_12_of_many_threads_that_change_one_version_the_winner_leaves_the_row() {
        for (int round = 0; round < fewerRounds(); round++) {
            Subscriber zoe = subscribers().create(samples.confirmed("zoe" + round + "@example.org"));
            Subscriber winner = Race.of(
                            16,
                            i -> subscribers()
                                    .update(
                                            i % 2 == 0
                                                    ? zoe.unsubscribe(NOON.plusSeconds(100 + i))
                                                    : zoe.suppress(
                                                            SubscriberState.Reason.BOUNCED, NOON.plusSeconds(100 + i))))
                    .onlyWinner("leaving at once", StaleVersionException.class);

            assertThat(history(zoe.id())).containsExactly(ConsentRecord.of(zoe), ConsentRecord.of(winner));
        }
    }

    @RuleTest(
            check =
                    "ORDER BY version: does the list end with the last row, and go on after a version that is not there?")
    void sub_13_a_history_is_listed_in_the_order_of_versions_to_its_end() {
        Subscriber current = subscribers().create(samples.confirmed("zoe@example.org"));
        subscribers().create(samples.confirmed("abel@example.org"));
        List<ConsentRecord> expected = new ArrayList<>(List.of(ConsentRecord.of(current)));
        for (int i = 1; i <= 6; i++) {
            current = subscribers().update(current.rename("Name " + i, NOON.plusSeconds(i)));
            current = subscribers()
                    .update(current.speak(
                            i % 2 == 0 ? LanguageTag.ENGLISH : LanguageTag.FRENCH, NOON.plusSeconds(100 + i)));
            expected.add(ConsentRecord.of(current));
        }

        Listing<ConsentRecord, Long> history = Listing.of(storage(), current.id());
        assertThat(expected).extracting(ConsentRecord::version).containsExactly(1L, 3L, 5L, 7L, 9L, 11L, 13L);
        history.assertIs(expected);
        history.assertGoesOnAfter(4L, expected.subList(2, 7));
        history.assertGoesOnAfter(0L, expected);
        history.assertGoesOnAfter(Long.MAX_VALUE, List.of());
        history.assertRefusesLimitsOutOfRange();
        Listing.of(storage(), samples.subscriberId()).assertIs(List.of());
    }

    private Subscriber withEvidence(String email, Instant askedAt) {
        Consent consent = Consent.asked("form", "1", askedAt).from(Optional.of("192.0.2.7"), Optional.of("Agent"));
        return Subscriber.request(samples.subscriberId(), EmailAddress.of(email), LanguageTag.FRENCH, consent, askedAt);
    }

    @RuleTest(check = "clear address and agent by the time of the request, in subscribers and in their histories")
    void sub_14_evidence_goes_by_its_age_and_the_fact_stays() {
        Subscriber asked = subscribers().create(withEvidence("old@example.org", NOON.minusSeconds(60)));
        Subscriber old = subscribers().update(asked.confirm(NOON.plusSeconds(1)));
        Subscriber young = subscribers().create(withEvidence("young@example.org", NOON));
        Subscriber onlyAgent = subscribers()
                .create(Subscriber.request(
                        samples.subscriberId(),
                        EmailAddress.of("agent@example.org"),
                        LanguageTag.FRENCH,
                        Consent.asked("form", "1", NOON.minusNanos(1_000)).from(Optional.empty(), Optional.of("A")),
                        NOON));

        assertThat(subscribers().forgetEvidence(NOON, 1_000))
                .as("three rows of histories, and two subscribers")
                .isEqualTo(5);
        assertThat(subscribers().find(old.id())).contains(old.withoutEvidence().withVersion(3));
        assertThat(history(old.id()))
                .containsExactly(
                        ConsentRecord.of(asked).withoutEvidence(),
                        ConsentRecord.of(old).withoutEvidence());
        assertThat(subscribers().find(young.id())).contains(young);
        assertThat(history(young.id())).containsExactly(ConsentRecord.of(young));
        assertThat(history(onlyAgent.id()))
                .containsExactly(ConsentRecord.of(onlyAgent).withoutEvidence());
        assertThat(subscribers().forgetEvidence(NOON, 1_000))
                .as("forgotten the second time")
                .isZero();
        failure(
                StaleVersionException.class,
                "update() based on what was read before the evidence was forgotten",
                () -> subscribers().update(old.unsubscribe(NOON.plusSeconds(2))));

        Subscriber read = subscribers().find(old.id()).orElseThrow();
        Subscriber renamed = subscribers().update(read.rename("Z", NOON.plusSeconds(3)));
        assertThat(history(old.id()))
                .as("rows after an update that changes a name")
                .hasSize(2);
        assertThat(subscribers().find(old.id())).contains(renamed);
    }

    @RuleTest(check = "look after at most so many in one call, and return how many they were")
    void sub_14_evidence_is_forgotten_a_part_at_a_time() {
        for (int i = 0; i < 7; i++) {
            subscribers().create(withEvidence("old" + i + "@example.org", NOON.minusSeconds(i)));
        }
        for (int limit : List.of(0, -1, Bounds.MOST_AT_ONCE + 1)) {
            failure(
                    IllegalArgumentException.class,
                    "forgetEvidence() of " + limit,
                    () -> subscribers().forgetEvidence(NOON, limit));
        }
        List<Integer> forgotten = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            forgotten.add(subscribers().forgetEvidence(NOON.plusSeconds(1), 5));
        }
        assertThat(forgotten)
                .as("forgotten in parts of 5, of 7 subscribers with a row each")
                .containsExactly(5, 5, 4, 0);
        assertThat(subscribers().forgetEvidence(Instant.MAX, 5)).isZero();
        assertThat(subscribers().forgetEvidence(Instant.MIN, 5)).isZero();
    }

    @RuleTest(check = "delete the history with the subscriber, in one transaction")
    void sub_10_the_history_of_who_is_erased_is_gone() {
        Subscriber zoe = subscribers().create(withEvidence("zoe@example.org", NOON));
        subscribers().update(zoe.confirm(NOON.plusSeconds(1)));
        Subscriber abel = subscribers().create(samples.confirmed("abel@example.org"));
        subscribers().erase(zoe.id());

        assertThat(subscribers().history(zoe.id(), OptionalLong.empty(), 9)).isEmpty();
        assertThat(subscribers().forgetEvidence(NOON.plusSeconds(9), 9))
                .as("evidence of who was erased")
                .isZero();
        assertThat(history(abel.id())).hasSize(1);
        Subscriber again = subscribers()
                .create(Subscriber.request(
                        zoe.id(), zoe.email(), LanguageTag.FRENCH, Consent.asked("form", "2", NOON), NOON));
        assertThat(history(zoe.id())).containsExactly(ConsentRecord.of(again));
    }
}
