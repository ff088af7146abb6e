package io.billet.core;

/**
 * Root of everything that Billet throws for reasons outside a programmer's control: bad input, a lost race, a missing
 * object, a failing store.
 *
 * <p>Each subclass names the object concerned and exposes its id or value, so that a host can answer with the right
 * status without reading the message. Messages are for logs and developers, in English; what a reader of the blog sees
 * is localised by the web layer from the exception's type and fields.
 *
 * <p>A mistake in a call that better code would not make (a negative page size, a builder without its site) is an
 * {@link IllegalArgumentException} or {@link IllegalStateException} instead.
 */
public abstract class BlogException extends RuntimeException {

    /**
     * Creates an exception.
     *
     * @param message what happened, naming the object and the limit; without personal data
     */
    protected BlogException(String message) {
        super(message);
    }

    /**
     * Creates an exception.
     *
     * @param message what happened, naming the object and the limit; without personal data
     * @param cause   what made it happen
     */
    protected BlogException(String message, Throwable cause) {
        super(message, cause);
    }
}
