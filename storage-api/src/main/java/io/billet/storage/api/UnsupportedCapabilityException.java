package io.billet.storage.api;

import io.billet.core.BlogException;

/**
 * A store was asked for what it says it cannot do. Nothing has been changed; combine it with another store that can.
 *
 * <p>Immutable and thread-safe.
 */
public final class UnsupportedCapabilityException extends BlogException {

    private final Capability capability;

    /**
     * Creates an exception.
     *
     * @param store      the store's name
     * @param capability what it lacks
     */
    public UnsupportedCapabilityException(String store, Capability capability) {
        super(store + " has no capability " + capability);
        this.capability = capability;
    }

    /** Returns what the store lacks. */
    public Capability capability() {
        return capability;
    }
}
