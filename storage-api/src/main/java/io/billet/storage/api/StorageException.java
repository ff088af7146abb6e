package io.billet.storage.api;

import io.billet.core.BlogException;

/**
 * The database or disk behind a store failed. Whether the call had its effect is known only if the message says so;
 * idempotent calls may be repeated.
 *
 * <p>Immutable and thread-safe.
 */
public class StorageException extends BlogException {

    /**
     * Creates an exception.
     *
     * @param message what the store was doing, without personal data
     */
    public StorageException(String message) {
        super(message);
    }

    /**
     * Creates an exception.
     *
     * @param message what the store was doing, without personal data
     * @param cause   what failed
     */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
