package io.billet.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A mark that the host puts on subscribers and readers, such as {@code "premium"}: a tier, a team, a course. What it
 * means and who pays for it is the host's business; an {@link Audience.Labelled} article asks for one of them.
 *
 * <p>Compared to the letter. In JSON a plain string. Immutable and thread-safe.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters on one line
 */
public record Label(@JsonValue String value) implements Comparable<Label> {

    /** The longest label, in characters. */
    public static final int MAX_LENGTH = 64;

    /** The most labels on one object. */
    public static final int MAX_PER_OBJECT = 50;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the label is blank, too long or has control characters
     */
    public Label {
        value = Field.of("Label", "value").requiredLine(value, MAX_LENGTH);
    }

    /**
     * Returns the label.
     *
     * @param value the label's text
     * @throws InvalidValueException if the label is blank, too long or has control characters
     */
    @JsonCreator
    public static Label of(String value) {
        return new Label(value);
    }

    @Override
    public int compareTo(Label other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
