package io.billet.engine.internal.subscription;

import io.billet.core.Label;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.internal.Retry;
import io.billet.storage.api.SubscriberStore;
import java.time.InstantSource;
import java.util.List;

/** The labels that the host wants a subscriber to bear. */
public final class LabelSubscriber {

    private final SubscriberStore subscribers;
    private final FindSubscriber find;
    private final InstantSource clock;

    public LabelSubscriber(SubscriberStore subscribers, FindSubscriber find, InstantSource clock) {
        this.subscribers = subscribers;
        this.find = find;
        this.clock = clock;
    }

    public Subscriber label(SubscriberId id, List<Label> labels) {
        return Retry.onConflict(() -> subscribers.update(find.require(id).label(labels, clock.instant())));
    }
}
