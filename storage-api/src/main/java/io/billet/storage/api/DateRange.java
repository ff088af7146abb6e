package io.billet.storage.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The times that rows can have: the years 1 to 9999 (UTC), in whole microseconds. */
final class DateRange {

    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** The first time that no row can have. */
    static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private DateRange() {}

    /** Returns the first time that a row can have and that is not before this; {@link #END} if there is none. */
    static Instant firstFrom(Instant at) {
        if (!at.isAfter(EARLIEST)) {
            return EARLIEST;
        }
        if (!at.isBefore(END)) {
            return END;
        }
        Instant cut = at.truncatedTo(ChronoUnit.MICROS);
        return cut.equals(at) ? at : cut.plus(1, ChronoUnit.MICROS);
    }

    /** Returns the first time that a row can have and that is after this; {@link #END} if there is none. */
    static Instant firstAfter(Instant at) {
        return at.isBefore(EARLIEST) || !at.isBefore(END)
                ? firstFrom(at)
                : at.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
    }
}
