package io.billet.storage.api;

import io.billet.core.DeliveryId;

/**
 * How one attempt to deliver ended, with the right to say so.
 *
 * <p>Immutable and thread-safe.
 *
 * @param delivery which row
 * @param fence    the fencing token of the claim under which it was tried
 * @param outcome  how it ended
 */
public record DeliveryReport(DeliveryId delivery, long fence, DeliveryOutcome outcome) {}
