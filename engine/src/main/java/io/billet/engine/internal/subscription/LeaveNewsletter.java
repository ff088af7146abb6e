package io.billet.engine.internal.subscription;

import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.internal.Change;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.Retry;
import io.billet.engine.internal.subscription.Tokens.Purpose;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.SubscriberStore;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** The end of a subscription, by whose wish ever, and of the sessions and links that came with it. */
public final class LeaveNewsletter {

    private final SubscriberStore subscribers;
    private final SubscriberHistory history;
    private final FindSubscriber find;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Listeners listeners;

    public LeaveNewsletter(
            SubscriberStore subscribers,
            SubscriberHistory history,
            FindSubscriber find,
            Tokens tokens,
            InstantSource clock,
            Listeners listeners) {
        this.subscribers = subscribers;
        this.history = history;
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

    public Subscriber lift(SubscriberId id) {
        return Retry.onConflict(() -> {
            Subscriber current = find.require(id);
            SubscriberState.Kind before = before(current);
            Subscriber lifted = current.lift(before, clock.instant());
            return lifted.equals(current) ? current : subscribers.update(lifted);
        });
    }

    /** Where they stood before they were suppressed, as their history tells. */
    private SubscriberState.Kind before(Subscriber suppressed) {
        return history.of(suppressed.id())
                .map(row -> row.state().kind())
                .filter(kind -> kind != SubscriberState.Kind.SUPPRESSED)
                .reduce((earlier, later) -> later)
                .orElse(SubscriberState.Kind.UNSUBSCRIBED);
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

    private void revokeAll(SubscriberId id) {
        tokens.revoke(Purpose.CONFIRM, id.toString());
        tokens.revoke(Purpose.SIGN_IN, id.toString());
        tokens.revoke(Purpose.SESSION, id.toString());
        tokens.revoke(Purpose.MOVE, id.toString());
        tokens.revoke(Purpose.FEED, id.toString());
    }
}
