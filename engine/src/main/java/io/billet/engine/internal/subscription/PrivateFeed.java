package io.billet.engine.internal.subscription;

import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.internal.subscription.Tokens.Purpose;

/** The address at which a member's feed reader gets what the member may read: one at a time, shown once, revocable. */
public final class PrivateFeed {

    private final FindSubscriber find;
    private final Tokens tokens;

    public PrivateFeed(FindSubscriber find, Tokens tokens) {
        this.find = find;
        this.tokens = tokens;
    }

    public String open(SubscriberId id) {
        Subscriber subscriber = find.require(id);
        if (subscriber.state().kind() != SubscriberState.Kind.CONFIRMED) {
            throw new IllegalArgumentException("only a confirmed subscriber has a feed of their own; " + id + " is "
                    + subscriber.state().kind());
        }
        close(id);
        return tokens.issue(Purpose.FEED, id.toString());
    }

    public void close(SubscriberId id) {
        tokens.revoke(Purpose.FEED, id.toString());
    }
}
