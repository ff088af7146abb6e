package io.billet.storage.jdbc;

import io.billet.core.InvalidValueException;
import io.billet.storage.api.Cursor;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * The cursors of one list: which list it is, a checksum, and the place of the last row. A cursor of another list, of
 * another store, or one that somebody mistyped is told from a right one.
 */
enum ListCursor {
    ARTICLES(SortKey.TIME_AND_ID),
    REVISIONS(Long.BYTES),
    TAGS(0),
    AUTHORS(0),
    SUBSCRIBERS(2 * Long.BYTES),
    COMMENTS(SortKey.TIME_AND_ID),
    ISSUES(2 * Long.BYTES),
    DELIVERIES(2 * Long.BYTES);

    private static final int HEADER = 1 + Integer.BYTES;

    /** How long a place is; 0 if that differs from row to row. */
    private final int placeLength;

    ListCursor(int placeLength) {
        this.placeLength = placeLength;
    }

    /**
     * @param rows  one more than wanted, if there are more
     * @param size  how many are wanted
     * @param place of a row in this list
     */
    <T> Page<T> page(List<T> rows, int size, Function<T, byte[]> place) {
        if (rows.size() <= size) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, size);
        return new Page<>(items, Optional.of(after(place.apply(items.get(size - 1)))));
    }

    /** Returns the place after which the page begins. */
    Optional<byte[]> placeIn(PageRequest request) {
        return request.after().map(this::placeOf);
    }

    private Cursor after(byte[] place) {
        byte[] bytes = ByteBuffer.allocate(HEADER + place.length)
                .put((byte) ordinal())
                .putInt(checksum(place))
                .put(place)
                .array();
        return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private byte[] placeOf(Cursor cursor) {
        byte[] bytes = decoded(cursor);
        if (bytes.length > HEADER) {
            byte[] place = new byte[bytes.length - HEADER];
            ByteBuffer.wrap(bytes, HEADER, place.length).get(place);
            boolean fits = placeLength == 0 || placeLength == place.length;
            // Compared as a whole: Base64 has several spellings of one value, and only one of them is ours.
            if (fits && after(place).equals(cursor)) {
                return place;
            }
        }
        throw foreign(cursor);
    }

    private byte[] decoded(Cursor cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor.value());
        } catch (IllegalArgumentException e) {
            throw foreign(cursor);
        }
    }

    private int checksum(byte[] place) {
        CRC32 crc = new CRC32();
        crc.update(ordinal());
        crc.update(place);
        return (int) crc.getValue();
    }

    private InvalidValueException foreign(Cursor cursor) {
        return InvalidValueException.malformed(
                "Cursor",
                "value",
                "a cursor of an earlier page of this list",
                cursor.value().length() + " characters");
    }
}
