package io.billet.core;

/**
 * Somebody else has changed the object since it was read. Nothing has been changed; read it again, apply the change to
 * what is there now, and try again.
 *
 * <p>Immutable and thread-safe.
 */
public final class StaleVersionException extends BlogException {

    private final String object;
    private final String id;
    private final long given;
    private final long stored;

    /**
     * Creates an exception.
     *
     * @param object the model's name, such as {@code "Article"}
     * @param id     the object's id
     * @param given  the version that the change was based on
     * @param stored the version that is stored
     */
    public StaleVersionException(String object, String id, long given, long stored) {
        super(object + " " + id + " is at version " + stored + "; the change was based on version " + given);
        this.object = object;
        this.id = id;
        this.given = given;
        this.stored = stored;
    }

    /** Returns the model's name, such as {@code "Article"}. */
    public String object() {
        return object;
    }

    /** Returns the object's id. */
    public String id() {
        return id;
    }

    /** Returns the version that the change was based on. */
    public long given() {
        return given;
    }

    /** Returns the version that is stored. */
    public long stored() {
        return stored;
    }
}
