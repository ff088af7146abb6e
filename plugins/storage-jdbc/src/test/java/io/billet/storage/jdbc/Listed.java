package io.billet.storage.jdbc;

import io.billet.storage.api.DatePosition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A list of a store, and where its rows stand in it.
 *
 * @param list    returns what comes after a place, at most so many
 * @param placeOf where a row stands
 * @param placeIn reads a place from the octets by which the table orders its rows
 */
record Listed<T, P>(
        BiFunction<Optional<P>, Integer, List<T>> list, Function<T, P> placeOf, Function<byte[], P> placeIn) {

    static <T> Listed<T, DatePosition> byDate(
            BiFunction<Optional<DatePosition>, Integer, List<T>> list, Function<T, DatePosition> placeOf) {
        return new Listed<>(list, placeOf, octets -> {
            ByteBuffer key = ByteBuffer.wrap(octets);
            return new DatePosition(
                    Micros.toInstant(key.getLong() ^ Long.MIN_VALUE), new UUID(key.getLong(), key.getLong()));
        });
    }

    List<T> first(int limit) {
        return list.apply(Optional.empty(), limit);
    }

    List<T> second(int limit) {
        List<T> first = first(limit);
        return list.apply(Optional.of(placeOf.apply(first.get(first.size() - 1))), limit);
    }

    List<T> afterKey(byte[] octets, int limit) {
        return list.apply(Optional.of(placeIn.apply(octets)), limit);
    }

    List<T> all(int limit) {
        List<T> all = new ArrayList<>();
        List<T> part = first(limit);
        while (!part.isEmpty()) {
            all.addAll(part);
            part = list.apply(Optional.of(placeOf.apply(part.get(part.size() - 1))), limit);
        }
        return all;
    }
}
