package io.billet.storage.api;

import io.billet.core.Delivery;

/**
 * A row of the ledger that a claim took.
 *
 * <p>Immutable and thread-safe.
 *
 * @param delivery the row as the claim left it
 * @param isLapsed whether it was claimed before and that lease ran out with nothing recorded: whoever had it may have sent it
 */
public record ClaimedDelivery(Delivery delivery, boolean isLapsed) {}
