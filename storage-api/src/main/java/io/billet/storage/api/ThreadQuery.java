package io.billet.storage.api;

import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import java.util.Set;

/**
 * Which comments about an article are listed in the order of their places, and from which end. A store should have an index
 * for it, in which the comments of each state stand in that order.
 *
 * <p>Immutable and thread-safe.
 *
 * @param article only those about this article
 * @param states  only those in one of these states; empty for all
 * @param order   which come first
 */
public record ThreadQuery(ArticleId article, Set<CommentState> states, Order order) {

    /** Copies the set. */
    public ThreadQuery {
        states = Set.copyOf(states);
    }

    /** Which come first. */
    public enum Order {
        /** As one reads: an answer after what it answers. */
        FORWARD,
        /** The last first: what comes before a place, the nearest first. */
        BACKWARD
    }

    /**
     * Returns a query for a whole thread, as one reads it.
     *
     * @param id an article
     */
    public static ThreadQuery about(ArticleId id) {
        return new ThreadQuery(id, Set.of(), Order.FORWARD);
    }

    /**
     * Returns this query, for comments in those states only.
     *
     * @param wanted one or more states
     */
    public ThreadQuery in(CommentState... wanted) {
        return new ThreadQuery(article, Set.of(wanted), order);
    }

    /** Returns this query from the other end. */
    public ThreadQuery backward() {
        return new ThreadQuery(article, states, Order.BACKWARD);
    }

    /**
     * Returns whether it meets all conditions; for stores that look at comments one by one.
     *
     * @param comment a comment
     */
    public boolean accepts(Comment comment) {
        return comment.article().equals(article) && (states.isEmpty() || states.contains(comment.state()));
    }
}
