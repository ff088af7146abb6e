package io.billet.engine.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until a test moves it.
 *
 * <pre>{@code
 * SettableClock clock = SettableClock.at(Instant.parse("2026-11-22T08:00:00Z"));
 * Blog blog = Blog.builder().site(site).clock(clock).build();
 * clock.advance(Duration.ofDays(8));   // a link to confirm is too old now
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class SettableClock implements InstantSource {

    private volatile Instant now;

    private SettableClock(Instant now) {
        this.now = now;
    }

    /**
     * Returns a clock.
     *
     * @param now the time it stands at
     */
    public static SettableClock at(Instant now) {
        return new SettableClock(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Moves the clock to a time.
     *
     * @param time the time it is to stand at, later or earlier
     */
    public synchronized void set(Instant time) {
        now = time;
    }

    /**
     * Moves the clock on or back.
     *
     * @param duration how far to move it; negative to set it back
     */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
