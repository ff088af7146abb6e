package io.billet.core;

/**
 * Something that must be unique is taken: an article's slug, a subscriber's e-mail address, an id. Nothing has been
 * changed.
 *
 * <p>Immutable and thread-safe.
 */
public final class AlreadyExistsException extends BlogException {

    private final String object;
    private final String field;
    private final String value;

    /**
     * Creates an exception.
     *
     * @param object the model's name, such as {@code "Article"}
     * @param field  the field that must be unique, such as {@code "slug"}
     * @param value  what is taken; an address masked, see {@link EmailAddress#toString()}
     */
    public AlreadyExistsException(String object, String field, String value) {
        super(object + "." + field + " " + value + " is taken");
        this.object = object;
        this.field = field;
        this.value = value;
    }

    /** Returns the model's name, such as {@code "Article"}. */
    public String object() {
        return object;
    }

    /** Returns the field that must be unique, such as {@code "slug"}. */
    public String field() {
        return field;
    }

    /** Returns what is taken; an address is masked. */
    public String value() {
        return value;
    }
}
