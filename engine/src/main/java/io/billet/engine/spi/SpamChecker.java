package io.billet.engine.spi;

import io.billet.core.ArticleSummary;
import io.billet.core.Comment;
import io.billet.core.Reader;
import java.util.Optional;

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
     * A new comment and what is known of how it came.
     *
     * <p>Immutable and thread-safe.
     *
     * @param comment        the comment, not yet stored; held
     * @param article        what it is about
     * @param reader         who says it: nobody known, a member, or a user of the host
     * @param networkAddress where it came from, as the host tells it; not stored
     */
    record Submission(Comment comment, ArticleSummary article, Reader reader, Optional<String> networkAddress) {}

    /**
     * Decides.
     *
     * @param submission a new comment
     * @return what becomes of it
     */
    Verdict check(Submission submission);

    /**
     * Returns whether no comment is shown before a moderator has approved it, so that readers may be told so. Default:
     * {@code false}.
     */
    default boolean holdsAll() {
        return false;
    }

    /** Returns the default: every comment waits for a moderator. */
    static SpamChecker holdAll() {
        return new SpamChecker() {
            @Override
            public Verdict check(Submission submission) {
                return Verdict.HOLD;
            }

            @Override
            public boolean holdsAll() {
                return true;
            }
        };
    }
}
