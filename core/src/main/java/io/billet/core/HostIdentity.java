package io.billet.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Who somebody is in the host application: whatever the host uses as a key of its users. Billet stores it and gives it
 * back to the letter, and never interprets it.
 *
 * <p>In JSON a plain string. Immutable and thread-safe.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters on one line
 */
public record HostIdentity(@JsonValue String value) {

    /** The longest identity, in characters. */
    public static final int MAX_LENGTH = 200;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the identity is blank, too long or has control characters
     */
    public HostIdentity {
        value = Field.of("HostIdentity", "value").requiredLineToTheLetter(value, MAX_LENGTH);
    }

    /**
     * Returns the identity.
     *
     * @param value the host's key for a user
     * @throws InvalidValueException if the identity is blank, too long or has control characters
     */
    @JsonCreator
    public static HostIdentity of(String value) {
        return new HostIdentity(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
