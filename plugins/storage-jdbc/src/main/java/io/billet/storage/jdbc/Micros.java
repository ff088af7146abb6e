package io.billet.storage.jdbc;

import io.billet.core.InvalidValueException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the tables hold them: whole microseconds since 1970-01-01T00:00:00Z, in no zone and no calendar. */
final class Micros {

    private static final Instant EARLIEST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    private static final Instant LATEST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

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
                : ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
