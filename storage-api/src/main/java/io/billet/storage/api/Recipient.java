package io.billet.storage.api;

import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IssueId;
import io.billet.core.LanguageTag;
import io.billet.core.SubscriberId;
import java.time.Instant;

/**
 * Somebody to whom an issue is to go, as the ledger takes them in.
 *
 * <p>Immutable and thread-safe.
 *
 * @param delivery   the id of the row, if it becomes one
 * @param subscriber who
 * @param email      where to
 * @param language   in which language the frame of the mail is to speak
 */
public record Recipient(DeliveryId delivery, SubscriberId subscriber, EmailAddress email, LanguageTag language) {

    /**
     * Returns the row of the ledger that they become; for stores.
     *
     * @param issue the issue
     * @param now   the time, from which on it may be claimed
     */
    public Delivery pendingIn(IssueId issue, Instant now) {
        return new Delivery(delivery, issue, subscriber, email, language, new DeliveryState.Pending(now), 0, 0);
    }
}
