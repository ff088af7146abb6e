package io.billet.storage.api;

import java.time.Instant;

/**
 * Times as whole microseconds since 1970-01-01T00:00:00Z, for stores that keep them as numbers: in no zone, no calendar and no
 * dialect of a database, and equal when they are read back, as the models keep microseconds.
 *
 * <p>{@code ChronoUnit.MICROS.between} is no way to get them: on Java 17 it overflows outside the years 1677 to 2262, and
 * the models take the years 1 to 9999.
 *
 * <p>Thread-safe.
 */
public final class EpochMicros {

    private static final long PER_SECOND = 1_000_000;
    private static final Instant EARLIEST = Instant.ofEpochSecond(Long.MIN_VALUE / PER_SECOND);
    private static final Instant LATEST = Instant.ofEpochSecond(Long.MAX_VALUE / PER_SECOND);

    private EpochMicros() {}

    /**
     * Returns the microseconds up to a time; what is more precise is cut, before 1970 as well as after (STO-04).
     *
     * @param instant any that a model holds
     * @throws ArithmeticException if it is more than some 290,000 years away
     */
    public static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1_000L);
    }

    /**
     * Returns the microseconds up to a time, or up to the nearest one that fits: for a caller's time of any size, such as
     * {@link Instant#MAX}, that is only compared with stored ones.
     *
     * @param instant any time
     */
    public static long ofNearest(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(LATEST) ? Long.MAX_VALUE : of(instant);
    }

    /**
     * Returns the time that {@link #of} has made a number of.
     *
     * @param micros microseconds since 1970-01-01T00:00:00Z
     */
    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }
}
