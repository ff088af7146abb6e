package io.billet.storage.api;

import io.billet.core.DeliveryState;
import java.time.Instant;

/**
 * How an attempt to deliver ended, as a worker records it.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface DeliveryOutcome {

    /**
     * Returns the state that a delivery takes with this outcome.
     *
     * @throws io.billet.core.InvalidValueException if the reason of a failure is blank, too long or not one line
     */
    default DeliveryState toState() {
        if (this instanceof Sent sent) {
            return new DeliveryState.Sent(sent.at());
        }
        if (this instanceof Uncertain uncertain) {
            return new DeliveryState.Uncertain(uncertain.at());
        }
        if (this instanceof Retry retry) {
            return new DeliveryState.Pending(retry.notBefore());
        }
        Failed failed = (Failed) this;
        return new DeliveryState.Failed(failed.at(), failed.reason());
    }

    /**
     * The mail server took it.
     *
     * @param at when
     */
    record Sent(Instant at) implements DeliveryOutcome {}

    /**
     * It was handed over, and the answer was lost.
     *
     * @param at when
     */
    record Uncertain(Instant at) implements DeliveryOutcome {}

    /**
     * It failed for now and is to be tried again.
     *
     * @param notBefore from when on
     */
    record Retry(Instant notBefore) implements DeliveryOutcome {}

    /**
     * It failed for good.
     *
     * @param at     when
     * @param reason why; 1 to 500 characters on one line
     */
    record Failed(Instant at, String reason) implements DeliveryOutcome {}
}
