package io.billet.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What articles have in common that say the same in several languages, as Hugo's {@code translationKey}. Any text serves;
 * it is compared to the letter. Several articles of one language may bear the same, as a store cannot refuse what somebody
 * writes into a file: of those the one that was published first counts.
 *
 * <p>In JSON a plain string. Immutable and thread-safe.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters on one line
 */
public record TranslationKey(@JsonValue String value) {

    /** The longest key, in characters. */
    public static final int MAX_LENGTH = 200;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the key is blank, too long or has control characters
     */
    public TranslationKey {
        value = Field.of("TranslationKey", "value").requiredLineToTheLetter(value, MAX_LENGTH);
    }

    /**
     * Returns the key.
     *
     * @param value any text on one line
     * @throws InvalidValueException if the key is blank, too long or has control characters
     */
    @JsonCreator
    public static TranslationKey of(String value) {
        return new TranslationKey(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
