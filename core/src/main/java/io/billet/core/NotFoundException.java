package io.billet.core;

/**
 * The object that a call names does not exist. Nothing has been changed.
 *
 * <p>Immutable and thread-safe.
 */
public final class NotFoundException extends BlogException {

    private final String object;
    private final String id;

    /**
     * Creates an exception.
     *
     * @param object the model's name, such as {@code "Article"}
     * @param id     the id or slug that was asked for
     */
    public NotFoundException(String object, String id) {
        super(object + " " + id + " does not exist");
        this.object = object;
        this.id = id;
    }

    /** Returns the model's name, such as {@code "Article"}. */
    public String object() {
        return object;
    }

    /** Returns the id or slug that was asked for. */
    public String id() {
        return id;
    }
}
