package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one recipient's copy of an issue stands.
 *
 * <p>A worker claims pending deliveries under a lease, sends, and records how it went; a lease that runs out lets
 * another worker claim them. The fencing token grows with each claim of a delivery, and a record made with an older one
 * is refused, so that a worker that was only slow cannot overwrite what its successor did.
 *
 * <p>Immutable and thread-safe. In JSON {@code {"type": "sent", "at": ...}} and so on.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeliveryState.Pending.class, name = "pending"),
    @JsonSubTypes.Type(value = DeliveryState.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = DeliveryState.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = DeliveryState.Uncertain.class, name = "uncertain"),
    @JsonSubTypes.Type(value = DeliveryState.Failed.class, name = "failed")
})
public sealed interface DeliveryState {

    /** The states without their details, as a store filters and counts by them. */
    enum Kind {
        PENDING,
        CLAIMED,
        SENT,
        UNCERTAIN,
        FAILED
    }

    /** Returns which of the states this is. */
    Kind kind();

    /** Returns from when on a worker may claim the delivery; empty if it is at an end. */
    default Optional<Instant> claimableFrom() {
        if (this instanceof Pending pending) {
            return Optional.of(pending.notBefore());
        }
        return this instanceof Claimed claimed ? Optional.of(claimed.leaseUntil()) : Optional.empty();
    }

    /** Returns when it came to an end; empty if it has not. */
    default Optional<Instant> endedAt() {
        if (this instanceof Sent sent) {
            return Optional.of(sent.at());
        }
        if (this instanceof Uncertain uncertain) {
            return Optional.of(uncertain.at());
        }
        return this instanceof Failed failed ? Optional.of(failed.at()) : Optional.empty();
    }

    /**
     * Waits to be claimed.
     *
     * @param notBefore from when on it may be claimed; to the microsecond
     */
    @JsonModel
    @JsonPropertyOrder("notBefore")
    record Pending(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant notBefore) implements DeliveryState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is missing or not in the years 1 to 9999
         */
        public Pending {
            notBefore = Field.of("DeliveryState", "notBefore").time(notBefore);
        }

        @Override
        public Kind kind() {
            return Kind.PENDING;
        }
    }

    /**
     * A worker is at it.
     *
     * @param worker     which; 1 to 100 characters
     * @param leaseUntil until when nobody else may claim it; to the microsecond
     */
    @JsonModel
    @JsonPropertyOrder({"worker", "leaseUntil"})
    record Claimed(
            String worker,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant leaseUntil) implements DeliveryState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the worker's name is blank or too long
         */
        public Claimed {
            worker = Field.of("DeliveryState", "worker").requiredLine(worker, 100);
            leaseUntil = Field.of("DeliveryState", "leaseUntil").time(leaseUntil);
        }

        @Override
        public Kind kind() {
            return Kind.CLAIMED;
        }
    }

    /**
     * The mail server took it.
     *
     * @param at when; to the microsecond
     */
    @JsonModel
    @JsonPropertyOrder("at")
    record Sent(@JsonFormat(shape = JsonFormat.Shape.STRING) Instant at) implements DeliveryState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is missing or not in the years 1 to 9999
         */
        public Sent {
            at = Field.of("DeliveryState", "at").time(at);
        }

        @Override
        public Kind kind() {
            return Kind.SENT;
        }
    }

    /**
     * It was handed over, and whether the mail server took it is not known.
     *
     * @param at when; to the microsecond
     */
    @JsonModel
    @JsonPropertyOrder("at")
    record Uncertain(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at) implements DeliveryState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is missing or not in the years 1 to 9999
         */
        public Uncertain {
            at = Field.of("DeliveryState", "at").time(at);
        }

        @Override
        public Kind kind() {
            return Kind.UNCERTAIN;
        }
    }

    /**
     * It was given up.
     *
     * @param at     when; to the microsecond
     * @param reason why, in one line; 1 to 500 characters
     */
    @JsonModel
    @JsonPropertyOrder({"at", "reason"})
    record Failed(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at, String reason) implements DeliveryState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the reason is blank or too long
         */
        public Failed {
            at = Field.of("DeliveryState", "at").time(at);
            reason = Field.of("DeliveryState", "reason").requiredLine(reason, 500);
        }

        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }
}
