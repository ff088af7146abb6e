package io.billet.engine.internal.newsletter;

import io.billet.core.Delivery;
import io.billet.core.Subscriber;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.DeliveryReport;
import java.util.Optional;

/**
 * A delivery that this node has claimed.
 *
 * @param subscriber as they were when it was claimed; empty if they were not there any more
 * @param readAt     when that was, by {@link System#nanoTime()}
 * @param isDoubtful whether another node had claimed it and did not say what came of it
 */
record Attempt(Delivery delivery, Optional<Subscriber> subscriber, long readAt, boolean isDoubtful) {

    String domain() {
        return subscriber.map(each -> each.email().domain()).orElse("");
    }

    DeliveryReport report(DeliveryOutcome outcome) {
        return new DeliveryReport(delivery.id(), delivery.fence(), outcome);
    }
}
