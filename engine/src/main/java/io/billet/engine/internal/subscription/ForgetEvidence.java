package io.billet.engine.internal.subscription;

import io.billet.storage.api.SubscriberStore;
import java.time.Instant;

/** Takes network addresses and agents from consent of a certain age, a bounded part at a time; the fact of consent stays. */
public final class ForgetEvidence {

    private static final int PART = 500;

    private final SubscriberStore subscribers;

    public ForgetEvidence(SubscriberStore subscribers) {
        this.subscribers = subscribers;
    }

    /** Returns of how many subscribers and rows of histories. */
    public long before(Instant time) {
        long forgotten = 0;
        int part = PART;
        while (part == PART) {
            part = subscribers.forgetEvidence(time, PART);
            forgotten += part;
        }
        return forgotten;
    }
}
