package io.billet.engine.internal.limit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a piece of work take the same time whatever it finds: the caller waits until the next tick of a clock that began with
 * the work. A row that is there and one that is not cost a store some hundred microseconds more or less, which a stranger can
 * measure (a thousand requests tell); the ticks are far longer than that, so what is measured is the tick.
 *
 * @param tick how long; zero waits for nothing
 */
public record EqualTime(Duration tick) {

    /** Longer than the writes of a store on a quick disk take, short enough for somebody who has sent a form. */
    public static final EqualTime DEFAULT = new EqualTime(Duration.ofMillis(25));

    public void spend(Runnable work) {
        long begun = System.nanoTime();
        try {
            work.run();
        } finally {
            waitForTick(begun);
        }
    }

    private void waitForTick(long begun) {
        long length = tick.toNanos();
        if (length == 0) {
            return;
        }
        long due = begun + ((System.nanoTime() - begun) / length + 1) * length;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }
}
