package io.billet.engine;

import io.billet.core.ArticleSummary;
import io.billet.core.Comment;

/**
 * Decides what becomes of a new comment before a person has seen it.
 *
 * <p>Implementations must be thread-safe; the commenter waits meanwhile. One that throws counts as
 * {@link Verdict#HOLD}.
 */
@FunctionalInterface
public interface SpamChecker {

    /** What becomes of a comment. */
    enum Verdict {
        /** A moderator decides. */
        HOLD,
        /** It is shown at once. */
        APPROVE,
        /** It is kept as spam and not shown. */
        SPAM
    }

    /**
     * @param comment the new comment, not yet stored
     * @param article what it is about
     * @return what becomes of it
     */
    Verdict check(Comment comment, ArticleSummary article);

    /** Returns the default: every comment waits for a moderator. */
    static SpamChecker holdAll() {
        return (comment, article) -> Verdict.HOLD;
    }
}
