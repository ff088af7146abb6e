package io.billet.storage.jdbc;

import java.time.Instant;

/**
 * Times as the tables hold them: whole microseconds since 1970-01-01T00:00:00Z, in no zone and no calendar. The models
 * keep times in years of four digits, which fit with ease.
 */
final class Micros {

    private static final long PER_SECOND = 1_000_000;
    private static final Instant EARLIEST = Instant.ofEpochSecond(Long.MIN_VALUE / PER_SECOND);
    private static final Instant LATEST = Instant.ofEpochSecond(Long.MAX_VALUE / PER_SECOND);

    private Micros() {}

    static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1_000L);
    }

    /** For a caller's time of any size that is only compared with stored ones: the nearest one that fits serves as well. */
    static long ofNearest(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(LATEST) ? Long.MAX_VALUE : of(instant);
    }

    static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }
}
