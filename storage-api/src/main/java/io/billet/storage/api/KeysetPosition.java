package io.billet.storage.api;

import io.billet.core.InvalidValueException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
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
public record KeysetPosition(Instant at, UUID id) {

    private static final int BYTES = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

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
     * @param cursor a cursor made by {@link #toCursor()}
     * @return the position
     * @throws InvalidValueException if the cursor was not made so
     */
    public static KeysetPosition of(Cursor cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor.value());
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                Instant at = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
                return new KeysetPosition(at, new UUID(buffer.getLong(), buffer.getLong()));
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            // Told below, in the words of the model.
        }
        throw Cursor.malformed(cursor.value());
    }
}
