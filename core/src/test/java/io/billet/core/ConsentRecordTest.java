package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentRecordTest {

    private static final Subscriber ASKED = Samples.pending().withVersion(1);
    private static final Subscriber CONFIRMED = ASKED.confirm(Samples.TUESDAY).withVersion(2);

    private static List<ConsentRecord> due(Subscriber before, Subscriber after) {
        return ConsentRecord.due(Optional.of(ConsentRecord.of(before)), Optional.of(before), after);
    }

    @Test
    void the_first_write_makes_a_row() {
        assertThat(ConsentRecord.due(Optional.empty(), Optional.empty(), ASKED))
                .containsExactly(ConsentRecord.of(ASKED));
    }

    @Test
    void each_change_of_state_address_language_and_consent_makes_a_row() {
        Subscriber left = CONFIRMED.unsubscribe(Samples.WEDNESDAY);
        List<Subscriber> changes = List.of(
                left,
                CONFIRMED.suppress(SubscriberState.Reason.COMPLAINED, Samples.WEDNESDAY),
                CONFIRMED.speak(LanguageTag.SPANISH, Samples.WEDNESDAY),
                CONFIRMED.moveTo(EmailAddress.of("zoe@example.net"), Samples.WEDNESDAY));
        for (Subscriber change : changes) {
            assertThat(due(CONFIRMED, change.withVersion(3))).containsExactly(ConsentRecord.of(change.withVersion(3)));
        }
        Subscriber back = left.askAgain(Consent.asked("sidebar", "2026-12", Samples.THURSDAY), Samples.THURSDAY)
                .confirm(Samples.THURSDAY)
                .withVersion(4);
        assertThat(due(left.withVersion(3), back)).containsExactly(ConsentRecord.of(back));
    }

    @Test
    void name_and_labels_and_what_nobody_confirmed_make_none() {
        assertThat(due(CONFIRMED, CONFIRMED.rename("Z", Samples.WEDNESDAY).withVersion(3)))
                .isEmpty();
        assertThat(due(CONFIRMED, CONFIRMED.label(List.of(), Samples.WEDNESDAY).withVersion(3)))
                .isEmpty();
        assertThat(due(CONFIRMED, CONFIRMED.withoutEvidence().withVersion(3))).isEmpty();
        Subscriber again = ASKED.askAgain(Consent.asked("sidebar", "2026-12", Samples.THURSDAY), Samples.THURSDAY)
                .speak(LanguageTag.SPANISH, Samples.THURSDAY)
                .withVersion(2);
        assertThat(due(ASKED, again)).isEmpty();
    }

    @Test
    void what_was_written_without_history_becomes_a_row_before_it_is_overwritten() {
        Subscriber left = CONFIRMED.unsubscribe(Samples.WEDNESDAY).withVersion(3);

        assertThat(ConsentRecord.due(Optional.of(ConsentRecord.of(ASKED)), Optional.of(CONFIRMED), left))
                .containsExactly(ConsentRecord.of(CONFIRMED), ConsentRecord.of(left));
        assertThat(ConsentRecord.due(Optional.empty(), Optional.of(CONFIRMED), left))
                .containsExactly(ConsentRecord.of(CONFIRMED), ConsentRecord.of(left));
        Subscriber labelled = CONFIRMED.label(List.of(), Samples.WEDNESDAY).withVersion(3);
        assertThat(ConsentRecord.due(Optional.of(ConsentRecord.of(ASKED)), Optional.of(CONFIRMED), labelled))
                .containsExactly(ConsentRecord.of(CONFIRMED));
    }

    @Test
    void a_row_keeps_the_fact_when_its_evidence_is_forgotten() {
        ConsentRecord cleared = ConsentRecord.of(CONFIRMED).withoutEvidence();
        assertThat(cleared.consent().hasEvidence()).isFalse();
        assertThat(cleared.consent().confirmedAt()).contains(Samples.TUESDAY);
        assertThat(cleared.consent().form()).isEqualTo("article-footer");
        assertThat(cleared.toString()).doesNotContain("zoë@");
    }
}
