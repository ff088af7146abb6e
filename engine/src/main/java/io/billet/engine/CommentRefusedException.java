package io.billet.engine;

import io.billet.core.ArticleId;
import io.billet.core.BlogException;

/**
 * An article takes no comment from this reader. Nothing has been stored.
 *
 * <p>Immutable and thread-safe.
 */
public final class CommentRefusedException extends BlogException {

    /** Why. */
    public enum Reason {
        /** The discussion is closed or switched off. */
        CLOSED,
        /** Only who may read the whole article may comment on it. */
        MEMBERS_ONLY,
        /** The comment that it answers is not to be seen. */
        PARENT_NOT_VISIBLE,
        /** An author of the blog bears that name, or one that looks like it, and the reader is not known to be them. */
        NAME_OF_AN_AUTHOR
    }

    private final ArticleId article;
    private final Reason reason;

    /**
     * Creates an exception.
     *
     * @param article the article
     * @param reason  why
     */
    public CommentRefusedException(ArticleId article, Reason reason) {
        super("Article " + article + " takes no comment: " + reason);
        this.article = article;
        this.reason = reason;
    }

    /** Returns the article. */
    public ArticleId article() {
        return article;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
