package io.billet.storage.api;

import io.billet.core.InvalidValueException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in an order by time and then id: what most stores put into a {@link Cursor}. The next page is "all that comes
 * after (at, id)", whatever has been inserted or deleted meanwhile.
 *
 * <pre>{@code
 * KeysetPosition last = new KeysetPosition(row.createdAt(), row.id());
 * Page<Row> page = new Page<>(rows, Optional.of(last.toCursor()));
 * ...
 * KeysetPosition after = KeysetPosition.of(request.after().get());
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param at the sort key, to the microsecond
 * @param id tells rows with the same key apart
 */
public record KeysetPosition(Instant at, UUID id) implements Comparable<KeysetPosition> {

    private static final int BYTES = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** Cuts the time to the microsecond. */
    public KeysetPosition {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Returns a position in an order by ids alone.
     *
     * @param id an id
     */
    public static KeysetPosition of(UUID id) {
        return new KeysetPosition(Instant.EPOCH, id);
    }

    /** Returns this position as a cursor. */
    public Cursor toCursor() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Returns the position.
     *
     * @param cursor a cursor made by {@link #toCursor()}
     * @throws InvalidValueException if the cursor was not made so, or names a time before the year 1 or after 9999
     */
    public static KeysetPosition of(Cursor cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor.value());
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                Instant at = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
                KeysetPosition position = new KeysetPosition(at, new UUID(buffer.getLong(), buffer.getLong()));
                // A forged one must not reach a database that has no such time.
                if (!at.isBefore(EARLIEST) && !at.isAfter(LATEST) && position.at.equals(at)) {
                    return position;
                }
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            // Told below, in the words of the model.
        }
        throw Cursor.malformed(cursor.value());
    }

    /** By time, then by the id's text (which {@link UUID#compareTo} does not do). */
    @Override
    public int compareTo(KeysetPosition other) {
        int byTime = at.compareTo(other.at);
        if (byTime != 0) {
            return byTime;
        }
        int bySignificant = Long.compareUnsigned(id.getMostSignificantBits(), other.id.getMostSignificantBits());
        return bySignificant != 0
                ? bySignificant
                : Long.compareUnsigned(id.getLeastSignificantBits(), other.id.getLeastSignificantBits());
    }
}
