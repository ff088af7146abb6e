package io.billet.engine;

import io.billet.core.BlogException;

/**
 * A link from a mail is unknown, used, withdrawn or too old; which of them is not told. Nothing has been changed.
 *
 * <p>Immutable and thread-safe.
 */
public final class InvalidTokenException extends BlogException {

    /**
     * Creates an exception.
     *
     * @param purpose what the link was to permit, such as {@code "confirm"}
     */
    public InvalidTokenException(String purpose) {
        super("the token to " + purpose + " is unknown, used or expired");
    }
}
