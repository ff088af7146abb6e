package io.billet.engine.internal.newsletter;

import io.billet.core.ArticleSummary;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;

/** Whether somebody wants to be mailed an article: asked when the audience is frozen, and again right before the mail. */
@FunctionalInterface
public interface Wish {

    /** Everybody who has confirmed wants everything. */
    Wish EVERYTHING = (subscriber, article) -> true;

    /** @param subscriber who has confirmed */
    boolean wants(Subscriber subscriber, ArticleSummary article);

    /** Returns whether they are mailed. */
    default boolean isRecipient(Subscriber subscriber, ArticleSummary article) {
        return subscriber.state().kind() == SubscriberState.Kind.CONFIRMED && wants(subscriber, article);
    }
}
