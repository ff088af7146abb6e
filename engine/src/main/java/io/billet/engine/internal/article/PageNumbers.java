package io.billet.engine.internal.article;

import io.billet.engine.NumberedPage;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which posts stand on which page, as {@link NumberedPage} says.
 *
 * @param total how many posts there are
 * @param size  how many stand on a numbered page
 */
record PageNumbers(long total, int size) {

    private static final int LARGEST = 500;

    PageNumbers {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("a numbered page has 1 to " + LARGEST + " items, not " + size);
        }
    }

    /** Returns the number of the latest page that has one. */
    private int last() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, total / size - 1));
    }

    boolean has(int number) {
        return number >= 1 && number <= last();
    }

    /** Returns how many posts stand on the page without a number. */
    int onNewest() {
        return (int) (total - (long) last() * size);
    }

    /** Returns the number of the first post on a page, from 0 on. */
    long first(int number) {
        return (number - 1L) * size;
    }

    <T> NumberedPage<T> newest(List<T> items) {
        return new NumberedPage<>(items, OptionalInt.empty(), OptionalInt.empty(), page(last()));
    }

    <T> NumberedPage<T> page(int number, List<T> items) {
        return new NumberedPage<>(items, OptionalInt.of(number), page(number + 1), page(number - 1));
    }

    private OptionalInt page(int number) {
        return has(number) ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
