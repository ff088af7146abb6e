package io.billet.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long a blog keeps what it needs for a while only; the job {@link BackgroundJob#TIDY} clears it away, once an hour.
 * The fact of consent (what was agreed to, and when) stays as long as there is the subscriber.
 *
 * <p>Immutable and thread-safe.
 *
 * @param evidence    network addresses and agents of consent, from when it was asked; empty: for good
 * @param unconfirmed who has asked for the newsletter and never confirmed, from when they last asked; 8 days or more, as their
 *                    link works for 7; empty: for good
 */
public record Retention(Optional<Duration> evidence, Optional<Duration> unconfirmed) {

    private static final Duration LEAST_UNCONFIRMED = Duration.ofDays(8);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a time is negative, or too short
     */
    public Retention {
        if (evidence.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("evidence is kept for zero or more, not " + evidence.get());
        }
        if (unconfirmed.filter(time -> time.compareTo(LEAST_UNCONFIRMED) < 0).isPresent()) {
            throw new IllegalArgumentException(
                    "who has not confirmed is kept for 8 days or more, as their link works for 7; not "
                            + unconfirmed.get());
        }
    }

    /** Returns the default: evidence for a year, who has not confirmed for 30 days. */
    public static Retention standard() {
        return of(Duration.ofDays(365), Duration.ofDays(30));
    }

    /** Returns a retention that keeps all for good. */
    public static Retention unlimited() {
        return new Retention(Optional.empty(), Optional.empty());
    }

    /**
     * Returns a retention of both.
     *
     * @param evidence    network addresses and agents of consent
     * @param unconfirmed who has never confirmed; 8 days or more
     * @throws IllegalArgumentException if a time is negative, or too short
     */
    public static Retention of(Duration evidence, Duration unconfirmed) {
        return new Retention(Optional.of(evidence), Optional.of(unconfirmed));
    }
}
