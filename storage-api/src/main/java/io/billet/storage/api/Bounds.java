package io.billet.storage.api;

import java.util.Collection;

/**
 * How much one call of a store takes and gives, and the checks that STO-06 asks of each store.
 *
 * <p>Thread-safe.
 */
public final class Bounds {

    /** The longest list that one call returns: one more than a page of 1,000, which tells whether anything follows. */
    public static final int LONGEST_LIST = 1_001;

    /** The most rows that one call is given or takes: ids, slugs, recipients, deliveries to claim, articles that are due. */
    public static final int MOST_AT_ONCE = 1_000;

    /** The most queries that are counted in one call: as many months as 25 years have. */
    public static final int MOST_COUNTS = 300;

    private Bounds() {}

    /**
     * Checks how many rows of a list are wanted.
     *
     * @param limit 1 to {@value #LONGEST_LIST}
     * @return the same
     * @throws IllegalArgumentException if it is out of its range
     */
    public static int listLimit(int limit) {
        return checked(limit, LONGEST_LIST);
    }

    /**
     * Checks how many rows are to be taken at once.
     *
     * @param limit 1 to {@value #MOST_AT_ONCE}
     * @return the same
     * @throws IllegalArgumentException if it is out of its range
     */
    public static int limitAtOnce(int limit) {
        return checked(limit, MOST_AT_ONCE);
    }

    private static int checked(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("a limit is 1 to " + most + ", not " + limit);
        }
        return limit;
    }

    /**
     * Checks what one call is given.
     *
     * @param given at most {@value #MOST_AT_ONCE}
     * @param what  what they are, in the plural
     * @throws IllegalArgumentException if there are more
     */
    public static void atOnce(Collection<?> given, String what) {
        checkSize(given, MOST_AT_ONCE, what);
    }

    /**
     * Checks what is to be counted.
     *
     * @param queries at most {@value #MOST_COUNTS}
     * @param atMost  up to where each count is exact; 1 or more
     * @throws IllegalArgumentException if there are more, or {@code atMost} is less
     */
    public static void counts(Collection<?> queries, long atMost) {
        checkSize(queries, MOST_COUNTS, "queries");
        if (atMost < 1) {
            throw new IllegalArgumentException("a count goes up to 1 or more, not " + atMost);
        }
    }

    /**
     * Checks how many rows are to be kept.
     *
     * @param keep 1 or more
     * @return the same
     * @throws IllegalArgumentException if it is less
     */
    public static int kept(int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("one or more are kept, not " + keep);
        }
        return keep;
    }

    private static void checkSize(Collection<?> given, int most, String what) {
        if (given.size() > most) {
            throw new IllegalArgumentException("one call takes at most " + most + " " + what + ", not " + given.size());
        }
    }
}
