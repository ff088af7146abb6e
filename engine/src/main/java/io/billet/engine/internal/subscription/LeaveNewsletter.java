package io.billet.engine.internal.subscription;

import io.billet.core.ConsentRecord;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.internal.Change;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.Retry;
import io.billet.engine.internal.mail.MailOutbox;
import io.billet.engine.internal.subscription.Tokens.Purpose;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.SubscriberStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The end of a subscription, by whose wish ever, and of the sessions and links that came with it. */
public final class LeaveNewsletter {

    private static final int PART = 100;

    private final SubscriberStore subscribers;
    private final Optional<IssueStore> issues;
    private final FindSubscriber find;
    private final Tokens tokens;
    private final MailOutbox outbox;
    private final InstantSource clock;
    private final Listeners listeners;

    /** @param issues what knows who was sent what, if the storage keeps it */
    public LeaveNewsletter(
            SubscriberStore subscribers,
            Optional<IssueStore> issues,
            FindSubscriber find,
            Tokens tokens,
            MailOutbox outbox,
            InstantSource clock,
            Listeners listeners) {
        this.subscribers = subscribers;
        this.issues = issues;
        this.find = find;
        this.tokens = tokens;
        this.outbox = outbox;
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
        SubscriberState.Kind before = SubscriberState.Kind.UNSUBSCRIBED;
        OptionalLong after = OptionalLong.empty();
        while (true) {
            List<ConsentRecord> rows = subscribers.history(suppressed.id(), after, PART);
            for (ConsentRecord row : rows) {
                if (row.state().kind() != SubscriberState.Kind.SUPPRESSED) {
                    before = row.state().kind();
                }
            }
            if (rows.size() < PART) {
                return before;
            }
            after = OptionalLong.of(rows.get(rows.size() - 1).version());
        }
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
        outbox.forget(id.toString());
        issues.ifPresent(store -> store.forget(id));
        subscribers.erase(id);
    }

    private void revokeAll(SubscriberId id) {
        tokens.revoke(Purpose.CONFIRM, id.toString());
        tokens.revoke(Purpose.SIGN_IN, id.toString());
        tokens.revoke(Purpose.SESSION, id.toString());
        tokens.revoke(Purpose.MOVE, id.toString());
        tokens.revoke(Purpose.FEED, id.toString());
    }
}
