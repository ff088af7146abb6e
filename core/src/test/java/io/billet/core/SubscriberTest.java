package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SubscriberTest {

    private static final Instant MONDAY = Samples.MONDAY;
    private static final Instant TUESDAY = Samples.TUESDAY;
    private static final Instant THURSDAY = Samples.THURSDAY;

    private static final Subscriber PENDING = Samples.pending();
    private static final Subscriber CONFIRMED = PENDING.confirm(TUESDAY);
    private static final Subscriber UNSUBSCRIBED = CONFIRMED.unsubscribe(TUESDAY);
    private static final Subscriber SUPPRESSED = CONFIRMED.suppress(SubscriberState.Reason.BOUNCED, TUESDAY);

    private static final Consent NEW_REQUEST = Consent.asked("sidebar", "2026-12", THURSDAY);

    @Nested
    class To_confirm {

        @Test
        void makes_a_member_with_evidence_of_when() {
            assertThat(CONFIRMED.state()).isEqualTo(new SubscriberState.Confirmed());
            assertThat(CONFIRMED.consent().confirmedAt()).contains(TUESDAY);
            assertThat(CONFIRMED.consent().form()).isEqualTo("article-footer");
            assertThat(CONFIRMED.updatedAt()).isEqualTo(TUESDAY);
        }

        @Test
        void twice_changes_nothing() {
            assertThat(CONFIRMED.confirm(THURSDAY)).isSameAs(CONFIRMED);
        }

        @Test
        void is_refused_after_unsubscribing_or_when_suppressed() {
            for (var each : Map.of("unsubscribed", UNSUBSCRIBED, "suppressed", SUPPRESSED)
                    .entrySet()) {
                assertThatThrownBy(() -> each.getValue().confirm(THURSDAY))
                        .asInstanceOf(type(IllegalTransitionException.class))
                        .returns("Subscriber", IllegalTransitionException::object)
                        .returns(Samples.SUBSCRIBER.toString(), IllegalTransitionException::id)
                        .returns(each.getKey(), IllegalTransitionException::state)
                        .returns("be confirmed", IllegalTransitionException::transition);
            }
        }

        @Test
        void before_it_was_asked_counts_as_when_it_was_asked() {
            assertThat(PENDING.confirm(MONDAY.minusSeconds(1)).consent().confirmedAt())
                    .contains(MONDAY);
        }
    }

    @Nested
    class To_unsubscribe {

        @Test
        void ends_the_mail_from_wherever_one_stands_and_keeps_the_evidence() {
            assertThat(PENDING.unsubscribe(TUESDAY).state()).isEqualTo(new SubscriberState.Unsubscribed(TUESDAY));
            assertThat(UNSUBSCRIBED.state()).isEqualTo(new SubscriberState.Unsubscribed(TUESDAY));
            assertThat(UNSUBSCRIBED.consent()).isEqualTo(CONFIRMED.consent());
        }

        @Test
        void twice_or_when_suppressed_changes_nothing() {
            assertThat(UNSUBSCRIBED.unsubscribe(THURSDAY)).isSameAs(UNSUBSCRIBED);
            assertThat(SUPPRESSED.unsubscribe(THURSDAY)).isSameAs(SUPPRESSED);
        }
    }

    @Nested
    class To_ask_again {

        @Test
        void waits_for_confirmation_like_the_first_time() {
            for (Subscriber from : List.of(PENDING, UNSUBSCRIBED)) {
                Subscriber again = from.askAgain(NEW_REQUEST, THURSDAY);
                assertThat(again.state()).isEqualTo(new SubscriberState.Pending());
                assertThat(again.consent()).isEqualTo(NEW_REQUEST);
                assertThat(again.createdAt()).isEqualTo(MONDAY);
                assertThat(again.confirm(THURSDAY).state().kind()).isEqualTo(SubscriberState.Kind.CONFIRMED);
            }
        }

        @Test
        void is_refused_when_confirmed_or_suppressed() {
            for (Subscriber from : List.of(CONFIRMED, SUPPRESSED)) {
                assertThatThrownBy(() -> from.askAgain(NEW_REQUEST, THURSDAY))
                        .isInstanceOf(IllegalTransitionException.class)
                        .hasMessageEndingWith("and cannot ask again");
            }
        }

        @Test
        void does_not_take_evidence_that_is_confirmed_already() {
            assertThatThrownBy(() -> UNSUBSCRIBED.askAgain(NEW_REQUEST.confirmed(THURSDAY), THURSDAY))
                    .hasMessage("Subscriber.state is inconsistent: pending although consent is confirmed");
        }
    }

    @Nested
    class To_suppress {

        @Test
        void stops_the_mail_from_wherever_one_stands() {
            for (Subscriber from : List.of(PENDING, CONFIRMED, UNSUBSCRIBED)) {
                assertThat(from.suppress(SubscriberState.Reason.COMPLAINED, THURSDAY)
                                .state())
                        .isEqualTo(new SubscriberState.Suppressed(THURSDAY, SubscriberState.Reason.COMPLAINED));
            }
        }

        @Test
        void twice_keeps_the_first_reason() {
            assertThat(SUPPRESSED.suppress(SubscriberState.Reason.BLOCKED, THURSDAY))
                    .isSameAs(SUPPRESSED);
        }
    }

    @Nested
    class A_subscriber_that_cannot_be {

        @Test
        void is_confirmed_without_evidence() {
            assertThatThrownBy(() -> with(new SubscriberState.Confirmed(), Samples.asked(), MONDAY, MONDAY))
                    .hasMessage("Subscriber.state is inconsistent: confirmed without evidence of consent");
        }

        @Test
        void is_requested_with_consent_confirmed_already() {
            assertThatThrownBy(() ->
                            with(new SubscriberState.Pending(), Samples.asked().confirmed(TUESDAY), MONDAY, MONDAY))
                    .hasMessage("Subscriber.state is inconsistent: pending although consent is confirmed");
        }

        @Test
        void was_changed_before_it_asked() {
            assertThatThrownBy(() -> with(new SubscriberState.Pending(), Samples.asked(), TUESDAY, MONDAY))
                    .hasMessage("Subscriber.updatedAt is inconsistent: it lies before createdAt");
        }

        @Test
        void passes_a_limit() {
            assertThatThrownBy(() -> PENDING.introduce("x".repeat(201), LanguageTag.FRENCH, MONDAY))
                    .hasMessage("Subscriber.name is too long: 200 characters at most, got 201 characters");
            assertThatThrownBy(() -> PENDING.label(ValuesTest.labels(51), MONDAY))
                    .hasMessage("Subscriber.labels is too long: 50 entries at most, got 51 entries");
            assertThatThrownBy(() -> PENDING.decline(topics(101), MONDAY))
                    .hasMessage("Subscriber.declined is too long: 100 entries at most, got 101 entries");
            assertThat(PENDING.decline(topics(100), MONDAY).declined()).hasSize(100);
            assertThatThrownBy(() -> PENDING.decline(Arrays.asList(Slug.of("europe"), null), MONDAY))
                    .hasMessage("Subscriber.declined[] is missing");
            assertThatThrownBy(() -> PENDING.withVersion(-1)).isInstanceOf(InvalidValueException.class);
        }

        private static List<Slug> topics(int count) {
            return IntStream.range(0, count)
                    .mapToObj(number -> Slug.of("topic-" + number))
                    .toList();
        }

        private Subscriber with(SubscriberState state, Consent consent, Instant createdAt, Instant updatedAt) {
            return new Subscriber(
                    Samples.SUBSCRIBER,
                    Samples.ZOE,
                    Optional.empty(),
                    LanguageTag.FRENCH,
                    List.of(),
                    List.of(),
                    state,
                    consent,
                    createdAt,
                    updatedAt,
                    0);
        }
    }

    @Nested
    class Changes_that_are_no_transitions {

        @Test
        void leave_the_state_alone() {
            Subscriber changed = CONFIRMED
                    .label(List.of(Label.of("b"), Label.of("a"), Label.of("b")), THURSDAY)
                    .introduce(" Zoë ", LanguageTag.GERMAN, THURSDAY)
                    .withVersion(3);
            assertThat(changed.labels()).containsExactly(Label.of("a"), Label.of("b"));
            assertThat(changed.name()).contains("Zoë");
            assertThat(changed.language()).isEqualTo(LanguageTag.GERMAN);
            assertThat(changed.version()).isEqualTo(3);
            assertThat(changed.updatedAt()).isEqualTo(THURSDAY);
            assertThat(changed.state()).isEqualTo(CONFIRMED.state());
            assertThat(changed.introduce(" ", LanguageTag.GERMAN, MONDAY).name())
                    .isEmpty();
            assertThat(changed.label(List.of(), MONDAY).updatedAt()).isEqualTo(THURSDAY);
        }

        @Test
        void do_not_show_the_address_in_a_log() {
            assertThat(CONFIRMED.toString()).doesNotContain("zoë@").contains("z***@xn--exmple-cua.org");
        }
    }

    @Nested
    class To_decline_topics {

        private static final Slug EUROPE = Slug.of("europe");
        private static final Slug SPORT = Slug.of("sport");

        @Test
        void keeps_each_once_in_their_order_and_leaves_the_rest_alone() {
            Subscriber declining = CONFIRMED.decline(List.of(SPORT, EUROPE, SPORT), THURSDAY);

            assertThat(declining.declined()).containsExactly(EUROPE, SPORT);
            assertThat(declining.updatedAt()).isEqualTo(THURSDAY);
            assertThat(declining)
                    .usingRecursiveComparison()
                    .ignoringFields("declined", "updatedAt")
                    .isEqualTo(CONFIRMED);
            assertThat(PENDING.declined()).isEmpty();
        }

        @Test
        void says_all_that_is_declined_and_not_more() {
            Subscriber declining = CONFIRMED.decline(List.of(EUROPE, SPORT), TUESDAY);

            assertThat(declining.decline(List.of(SPORT), THURSDAY).declined()).containsExactly(SPORT);
            assertThat(declining.decline(List.of(), THURSDAY).declined()).isEmpty();
            assertThat(declining.decline(List.of(), MONDAY).updatedAt()).isEqualTo(TUESDAY);
        }

        @Test
        void outlives_every_other_change() {
            Subscriber declining = PENDING.decline(List.of(SPORT), MONDAY);
            Subscriber left = declining
                    .confirm(TUESDAY)
                    .rename("Zoë", TUESDAY)
                    .speak(LanguageTag.SPANISH, TUESDAY)
                    .moveTo(EmailAddress.of("z@example.net"), TUESDAY)
                    .label(List.of(Label.of("premium")), TUESDAY)
                    .withoutEvidence()
                    .withVersion(7)
                    .unsubscribe(TUESDAY);

            assertThat(left.declined()).containsExactly(SPORT);
            assertThat(left.askAgain(NEW_REQUEST, THURSDAY)
                            .suppress(SubscriberState.Reason.BOUNCED, THURSDAY)
                            .lift(SubscriberState.Kind.CONFIRMED, THURSDAY)
                            .declined())
                    .containsExactly(SPORT);
        }
    }

    @Nested
    class Consent_evidence {

        @Test
        void cannot_be_confirmed_before_it_was_asked() {
            assertThatThrownBy(() ->
                            new Consent("f", "1", TUESDAY, Optional.of(MONDAY), Optional.empty(), Optional.empty()))
                    .hasMessage("Consent.confirmedAt is inconsistent: it lies before askedAt");
        }

        @Test
        void cuts_a_long_agent_between_code_points() {
            String agent = "x".repeat(499) + "😀" + "y".repeat(5_000);
            assertThat(Samples.asked()
                            .from(Optional.empty(), Optional.of(agent))
                            .agent())
                    .contains("x".repeat(499));
            assertThat(Samples.asked()
                            .from(Optional.empty(), Optional.of("x".repeat(501)))
                            .agent())
                    .contains("x".repeat(500));
        }

        @Test
        void needs_a_form_and_a_text() {
            assertThatThrownBy(() -> Consent.asked(" ", "1", MONDAY)).hasMessage("Consent.form must not be blank");
            assertThatThrownBy(() -> Consent.asked("f", "", MONDAY))
                    .hasMessage("Consent.textVersion must not be blank");
            assertThatThrownBy(() -> Consent.asked("f".repeat(201), "1", MONDAY))
                    .hasMessage("Consent.form is too long: 200 characters at most, got 201 characters");
            assertThatThrownBy(() -> Samples.asked().from(Optional.of("1".repeat(201)), Optional.empty()))
                    .hasMessage("Consent.address is too long: 200 characters at most, got 201 characters");
        }
    }

    @Nested
    class To_change_what_they_are_called_and_where_they_are {

        @Test
        void touches_nothing_else() {
            Subscriber changed = CONFIRMED
                    .rename("Zoë", THURSDAY)
                    .speak(LanguageTag.SPANISH, THURSDAY)
                    .moveTo(EmailAddress.of("z@example.net"), THURSDAY);

            assertThat(changed.name()).contains("Zoë");
            assertThat(changed.language()).isEqualTo(LanguageTag.SPANISH);
            assertThat(changed.email()).isEqualTo(EmailAddress.of("z@example.net"));
            assertThat(changed.updatedAt()).isEqualTo(THURSDAY);
            assertThat(changed.rename(" ", THURSDAY).name()).isEmpty();
            assertThat(changed.rename("", THURSDAY)
                            .speak(CONFIRMED.language(), THURSDAY)
                            .moveTo(CONFIRMED.email(), THURSDAY))
                    .usingRecursiveComparison()
                    .ignoringFields("updatedAt")
                    .isEqualTo(CONFIRMED);
        }

        @Test
        void forgets_evidence_without_a_change_of_time() {
            assertThat(CONFIRMED.withoutEvidence().consent())
                    .isEqualTo(CONFIRMED.consent().withoutEvidence());
            assertThat(CONFIRMED.withoutEvidence().updatedAt()).isEqualTo(TUESDAY);
        }
    }
}
