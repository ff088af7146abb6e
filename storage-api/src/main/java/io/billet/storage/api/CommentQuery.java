package io.billet.storage.api;

import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import java.util.Optional;
import java.util.Set;

/**
 * Which comments are listed, and in which order of time; in the order of a thread, see {@link ThreadQuery}. A comment must meet all conditions that are given.
 *
 * <p>One <em>driver</em> leads to the comments: the article if one is given, else the commenter, else all of them. Article or all,
 * alone or with states, and a commenter alone, by each kind of key, in either order, is what a store should have an index for; then a list or a
 * capped count reads, for each state, what it returns and no more. A commenter together with an article or with states is
 * looked for among what the driver leads to.
 *
 * <p>Immutable and thread-safe.
 *
 * @param article only those about this article
 * @param states  only those in one of these states; empty for all
 * @param by      only those of this commenter
 * @param order   which come first
 */
public record CommentQuery(
        Optional<ArticleId> article, Set<CommentState> states, Optional<CommenterKey> by, Order order) {

    /** Copies the set. */
    public CommentQuery {
        states = Set.copyOf(states);
    }

    /** Which come first. */
    public enum Order {
        /** Earlier {@code createdAt} first; among equal ones, smaller ids first. */
        OLDEST_FIRST,
        /** Later {@code createdAt} first; among equal ones, greater ids first. */
        NEWEST_FIRST
    }

    /** Returns a query for all comments, the oldest first. */
    public static CommentQuery all() {
        return new CommentQuery(Optional.empty(), Set.of(), Optional.empty(), Order.OLDEST_FIRST);
    }

    /**
     * Returns this query, for comments about that article only.
     *
     * @param id an article
     */
    public CommentQuery about(ArticleId id) {
        return new CommentQuery(Optional.of(id), states, by, order);
    }

    /**
     * Returns this query, for comments in those states only.
     *
     * @param wanted one or more states
     */
    public CommentQuery in(CommentState... wanted) {
        return new CommentQuery(article, Set.of(wanted), by, order);
    }

    /**
     * Returns this query, for comments of one commenter only.
     *
     * @param commenter by what they are known
     */
    public CommentQuery by(CommenterKey commenter) {
        return new CommentQuery(article, states, Optional.of(commenter), order);
    }

    /** Returns this query with the latest comment first. */
    public CommentQuery newestFirst() {
        return new CommentQuery(article, states, by, Order.NEWEST_FIRST);
    }

    /**
     * Returns whether it meets all conditions; for stores that look at comments one by one.
     *
     * @param comment a comment
     */
    public boolean accepts(Comment comment) {
        return article.map(comment.article()::equals).orElse(true)
                && (states.isEmpty() || states.contains(comment.state()))
                && by.map(key -> key.isBorneBy(comment.commenter())).orElse(true);
    }
}
