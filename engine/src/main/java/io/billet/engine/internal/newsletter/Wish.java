package io.billet.engine.internal.newsletter;

import io.billet.core.ArticleSummary;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import java.util.List;
import java.util.Set;

/**
 * Whether somebody wants to be mailed an article: asked when the audience is frozen, and again right before the mail.
 *
 * @param topics the tags among which subscribers choose. What they have declined and is not among them has no effect
 */
record Wish(Set<Slug> topics) {

    static boolean isSubscribed(Subscriber subscriber) {
        return subscriber.state().kind() == SubscriberState.Kind.CONFIRMED;
    }

    /** An article about two topics is for whoever wants one of them. */
    boolean wants(Subscriber subscriber, ArticleSummary article) {
        if (subscriber.declined().isEmpty()) {
            return true;
        }
        List<Slug> about = article.tags().stream().filter(topics::contains).toList();
        return about.isEmpty() || !subscriber.declined().containsAll(about);
    }

    /** Returns whether they are mailed. */
    boolean isRecipient(Subscriber subscriber, ArticleSummary article) {
        return isSubscribed(subscriber) && wants(subscriber, article);
    }
}
