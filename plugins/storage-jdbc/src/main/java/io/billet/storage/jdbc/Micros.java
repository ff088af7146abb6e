package io.billet.storage.jdbc;

import io.billet.storage.api.EpochMicros;
import java.time.Instant;

/** Times as the tables hold them, which is as {@link EpochMicros} makes them. */
final class Micros {

    private Micros() {}

    static long of(Instant instant) {
        return EpochMicros.of(instant);
    }

    /** For a caller's time of any size that is only compared with stored ones: the nearest one that fits serves as well. */
    static long ofNearest(Instant instant) {
        return EpochMicros.ofNearest(instant);
    }

    static Instant toInstant(long micros) {
        return EpochMicros.toInstant(micros);
    }
}
