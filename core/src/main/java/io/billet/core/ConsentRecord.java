package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row of the history of what somebody agreed to: how they stood after a change. Rows are only added; together they
 * prove consent and its end (GDPR, article 7(1)).
 *
 * <p>Which changes make a row is said in one place, {@link #due}, that every store calls. A name and labels make none: they
 * say how to address somebody and what the host thinks of them, not what they agreed to. Nor does one request after the
 * other while nothing is confirmed: anybody may type an address a thousand times, and that leaves one row, of the first.
 *
 * <p>Immutable and thread-safe. Times are kept to the microsecond.
 *
 * @param subscriber whose
 * @param version    the subscriber's version that the change made; 1 or greater, and in the order of the changes
 * @param at         when it was made
 * @param email      the address from then on
 * @param language   the language of mail from then on
 * @param state      where they stood from then on; with why, if they were suppressed
 * @param consent    what it rested on; without address and agent once these were forgotten
 */
@JsonModel
@JsonPropertyOrder({"subscriber", "version", "at", "email", "language", "state", "consent"})
public record ConsentRecord(
        SubscriberId subscriber,
        @JsonCount long version,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at,
        EmailAddress email,
        LanguageTag language,
        SubscriberState state,
        Consent consent) {

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, or the version is negative
     */
    public ConsentRecord {
        subscriber = Field.of("ConsentRecord", "subscriber").required(subscriber);
        version = Field.of("ConsentRecord", "version").atLeastZero(version);
        at = Field.of("ConsentRecord", "at").time(at);
        email = Field.of("ConsentRecord", "email").required(email);
        language = Field.of("ConsentRecord", "language").required(language);
        state = Field.of("ConsentRecord", "state").required(state);
        consent = Field.of("ConsentRecord", "consent").required(consent);
    }

    /**
     * Returns how a stored subscriber stands.
     *
     * @param subscriber as stored
     */
    public static ConsentRecord of(Subscriber subscriber) {
        return new ConsentRecord(
                subscriber.id(),
                subscriber.version(),
                subscriber.updatedAt(),
                subscriber.email(),
                subscriber.language(),
                subscriber.state(),
                subscriber.consent());
    }

    /**
     * Returns the rows that a write adds to the history; for stores.
     *
     * <p>What was found and is not in the history, because something wrote it that keeps no history, becomes a row before
     * the one of the write itself, so that no consent is overwritten without a trace.
     *
     * @param latest the latest row of this subscriber; empty if there is none
     * @param found  what the write replaces; empty if it creates
     * @param stored what the write stores, with its new version
     * @return none, one or two rows, in the order of versions
     */
    public static List<ConsentRecord> due(
            Optional<ConsentRecord> latest, Optional<Subscriber> found, Subscriber stored) {
        List<ConsentRecord> due = new ArrayList<>();
        Optional<ConsentRecord> last = latest;
        for (Subscriber each : found.map(before -> List.of(before, stored)).orElseGet(() -> List.of(stored))) {
            ConsentRecord next = of(each);
            if (last.map(next::differsFrom).orElse(true)) {
                due.add(next);
                last = Optional.of(next);
            }
        }
        return List.copyOf(due);
    }

    private boolean differsFrom(ConsentRecord earlier) {
        if (state.kind() == SubscriberState.Kind.PENDING && earlier.state.kind() == SubscriberState.Kind.PENDING) {
            return false;
        }
        return !email.equals(earlier.email)
                || !language.equals(earlier.language)
                || !state.equals(earlier.state)
                || !consent.withoutEvidence().equals(earlier.consent.withoutEvidence());
    }

    /** Returns the same row without network address and agent; for stores that forget them. */
    public ConsentRecord withoutEvidence() {
        return new ConsentRecord(subscriber, version, at, email, language, state, consent.withoutEvidence());
    }
}
