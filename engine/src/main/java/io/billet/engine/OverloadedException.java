package io.billet.engine;

import io.billet.core.BlogException;

/**
 * A bounded queue of the engine is full. Nothing has been lost that was acknowledged; try again later.
 *
 * <p>Immutable and thread-safe.
 */
public final class OverloadedException extends BlogException {

    /**
     * Creates an exception.
     *
     * @param message which queue, and how many it holds
     */
    public OverloadedException(String message) {
        super(message);
    }
}
