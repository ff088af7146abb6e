package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * Where a newsletter issue stands. Changed only by the transitions of {@link Issue}.
 *
 * <p>Immutable and thread-safe. In JSON {@code {"type": "sending", ...}} and so on.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IssueState.Preparing.class, name = "preparing"),
    @JsonSubTypes.Type(value = IssueState.Sending.class, name = "sending"),
    @JsonSubTypes.Type(value = IssueState.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = IssueState.Cancelled.class, name = "cancelled")
})
public sealed interface IssueState {

    /** The states without their details, as a store filters by them. */
    enum Kind {
        PREPARING,
        SENDING,
        COMPLETED,
        CANCELLED
    }

    /** Returns which of the states this is. */
    Kind kind();

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
