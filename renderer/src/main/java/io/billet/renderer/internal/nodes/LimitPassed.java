package io.billet.renderer.internal.nodes;

import io.billet.renderer.MarkdownLimitException.Limit;

/** A text passes a limit. Thrown where that is found; the line is counted where the whole text is known. */
public final class LimitPassed extends RuntimeException {

    private final Limit limit;
    private final long bound;
    private final int offset;

    /** @param offset where in the text, in characters */
    LimitPassed(Limit limit, long bound, int offset) {
        super(limit.name(), null, false, false);
        this.limit = limit;
        this.bound = bound;
        this.offset = offset;
    }

    public Limit limit() {
        return limit;
    }

    public long bound() {
        return bound;
    }

    public int offset() {
        return offset;
    }
}
