package io.billet.storage.api;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A list from its beginning to its end, a part at a time; what the default methods of the stores are made of.
 *
 * @param list       returns what comes after a position, at most so many
 * @param positionOf where a row stands in the list
 * @param <P>        a position
 * @param <T>        what the list is of
 */
record Walk<P, T>(BiFunction<Optional<P>, Integer, List<T>> list, Function<T, P> positionOf) {

    private static final int STEP = 500;

    /** Returns how many there are, or {@code atMost} if there are more. */
    long count(long atMost) {
        long counted = 0;
        Optional<P> after = Optional.empty();
        while (true) {
            int step = (int) Math.min(Bounds.LONGEST_LIST, atMost - counted);
            List<T> rows = list.apply(after, step);
            counted += rows.size();
            if (rows.size() < step || counted == atMost) {
                return counted;
            }
            after = lastOf(rows);
        }
    }

    /** Returns all of them, {@value #STEP} in memory at a time. */
    Stream<T> stream() {
        return Stream.iterate(
                        Optional.of(list.apply(Optional.empty(), STEP)),
                        Optional::isPresent,
                        rows -> rows.filter(read -> read.size() == STEP).map(read -> list.apply(lastOf(read), STEP)))
                .flatMap(rows -> rows.stream().flatMap(List::stream));
    }

    private Optional<P> lastOf(List<T> rows) {
        return Optional.of(positionOf.apply(rows.get(rows.size() - 1)));
    }
}
