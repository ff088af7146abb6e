package io.billet.engine;

import io.billet.core.BlogException;
import io.billet.engine.spi.RateLimiter;

/**
 * Somebody does something too often; see {@link RateLimiter}. Nothing has been changed.
 *
 * <p>Immutable and thread-safe.
 */
public final class RateLimitedException extends BlogException {

    private final RateLimiter.Action action;

    /**
     * Creates an exception.
     *
     * @param action what was done too often
     */
    public RateLimitedException(RateLimiter.Action action) {
        super(action + " was asked for too often; see the RateLimiter of the blog");
        this.action = action;
    }

    /** Returns what was done too often. */
    public RateLimiter.Action action() {
        return action;
    }
}
