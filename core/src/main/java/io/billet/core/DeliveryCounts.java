package io.billet.core;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many deliveries of an issue stand where.
 *
 * <p>Immutable and thread-safe.
 *
 * @param pending   wait to be claimed
 * @param claimed   a worker is at them
 * @param sent      the mail server took them
 * @param uncertain nobody knows whether the mail server took them
 * @param failed    were given up
 */
@JsonModel
@JsonPropertyOrder({"pending", "claimed", "sent", "uncertain", "failed"})
public record DeliveryCounts(
        @JsonCount long pending,
        @JsonCount long claimed,
        @JsonCount long sent,
        @JsonCount long uncertain,
        @JsonCount long failed) {

    /** No deliveries. */
    public static final DeliveryCounts NONE = new DeliveryCounts(0, 0, 0, 0, 0);

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a count is negative
     */
    public DeliveryCounts {
        Field.of("DeliveryCounts", "pending").atLeastZero(pending);
        Field.of("DeliveryCounts", "claimed").atLeastZero(claimed);
        Field.of("DeliveryCounts", "sent").atLeastZero(sent);
        Field.of("DeliveryCounts", "uncertain").atLeastZero(uncertain);
        Field.of("DeliveryCounts", "failed").atLeastZero(failed);
    }

    /**
     * Counts deliveries one by one; for stores.
     *
     * @param states where each of them stands
     */
    public static DeliveryCounts of(Stream<DeliveryState> states) {
        Map<DeliveryState.Kind, Long> counts =
                states.collect(Collectors.groupingBy(DeliveryState::kind, Collectors.counting()));
        return new DeliveryCounts(
                counts.getOrDefault(DeliveryState.Kind.PENDING, 0L),
                counts.getOrDefault(DeliveryState.Kind.CLAIMED, 0L),
                counts.getOrDefault(DeliveryState.Kind.SENT, 0L),
                counts.getOrDefault(DeliveryState.Kind.UNCERTAIN, 0L),
                counts.getOrDefault(DeliveryState.Kind.FAILED, 0L));
    }

    /** Returns how many there are in all. */
    public long total() {
        return pending + claimed + sent + uncertain + failed;
    }

    /** Returns how many are not yet at an end. */
    public long open() {
        return pending + claimed;
    }
}
