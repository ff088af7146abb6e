package io.billet.storage.jdbc;

import io.billet.core.CommentId;
import io.billet.core.Slug;
import io.billet.storage.api.CommentPlace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A row's place in the lists, as bytes whose unsigned order is the order of the list. One column, so that every database
 * finds the next page in one step of an index; bytes, so that no collation has a say.
 */
final class SortKey {

    /** Eight bytes of time, sixteen of id. */
    static final int TIME_AND_ID = Long.BYTES + 2 * Long.BYTES;

    private SortKey() {}

    static byte[] of(Instant time, UUID id) {
        return ByteBuffer.allocate(TIME_AND_ID)
                .putLong(Micros.of(time) ^ Long.MIN_VALUE)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** Returns the first place that a row of this time can have. */
    static byte[] startOf(Instant time) {
        return of(time, new UUID(0, 0));
    }

    /** The unsigned order of UTF-8 is the order of code points. */
    static byte[] of(Slug slug) {
        return slug.value().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** The ids of the path, one after the other: the shorter of two that begin alike comes first. */
    static byte[] of(CommentPlace place) {
        ByteBuffer octets = ByteBuffer.allocate(place.path().size() * 2 * Long.BYTES);
        place.path().forEach(id -> octets.put(of(id.value())));
        return octets.array();
    }

    static CommentPlace toPlace(byte[] octets) {
        ByteBuffer rest = ByteBuffer.wrap(octets);
        List<CommentId> path = new ArrayList<>();
        while (rest.hasRemaining()) {
            path.add(new CommentId(new UUID(rest.getLong(), rest.getLong())));
        }
        return new CommentPlace(path);
    }

    static UUID toUuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
