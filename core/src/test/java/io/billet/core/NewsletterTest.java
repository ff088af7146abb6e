package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NewsletterTest {

    private static final Issue PLANNED =
            Issue.planned(Samples.ISSUE, Samples.article(), Optional.of(Samples.TUESDAY), Samples.MONDAY);
    private static final Issue PREPARING = Samples.issue();
    private static final Issue SENDING = PREPARING.send(43, Samples.TUESDAY);
    private static final Issue PAUSED = SENDING.pause(IssueState.Reason.OWNER, Samples.WEDNESDAY);
    private static final Issue COMPLETED = SENDING.complete(Samples.COUNTS, Samples.WEDNESDAY);
    private static final Issue CANCELLED = SENDING.cancel(Samples.COUNTS, Samples.WEDNESDAY);

    @Nested
    class An_issue {

        @Test
        void carries_one_version_of_one_article_to_its_audience() {
            assertThat(PREPARING.article()).isEqualTo(Samples.ARTICLE);
            assertThat(PREPARING.articleVersion()).isEqualTo(3);
            assertThat(PREPARING.subject()).isEqualTo("L’Europe résiste");
            assertThat(PREPARING.audience()).isEqualTo(Samples.article().audience());
            assertThat(PREPARING.version()).isZero();
        }

        @Test
        void is_prepared_then_sent_then_completed_or_cancelled() {
            assertThat(PREPARING.state()).isEqualTo(new IssueState.Preparing());
            assertThat(SENDING.state()).isEqualTo(new IssueState.Sending(Samples.TUESDAY, 43));
            assertThat(COMPLETED.state()).isEqualTo(new IssueState.Completed(Samples.WEDNESDAY, Samples.COUNTS));
            assertThat(CANCELLED.state()).isEqualTo(new IssueState.Cancelled(Samples.WEDNESDAY, Samples.COUNTS));
            assertThat(PREPARING
                            .cancel(DeliveryCounts.NONE, Samples.TUESDAY)
                            .state()
                            .kind())
                    .isEqualTo(IssueState.Kind.CANCELLED);
        }

        @Test
        void may_be_planned_and_prepared_when_its_time_comes() {
            assertThat(PLANNED.state()).isEqualTo(new IssueState.Planned(Optional.of(Samples.TUESDAY)));
            assertThat(PLANNED.texts()).isEmpty();
            assertThat(PLANNED.plan(Optional.empty()).state()).isEqualTo(new IssueState.Planned(Optional.empty()));
            assertThat(PLANNED.prepare().state()).isEqualTo(new IssueState.Preparing());
            assertThatThrownBy(() -> PLANNED.prepare().send(1, Samples.TUESDAY)).hasMessage("Issue.texts is missing");
        }

        @Test
        void rests_wherever_it_is_and_goes_on_where_it_was() {
            assertThat(PAUSED.state())
                    .isEqualTo(new IssueState.Paused(Samples.WEDNESDAY, IssueState.Reason.OWNER, Optional.of(43L)));
            assertThat(PAUSED.resume(Samples.THURSDAY).state()).isEqualTo(new IssueState.Sending(Samples.THURSDAY, 43));
            for (Issue before : List.of(PLANNED, PREPARING)) {
                Issue late = before.pause(IssueState.Reason.LATE, Samples.WEDNESDAY);
                assertThat(late.state())
                        .isEqualTo(new IssueState.Paused(Samples.WEDNESDAY, IssueState.Reason.LATE, Optional.empty()));
                assertThat(late.resume(Samples.THURSDAY).state()).isEqualTo(new IssueState.Preparing());
                assertThat(late.plan(Optional.of(Samples.THURSDAY)).state())
                        .isEqualTo(new IssueState.Planned(Optional.of(Samples.THURSDAY)));
            }
            assertThat(PAUSED.pause(IssueState.Reason.CLONE, Samples.THURSDAY)).isSameAs(PAUSED);
            assertRefused(() -> PAUSED.plan(Optional.empty()), PAUSED, "be planned");
        }

        @Test
        void freezes_what_it_says_in_each_language_until_its_audience_is_frozen() {
            List<IssueText> texts = List.of(
                    new IssueText(LanguageTag.SPANISH, "Hola", "Texto"),
                    new IssueText(LanguageTag.FRENCH, "Salut", "Texte"));
            for (Issue before : List.of(PLANNED, PREPARING)) {
                Issue frozen = before.freeze(9, texts);
                assertThat(frozen.texts()).isEqualTo(texts);
                assertThat(frozen.subject()).isEqualTo("Hola");
                assertThat(frozen.articleVersion()).isEqualTo(9);
                assertThat(frozen.state()).isEqualTo(before.state());
            }
            assertThat(PREPARING.texts()).containsExactly(IssueText.of(Samples.article()));
            for (Issue after : List.of(SENDING, PAUSED, COMPLETED, CANCELLED)) {
                assertRefused(() -> after.freeze(9, texts), after, "be given another text");
            }
            assertThatThrownBy(() -> PREPARING.freeze(9, List.of())).hasMessage("Issue.texts is missing");
            assertThatThrownBy(() ->
                            PREPARING.freeze(9, List.of(texts.get(0), new IssueText(LanguageTag.SPANISH, "Otro", ""))))
                    .hasMessage("Issue.texts is inconsistent: a language stands twice");
            List<IssueText> many = new ArrayList<>();
            for (int i = 0; i <= Issue.MAX_TEXTS; i++) {
                many.add(new IssueText(LanguageTag.of("x" + (char) ('a' + i / 26) + (char) ('a' + i % 26)), "S", ""));
            }
            assertThatThrownBy(() -> PREPARING.freeze(9, many))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns(InvalidValueException.Rule.TOO_LONG, InvalidValueException::rule);
            assertThat(PREPARING.freeze(9, many.subList(0, Issue.MAX_TEXTS)).texts())
                    .hasSize(Issue.MAX_TEXTS);
        }

        @Test
        void refuses_every_other_way() {
            for (Issue from : List.of(PLANNED, SENDING, PAUSED, COMPLETED, CANCELLED)) {
                assertRefused(() -> from.send(1, Samples.THURSDAY), from, "be sent");
            }
            for (Issue from : List.of(PREPARING, SENDING, PAUSED, COMPLETED, CANCELLED)) {
                assertRefused(from::prepare, from, "be prepared");
            }
            for (Issue from : List.of(PREPARING, SENDING, COMPLETED, CANCELLED)) {
                assertRefused(() -> from.plan(Optional.empty()), from, "be planned");
            }
            for (Issue from : List.of(PLANNED, PREPARING, PAUSED, COMPLETED, CANCELLED)) {
                assertRefused(() -> from.complete(DeliveryCounts.NONE, Samples.THURSDAY), from, "be completed");
            }
            for (Issue from : List.of(PLANNED, PREPARING, SENDING, COMPLETED, CANCELLED)) {
                assertRefused(() -> from.resume(Samples.THURSDAY), from, "be resumed");
            }
            for (Issue from : List.of(COMPLETED, CANCELLED)) {
                assertRefused(() -> from.cancel(DeliveryCounts.NONE, Samples.THURSDAY), from, "be cancelled");
                assertRefused(() -> from.pause(IssueState.Reason.OWNER, Samples.THURSDAY), from, "be paused");
            }
            for (Issue from : List.of(PLANNED, PAUSED)) {
                assertThat(from.cancel(DeliveryCounts.NONE, Samples.THURSDAY)
                                .state()
                                .kind())
                        .isEqualTo(IssueState.Kind.CANCELLED);
            }
        }

        private void assertRefused(Runnable change, Issue from, String transition) {
            assertThatThrownBy(change::run)
                    .asInstanceOf(type(IllegalTransitionException.class))
                    .returns("Issue", IllegalTransitionException::object)
                    .returns(Samples.ISSUE.toString(), IllegalTransitionException::id)
                    .returns(
                            from.state().kind().name().toLowerCase(java.util.Locale.ROOT),
                            IllegalTransitionException::state)
                    .returns(transition, IllegalTransitionException::transition);
        }

        @Test
        void is_not_complete_while_deliveries_are_open() {
            for (DeliveryCounts open : List.of(new DeliveryCounts(1, 0, 5, 0, 0), new DeliveryCounts(0, 1, 5, 0, 0))) {
                assertThatThrownBy(() -> SENDING.complete(open, Samples.WEDNESDAY))
                        .hasMessage("Issue.state is inconsistent: 1 deliveries are still open");
            }
        }

        @Test
        void has_a_subject_on_one_line_and_no_negative_numbers() {
            assertThatThrownBy(() -> issue("Subject\r\nBcc: all@example.org", 1))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns("subject", InvalidValueException::field);
            assertThatThrownBy(() -> issue(" ", 1)).hasMessage("Issue.subject must not be blank");
            assertThatThrownBy(() -> issue("S", -1))
                    .hasMessage("Issue.articleVersion is inconsistent: it is 0 or greater, not -1");
            assertThatThrownBy(() -> PREPARING.send(-1, Samples.TUESDAY))
                    .hasMessage("IssueState.recipients is inconsistent: it is 0 or greater, not -1");
            assertThatThrownBy(() -> PREPARING.withVersion(-1)).isInstanceOf(InvalidValueException.class);
        }

        private Issue issue(String subject, long articleVersion) {
            return new Issue(
                    Samples.ISSUE,
                    Samples.ARTICLE,
                    articleVersion,
                    subject,
                    List.of(),
                    Audience.EVERYONE,
                    new IssueState.Preparing(),
                    Samples.MONDAY,
                    0);
        }
    }

    @Nested
    class A_mail_of_the_outbox {

        private final OutboxMail fresh = OutboxMail.pending(
                OutboxId.of("0193a1b2-0000-7000-8000-000000000009"),
                "subscribe",
                "zoe",
                Optional.of("note"),
                Samples.MONDAY);

        @Test
        void is_fresh_until_it_is_claimed() {
            assertThat(fresh.awaitsFirstAttempt()).isTrue();
            OutboxMail claimed = fresh.claimed("worker", Samples.TUESDAY);
            assertThat(claimed.awaitsFirstAttempt()).isFalse();
            assertThat(claimed.attempts()).isEqualTo(1);
            assertThat(claimed.fence()).isEqualTo(1);
            assertThat(claimed.in(new DeliveryState.Pending(Samples.TUESDAY)).awaitsFirstAttempt())
                    .isFalse();
        }

        @Test
        void takes_the_note_of_a_later_one_and_nothing_else() {
            assertThat(fresh.noting(Optional.empty()))
                    .isEqualTo(OutboxMail.pending(fresh.id(), "subscribe", "zoe", Optional.empty(), Samples.MONDAY));
        }

        @Test
        void is_one_line_of_bounded_length_in_each_of_its_texts() {
            for (String unfit : List.of("", " ", "a\nb", "x".repeat(4_001))) {
                Optional<String> none = Optional.empty();
                assertThatThrownBy(() -> OutboxMail.pending(fresh.id(), unfit, "zoe", none, Samples.MONDAY))
                        .isInstanceOf(InvalidValueException.class);
                assertThatThrownBy(() -> OutboxMail.pending(fresh.id(), "p", unfit, none, Samples.MONDAY))
                        .isInstanceOf(InvalidValueException.class);
            }
            for (String unfit : List.of("a\nb", "x".repeat(4_001))) {
                assertThatThrownBy(() -> OutboxMail.pending(fresh.id(), "p", "zoe", Optional.of(unfit), Samples.MONDAY))
                        .isInstanceOf(InvalidValueException.class);
            }
        }

        @Test
        void ends_when_it_is_sent_uncertain_or_given_up() {
            assertThat(fresh.state().endedAt()).isEmpty();
            assertThat(new DeliveryState.Claimed("w", Samples.MONDAY).endedAt()).isEmpty();
            assertThat(new DeliveryState.Sent(Samples.MONDAY).endedAt()).contains(Samples.MONDAY);
            assertThat(new DeliveryState.Uncertain(Samples.MONDAY).endedAt()).contains(Samples.MONDAY);
            assertThat(new DeliveryState.Failed(Samples.MONDAY, "550").endedAt())
                    .contains(Samples.MONDAY);
        }
    }

    @Nested
    class A_delivery {

        @Test
        void counts_from_zero() {
            for (int[] counts : new int[][] {{-1, 0}, {0, -1}}) {
                assertThatThrownBy(() -> new Delivery(
                                Samples.DELIVERY,
                                Samples.ISSUE,
                                Samples.SUBSCRIBER,
                                Samples.ZOE,
                                LanguageTag.FRENCH,
                                new DeliveryState.Pending(Samples.MONDAY),
                                counts[0],
                                counts[1]))
                        .asInstanceOf(type(InvalidValueException.class))
                        .returns(InvalidValueException.Rule.INCONSISTENT, InvalidValueException::rule);
            }
        }

        @Test
        void names_its_worker_and_why_it_failed_in_one_line() {
            assertThatThrownBy(() -> new DeliveryState.Claimed("w".repeat(101), Samples.MONDAY))
                    .hasMessage("DeliveryState.worker is too long: 100 characters at most, got 101 characters");
            assertThatThrownBy(() -> new DeliveryState.Claimed("", Samples.MONDAY))
                    .hasMessage("DeliveryState.worker must not be blank");
            assertThatThrownBy(() -> new DeliveryState.Failed(Samples.MONDAY, "x".repeat(501)))
                    .hasMessage("DeliveryState.reason is too long: 500 characters at most, got 501 characters");
            assertThatThrownBy(() -> new DeliveryState.Failed(Samples.MONDAY, "550 no\r\n550 really"))
                    .isInstanceOf(InvalidValueException.class);
        }

        @Test
        void is_claimed_with_a_greater_fence_and_ends_with_the_same() {
            Delivery pending = Samples.delivery(new DeliveryState.Pending(Samples.MONDAY));
            Delivery claimed = pending.claimed("w", Samples.TUESDAY);

            assertThat(claimed.state()).isEqualTo(new DeliveryState.Claimed("w", Samples.TUESDAY));
            assertThat(claimed.attempts()).isEqualTo(pending.attempts() + 1);
            assertThat(claimed.fence()).isEqualTo(pending.fence() + 1);
            assertThat(claimed.in(pending.state()).fence()).isEqualTo(claimed.fence());
            assertThat(pending.state().claimableFrom()).contains(Samples.MONDAY);
            assertThat(claimed.state().claimableFrom()).contains(Samples.TUESDAY);
            assertThat(new DeliveryState.Sent(Samples.MONDAY).claimableFrom()).isEmpty();
        }

        @Test
        void does_not_show_the_address_in_a_log() {
            assertThat(Samples.delivery(new DeliveryState.Sent(Samples.MONDAY)).toString())
                    .doesNotContain("zoë@");
        }
    }

    @Nested
    class Counts {

        @Test
        void add_up() {
            DeliveryCounts counts = new DeliveryCounts(1, 2, 4, 8, 16);
            assertThat(counts.total()).isEqualTo(31);
            assertThat(counts.open()).isEqualTo(3);
            assertThat(DeliveryCounts.NONE.total()).isZero();
        }

        @Test
        void are_taken_of_the_states_of_deliveries() {
            DeliveryState pending = new DeliveryState.Pending(Samples.MONDAY);
            DeliveryState failed = new DeliveryState.Failed(Samples.MONDAY, "r");
            assertThat(DeliveryCounts.of(Stream.of(pending, failed, pending)))
                    .isEqualTo(new DeliveryCounts(2, 0, 0, 0, 1));
            assertThat(DeliveryCounts.of(Stream.empty())).isEqualTo(DeliveryCounts.NONE);
        }

        @Test
        void are_never_negative() {
            for (int i = 0; i < 5; i++) {
                long[] n = new long[5];
                n[i] = -1;
                assertThatThrownBy(() -> new DeliveryCounts(n[0], n[1], n[2], n[3], n[4]))
                        .isInstanceOf(InvalidValueException.class);
            }
        }
    }

    @Test
    void states_know_their_kinds() {
        assertThat(List.of(
                        new DeliveryState.Pending(Samples.MONDAY).kind(),
                        new DeliveryState.Claimed("w", Samples.MONDAY).kind(),
                        new DeliveryState.Sent(Samples.MONDAY).kind(),
                        new DeliveryState.Uncertain(Samples.MONDAY).kind(),
                        new DeliveryState.Failed(Samples.MONDAY, "r").kind()))
                .containsExactly(DeliveryState.Kind.values());
        assertThat(List.of(
                        PLANNED.state().kind(),
                        PREPARING.state().kind(),
                        SENDING.state().kind(),
                        PAUSED.state().kind(),
                        COMPLETED.state().kind(),
                        CANCELLED.state().kind()))
                .containsExactly(IssueState.Kind.values());
    }
}
