package io.billet.engine;

import io.billet.core.InvalidValueException;

/**
 * Where a page ended, for asking for the next one, in a form that is safe in an address: letters, digits, {@code -} and
 * {@code _} only. Opaque to everyone but the list that made it; the same on every node, whatever the storage; survives a
 * restart.
 *
 * <p>Immutable and thread-safe.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters
 */
public record Cursor(String value) {

    /** The longest cursor, in characters. */
    public static final int MAX_LENGTH = 500;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the value cannot be a cursor
     */
    public Cursor {
        if (value.isEmpty()) {
            throw InvalidValueException.blank("Cursor", "value");
        }
        if (value.length() > MAX_LENGTH) {
            throw InvalidValueException.tooLong("Cursor", "value", MAX_LENGTH, value.length(), "characters");
        }
        if (!value.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'))) {
            throw malformed(value);
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static InvalidValueException malformed(String value) {
        return InvalidValueException.malformed(
                "Cursor", "value", "a cursor of an earlier page", value.length() + " characters");
    }
}
