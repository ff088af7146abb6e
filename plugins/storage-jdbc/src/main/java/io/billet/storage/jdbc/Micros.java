package io.billet.storage.jdbc;

import io.billet.core.InvalidValueException;
import java.time.Instant;

/** Times as the tables hold them: whole microseconds since 1970-01-01T00:00:00Z, in no zone and no calendar. */
final class Micros {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final Instant EARLIEST = Instant.ofEpochSecond(Long.MIN_VALUE / MICROS_PER_SECOND);
    private static final Instant LATEST = Instant.ofEpochSecond(Long.MAX_VALUE / MICROS_PER_SECOND);

    private Micros() {}

    /** Returns a time that is to be stored and must come back as it is. */
    static long of(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw InvalidValueException.malformed(
                    "Instant", "value", "a time from " + EARLIEST + " to " + LATEST, "one outside of these years");
        }
        return ofNearest(instant);
    }

    /** Returns a time that is only compared with stored ones, so that the nearest one that fits serves as well. */
    static long ofNearest(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(LATEST)
                ? Long.MAX_VALUE
                : Math.addExact(
                        Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1_000L);
    }

    static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
    }
}
