package io.billet.engine.internal.subscription;

import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.internal.Retry;
import io.billet.storage.api.SubscriberStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;

/** How a subscriber wants to be addressed, and in which language. What is so already is not written again. */
public final class IntroduceSubscriber {

    private final SubscriberStore subscribers;
    private final FindSubscriber find;
    private final InstantSource clock;

    public IntroduceSubscriber(SubscriberStore subscribers, FindSubscriber find, InstantSource clock) {
        this.subscribers = subscribers;
        this.find = find;
        this.clock = clock;
    }

    public Subscriber rename(SubscriberId id, String name) {
        return change(id, (subscriber, now) -> subscriber.rename(name, now));
    }

    public Subscriber speak(SubscriberId id, LanguageTag language) {
        return change(id, (subscriber, now) -> subscriber.speak(language, now));
    }

    private Subscriber change(SubscriberId id, BiFunction<Subscriber, Instant, Subscriber> transition) {
        return Retry.onConflict(() -> {
            Subscriber current = find.require(id);
            boolean isSo = transition.apply(current, current.updatedAt()).equals(current);
            return isSo ? current : subscribers.update(transition.apply(current, clock.instant()));
        });
    }
}
