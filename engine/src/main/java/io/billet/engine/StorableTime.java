package io.billet.engine;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that tells no time which a model cannot hold, nor one to which the lifetime of a token or a session cannot be
 * added: a machine whose clock is thousands of years off serves its pages all the same.
 */
record StorableTime(InstantSource clock) implements InstantSource {

    /** Before it, identities with a time in them (RFC 9562, version 7) have no number. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9990-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        Instant told = clock.instant();
        if (told.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return told.isAfter(LATEST) ? LATEST : told;
    }
}
