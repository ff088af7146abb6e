package io.billet.engine.spi;

/**
 * What an author should know about an article that is, or is about to be, published. None keeps it from being published.
 *
 * <pre>{@code
 * if (blog.articles().review(article).contains(ArticleNotice.NO_PUBLIC_PART)) {
 *     warn("Who is no member will see the title and the summary, nothing of the text.");
 * }
 * }</pre>
 */
public enum ArticleNotice {
    /**
     * It is not for everyone and has no {@code <!--members-only-->} line: whom it is not for sees its title and summary, and
     * nothing of its text.
     */
    NO_PUBLIC_PART,
    /** It has a {@code <!--members-only-->} line but is for everyone: the line hides nothing. */
    LINE_HIDES_NOTHING,
    /** Something in its public part looks like a {@code <!--members-only-->} line and is none: {@code <!--members only-->}, say. */
    MISSED_LINE
}
