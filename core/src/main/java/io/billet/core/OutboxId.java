package io.billet.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Identity of an {@link OutboxMail}, a UUID; {@link IdGenerator} makes them time-ordered (UUIDv7, RFC 9562).
 *
 * <p>In JSON a plain string. Immutable and thread-safe.
 *
 * @param value the UUID
 */
public record OutboxId(@JsonValue UUID value) implements Comparable<OutboxId> {

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the UUID is missing
     */
    public OutboxId {
        value = Field.of("OutboxId", "value").required(value);
    }

    /**
     * Returns the id.
     *
     * @param text a UUID in its 36-character form
     * @throws InvalidValueException if the text is not a UUID
     */
    @JsonCreator
    public static OutboxId of(String text) {
        return new OutboxId(IdGenerator.parse("OutboxId", text));
    }

    /** Orders by the UUID's text, which for UUIDv7 is the order of creation. */
    @Override
    public int compareTo(OutboxId other) {
        return IdGenerator.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
