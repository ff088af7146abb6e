package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a newsletter issue stands. Changed only by the transitions of {@link Issue}.
 *
 * <p>Immutable and thread-safe. In JSON {@code {"type": "sending", ...}} and so on.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IssueState.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = IssueState.Preparing.class, name = "preparing"),
    @JsonSubTypes.Type(value = IssueState.Sending.class, name = "sending"),
    @JsonSubTypes.Type(value = IssueState.Paused.class, name = "paused"),
    @JsonSubTypes.Type(value = IssueState.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = IssueState.Cancelled.class, name = "cancelled")
})
public sealed interface IssueState {

    /** The states without their details, as a store filters by them. */
    enum Kind {
        PLANNED,
        PREPARING,
        SENDING,
        PAUSED,
        COMPLETED,
        CANCELLED
    }

    /** Why an issue rests until the blog's owner says that it goes on. */
    enum Reason {
        /** The owner wants it so. */
        OWNER,
        /** Its time was long over when somebody was there to send it. */
        LATE,
        /** The database is a copy: it was sending for another deployment. */
        CLONE
    }

    /** Returns which of the states this is. */
    Kind kind();

    /**
     * Waits for its time, or for its article to be published.
     *
     * @param at when its time is; to the microsecond; empty for the moment at which the article is published
     */
    @JsonModel
    @JsonPropertyOrder("at")
    record Planned(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<Instant> at) implements IssueState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is not in the years 1 to 9999
         */
        public Planned {
            at = Field.of("IssueState", "at").optionalTime(at);
        }

        @Override
        public Kind kind() {
            return Kind.PLANNED;
        }
    }

    /** The ledger is being filled; nothing is sent yet. */
    @JsonModel
    record Preparing() implements IssueState {
        @Override
        public Kind kind() {
            return Kind.PREPARING;
        }
    }

    /**
     * The audience is frozen and workers send.
     *
     * @param at         since when; to the microsecond
     * @param recipients how many recipients the audience was frozen with; 0 or more
     */
    @JsonModel
    @JsonPropertyOrder({"at", "recipients"})
    record Sending(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at,
            @JsonCount long recipients) implements IssueState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is missing or not in the years 1 to 9999
         */
        public Sending {
            at = Field.of("IssueState", "at").time(at);
            recipients = Field.of("IssueState", "recipients").atLeastZero(recipients);
        }

        @Override
        public Kind kind() {
            return Kind.SENDING;
        }
    }

    /**
     * Rests; nobody claims its deliveries until it is resumed.
     *
     * @param at         since when; to the microsecond
     * @param reason     why
     * @param recipients how many recipients the audience had been frozen with; empty if it rests since before that
     */
    @JsonModel
    @JsonPropertyOrder({"at", "reason", "recipients"})
    record Paused(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at, Reason reason, Optional<Long> recipients)
            implements IssueState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if a value is missing, or the time is not in the years 1 to 9999
         */
        public Paused {
            at = Field.of("IssueState", "at").time(at);
            reason = Field.of("IssueState", "reason").required(reason);
            recipients = recipients.map(Field.of("IssueState", "recipients")::atLeastZero);
        }

        @Override
        public Kind kind() {
            return Kind.PAUSED;
        }
    }

    /**
     * Every delivery is at an end.
     *
     * @param at     when; to the microsecond
     * @param counts how the deliveries ended
     */
    @JsonModel
    @JsonPropertyOrder({"at", "counts"})
    record Completed(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at, DeliveryCounts counts) implements IssueState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is missing or not in the years 1 to 9999
         */
        public Completed {
            at = Field.of("IssueState", "at").time(at);
            counts = Field.of("IssueState", "counts").required(counts);
        }

        @Override
        public Kind kind() {
            return Kind.COMPLETED;
        }
    }

    /**
     * Stopped; what was not sent then is never sent.
     *
     * @param at     when; to the microsecond
     * @param counts how the deliveries stood
     */
    @JsonModel
    @JsonPropertyOrder({"at", "counts"})
    record Cancelled(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at, DeliveryCounts counts) implements IssueState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is missing or not in the years 1 to 9999
         */
        public Cancelled {
            at = Field.of("IssueState", "at").time(at);
            counts = Field.of("IssueState", "counts").required(counts);
        }

        @Override
        public Kind kind() {
            return Kind.CANCELLED;
        }
    }
}
