package io.billet.renderer;

import io.billet.renderer.MarkdownLimitException.Limit;

/** A text passes a limit. Thrown where that is found; the line is counted where the whole text is known. */
final class LimitPassed extends RuntimeException {

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

    Limit limit() {
        return limit;
    }

    long bound() {
        return bound;
    }

    int offset() {
        return offset;
    }
}
