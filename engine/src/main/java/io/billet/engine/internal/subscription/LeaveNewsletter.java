package io.billet.engine.internal.subscription;

import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.internal.Change;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.Retry;
import io.billet.engine.internal.subscription.Tokens.Purpose;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.SubscriberStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The end of a subscription, by whose wish ever, and of the sessions and links that came with it. */
public final class LeaveNewsletter {

    private final SubscriberStore subscribers;
    private final Optional<IssueStore> issues;
    private final FindSubscriber find;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Listeners listeners;

    /** @param issues what knows who was sent what, if the storage keeps it */
    public LeaveNewsletter(
            SubscriberStore subscribers,
            Optional<IssueStore> issues,
            FindSubscriber find,
            Tokens tokens,
            InstantSource clock,
            Listeners listeners) {
        this.subscribers = subscribers;
        this.issues = issues;
        this.find = find;
        this.tokens = tokens;
        this.clock = clock;
        this.listeners = listeners;
    }

    public Subscriber unsubscribe(SubscriberId id) {
        return leave(id, subscriber -> subscriber.unsubscribe(clock.instant()));
    }

    public Subscriber suppress(SubscriberId id, SubscriberState.Reason reason) {
        return leave(id, subscriber -> subscriber.suppress(reason, clock.instant()));
    }

    private Subscriber leave(SubscriberId id, UnaryOperator<Subscriber> transition) {
        Change<Subscriber> left = Retry.onConflict(() -> {
            Subscriber current = find.require(id);
            Subscriber next = transition.apply(current);
            return next.equals(current) ? new Change<>(current, false) : new Change<>(subscribers.update(next), true);
        });
        revokeAll(id);
        if (left.made()) {
            listeners.tell(new BlogEvent.SubscriberLeft(left.result()));
        }
        return left.result();
    }

    /** Leaves nothing of a subscriber, whoever they were. */
    public void erase(SubscriberId id) {
        revokeAll(id);
        issues.ifPresent(store -> store.forget(id));
        subscribers.erase(id);
    }

    private void revokeAll(SubscriberId id) {
        tokens.revoke(Purpose.CONFIRM, id.toString());
        tokens.revoke(Purpose.SIGN_IN, id.toString());
        tokens.revoke(Purpose.SESSION, id.toString());
    }
}
