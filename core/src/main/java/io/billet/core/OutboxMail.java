package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail that is owed to one person and belongs to no newsletter issue: a link to confirm or to sign in, a welcome, a notice.
 * It says what is to be written and to whom, and holds neither the text nor a link: these are made when it is sent, so that
 * they fit how things stand then, and nobody who reads the table can confirm or sign in for others.
 *
 * <p>Immutable and thread-safe. Times are kept to the microsecond.
 *
 * @param id        identity; also makes the Message-ID, which stays the same however often it is tried
 * @param purpose   what is to be written, such as {@code "subscribe"}; 1 to {@value #MAX_PURPOSE} characters on one line
 * @param subject   whom or what it is about, usually an id; 1 to {@value #MAX_SUBJECT} characters on one line
 * @param note      what else is needed to write it, such as the request that it answers; 1 to {@value #MAX_NOTE} characters on
 *                  one line
 * @param createdAt when it was written down first
 * @param state     where it stands
 * @param attempts  how often it was claimed; 0 or more
 * @param fence     the fencing token of the latest claim; 0 before the first
 */
@JsonModel
@JsonPropertyOrder({"id", "purpose", "subject", "note", "createdAt", "state", "attempts", "fence"})
public record OutboxMail(
        OutboxId id,
        String purpose,
        String subject,
        Optional<String> note,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
        DeliveryState state,
        @JsonCount int attempts,
        @JsonCount long fence) {

    /** The longest purpose, in characters. */
    public static final int MAX_PURPOSE = 50;

    /** The longest subject, in characters. */
    public static final int MAX_SUBJECT = 200;

    /** The longest note, in characters. */
    public static final int MAX_NOTE = 4_000;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, too long or not one line, or a count negative
     */
    public OutboxMail {
        id = Field.of("OutboxMail", "id").required(id);
        purpose = Field.of("OutboxMail", "purpose").requiredLine(purpose, MAX_PURPOSE);
        subject = Field.of("OutboxMail", "subject").requiredLine(subject, MAX_SUBJECT);
        note = Field.of("OutboxMail", "note").optionalLine(note, MAX_NOTE);
        createdAt = Field.of("OutboxMail", "createdAt").time(createdAt);
        state = Field.of("OutboxMail", "state").required(state);
        Field.of("OutboxMail", "attempts").atLeastZero(attempts);
        Field.of("OutboxMail", "fence").atLeastZero(fence);
    }

    /**
     * Makes a mail that may be claimed at once and has never been stored.
     *
     * @param id      identity
     * @param purpose what is to be written
     * @param subject whom or what it is about
     * @param note    what else is needed to write it
     * @param now     the time
     * @throws InvalidValueException if a value is too long or not one line
     */
    public static OutboxMail pending(OutboxId id, String purpose, String subject, Optional<String> note, Instant now) {
        return new OutboxMail(id, purpose, subject, note, now, new DeliveryState.Pending(now), 0, 0);
    }

    /**
     * Returns it with the note of a later mail of the same purpose and subject, whose place it takes; for stores.
     *
     * @param newNote what is needed to write it from now on
     */
    public OutboxMail noting(Optional<String> newNote) {
        return new OutboxMail(id, purpose, subject, newNote, createdAt, state, attempts, fence);
    }

    /**
     * Returns it as a claim leaves it: with one more attempt and a fencing token that is greater by one; for stores.
     *
     * @param worker     who claims it
     * @param leaseUntil until when nobody else may
     */
    public OutboxMail claimed(String worker, Instant leaseUntil) {
        DeliveryState claimed = new DeliveryState.Claimed(worker, leaseUntil);
        return new OutboxMail(id, purpose, subject, note, createdAt, claimed, attempts + 1, fence + 1);
    }

    /**
     * Returns it in another state; for stores, which record an outcome so.
     *
     * @param newState the state that the outcome leads to
     */
    public OutboxMail in(DeliveryState newState) {
        return new OutboxMail(id, purpose, subject, note, createdAt, newState, attempts, fence);
    }

    /** Returns whether it waits for its first attempt: one that is added for the same purpose and subject takes its place. */
    public boolean awaitsFirstAttempt() {
        return attempts == 0 && state.kind() == DeliveryState.Kind.PENDING;
    }
}
