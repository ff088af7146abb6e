package io.billet.renderer.internal.nodes;

import io.billet.renderer.MarkdownLimitException.Limit;

/** A text passes a limit. Thrown where that is found; the line is counted where the whole text is known. */
public final class LimitPassed extends RuntimeException {

    private final Limit limit;
    private final long bound;
    private final int offset;

    /**
     * Creates the exception.
     *
     * @param offset where in the text, in characters
     */
    LimitPassed(Limit limit, long bound, int offset) {
        super(limit.name(), null, false, false);
        this.limit = limit;
        this.bound = bound;
        this.offset = offset;
    }

    /** Returns which limit was passed. */
    public Limit limit() {
        return limit;
    }

    /** Returns the most that is allowed. */
    public long bound() {
        return bound;
    }

    /** Returns where in the text, in characters. */
    public int offset() {
        return offset;
    }
}
