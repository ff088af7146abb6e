package io.billet.storage.api;

import io.billet.core.OutboxId;

/**
 * How one attempt to send a mail of the outbox ended, with the right to say so.
 *
 * <p>Immutable and thread-safe.
 *
 * @param mail    which
 * @param fence   the fencing token of the claim under which it was tried
 * @param outcome how it ended
 */
public record OutboxReport(OutboxId mail, long fence, DeliveryOutcome outcome) {}
