package io.billet.storage.api;

import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import io.billet.core.EmailAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Which comments are listed, and in which order. A comment must meet all conditions that are given.
 *
 * <p>One <em>driver</em> leads to the comments: the article if one is given, else the address, else all of them. Article or all,
 * alone or with states, and an address alone, in either order, is what a store should have an index for; then a list or a
 * capped count reads, for each state, what it returns and no more. An address together with an article or with states is
 * looked for among what the driver leads to.
 *
 * <p>Immutable and thread-safe.
 *
 * @param article only those about this article
 * @param states  only those in one of these states; empty for all
 * @param email   only those whose commenter gave this address
 * @param order   which come first
 */
public record CommentQuery(
        Optional<ArticleId> article, Set<CommentState> states, Optional<EmailAddress> email, Order order) {

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
        return new CommentQuery(Optional.of(id), states, email, order);
    }

    /**
     * Returns this query, for comments in those states only.
     *
     * @param wanted one or more states
     */
    public CommentQuery in(CommentState... wanted) {
        return new CommentQuery(article, Set.of(wanted), email, order);
    }

    /**
     * Returns this query, for comments of that address only.
     *
     * @param address a commenter's address
     */
    public CommentQuery by(EmailAddress address) {
        return new CommentQuery(article, states, Optional.of(address), order);
    }

    /** Returns this query with the latest comment first. */
    public CommentQuery newestFirst() {
        return new CommentQuery(article, states, email, Order.NEWEST_FIRST);
    }

    /**
     * Returns whether it meets all conditions; for stores that look at comments one by one.
     *
     * @param comment a comment
     */
    public boolean accepts(Comment comment) {
        return article.map(comment.article()::equals).orElse(true)
                && (states.isEmpty() || states.contains(comment.state()))
                && email.map(wanted -> comment.commenter().email().equals(Optional.of(wanted)))
                        .orElse(true);
    }
}
