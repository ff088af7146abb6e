package io.billet.engine;

import io.billet.core.BlogException;

/**
 * A bounded queue of the engine is full. Nothing has been lost that was acknowledged; try again later.
 *
 * <p>Immutable and thread-safe.
 */
public final class OverloadedException extends BlogException {

    /**
     * @param queue    which
     * @param capacity how many it holds
     * @param cause    what refused
     */
    OverloadedException(String queue, int capacity, Throwable cause) {
        super("the " + queue + " is full: it holds " + capacity, cause);
    }
}
