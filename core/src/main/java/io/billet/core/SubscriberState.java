package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * Where a subscriber stands. Changed only by the transitions of {@link Subscriber}.
 *
 * <p>Immutable and thread-safe. In JSON {@code {"type": "unsubscribed", "at": "2026-11-22T08:00:00Z"}} and so on.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SubscriberState.Pending.class, name = "pending"),
    @JsonSubTypes.Type(value = SubscriberState.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = SubscriberState.Unsubscribed.class, name = "unsubscribed"),
    @JsonSubTypes.Type(value = SubscriberState.Suppressed.class, name = "suppressed")
})
public sealed interface SubscriberState {

    /** The states without their details, as a store filters by them. */
    enum Kind {
        PENDING,
        CONFIRMED,
        UNSUBSCRIBED,
        SUPPRESSED
    }

    /** Why an address gets no mail whatever its owner asks for. */
    enum Reason {
        /** Mail to it was returned for good. */
        BOUNCED,
        /** Its owner called our mail spam. */
        COMPLAINED,
        /** The blog's owner blocked it. */
        BLOCKED
    }

    /** Returns which of the states this is. */
    Kind kind();

    /** Has asked and not yet confirmed; gets the confirmation mail and nothing else. */
    @JsonModel
    record Pending() implements SubscriberState {
        @Override
        public Kind kind() {
            return Kind.PENDING;
        }
    }

    /** Has confirmed; {@link Consent#confirmedAt} says when. */
    @JsonModel
    record Confirmed() implements SubscriberState {
        @Override
        public Kind kind() {
            return Kind.CONFIRMED;
        }
    }

    /**
     * Wants no more mail.
     *
     * @param at since when; to the microsecond
     */
    @JsonModel
    @JsonPropertyOrder("at")
    record Unsubscribed(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at) implements SubscriberState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is missing or not in the years 1 to 9999
         */
        public Unsubscribed {
            at = Field.of("SubscriberState", "at").time(at);
        }

        @Override
        public Kind kind() {
            return Kind.UNSUBSCRIBED;
        }
    }

    /**
     * Gets no mail, whatever is asked.
     *
     * @param at     since when; to the microsecond
     * @param reason why
     */
    @JsonModel
    @JsonPropertyOrder({"at", "reason"})
    record Suppressed(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at, Reason reason) implements SubscriberState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is missing or not in the years 1 to 9999
         */
        public Suppressed {
            at = Field.of("SubscriberState", "at").time(at);
            reason = Field.of("SubscriberState", "reason").required(reason);
        }

        @Override
        public Kind kind() {
            return Kind.SUPPRESSED;
        }
    }
}
