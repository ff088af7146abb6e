package io.billet.engine.internal.job;

import io.billet.engine.FailureLog;
import io.billet.engine.internal.job.Work.Next;
import io.billet.engine.spi.JobRunner;
import io.billet.engine.spi.JobRunner.Appointment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One piece of background work of one blog, which is in its runner once at most: it waits for its next run, or runs. Idle, it
 * looks again after a second, two, four, up to thirty, each a fifth more or less by chance, so that many blogs and nodes do
 * not ask one database at the same moment.
 *
 * <p>Thread-safe.
 */
final class ScheduledJob {

    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);
    private static final double SPREAD = 0.2;

    private enum State {
        WAITING,
        RUNNING,
        ENDED
    }

    private final String name;
    private final Work work;
    private final JobRunner runner;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final FailureLog failures;
    private State state = State.WAITING;
    private @Nullable Appointment appointment;
    private Duration idle = SHORTEST_IDLE;
    private boolean isDue;
    private boolean wasWoken;
    private boolean isInRunner;
    private long turn;

    ScheduledJob(
            String name,
            Work work,
            JobRunner runner,
            InstantSource clock,
            RandomGenerator random,
            FailureLog failures) {
        this.name = name;
        this.work = work;
        this.runner = runner;
        this.clock = clock;
        this.random = random;
        this.failures = failures;
    }

    /** Has it run as soon as the runner can. Once it is awake, further calls cost next to nothing. */
    synchronized void wake() {
        idle = SHORTEST_IDLE;
        if (state == State.RUNNING) {
            wasWoken = true;
        } else if (state == State.WAITING && !isDue) {
            schedule(Duration.ZERO);
        }
    }

    private void schedule(Duration delay) {
        if (appointment != null) {
            appointment.cancel();
        }
        long mine = ++turn;
        state = State.WAITING;
        isDue = delay.isZero();
        try {
            appointment = runner.schedule(name, () -> run(mine), delay);
        } catch (RejectedExecutionException e) {
            state = State.ENDED;
            failures.error("The job " + name + ", whose runner takes no work any more,", e);
        }
    }

    private void run(long mine) {
        synchronized (this) {
            // One that was called off too late has nothing to do: another is on its way.
            if (mine != turn || state != State.WAITING) {
                return;
            }
            state = State.RUNNING;
            isInRunner = true;
            appointment = null;
            wasWoken = false;
        }
        Next next = Next.IDLE;
        try {
            next = work.run();
        } catch (Throwable e) {
            failures.error("The job " + name + ", which will be tried again,", e);
        } finally {
            finish(next);
        }
    }

    private synchronized void finish(Next next) {
        isInRunner = false;
        notifyAll();
        if (state == State.RUNNING) {
            schedule(wasWoken || next.more() ? atOnce() : untilNext(next));
        }
    }

    private Duration atOnce() {
        idle = SHORTEST_IDLE;
        return Duration.ZERO;
    }

    private Duration untilNext(Next next) {
        Duration nap = Duration.ofNanos((long) (idle.toNanos() * (1 + SPREAD * (2 * random.nextDouble() - 1))));
        Duration doubled = idle.multipliedBy(2);
        idle = doubled.compareTo(LONGEST_IDLE) < 0 ? doubled : LONGEST_IDLE;
        return next.noLaterThan()
                .map(time -> Duration.between(clock.instant(), time))
                .filter(left -> left.compareTo(nap) < 0)
                // Not less: a clock that stands still must not make it run in circles.
                .map(left -> left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left)
                .orElse(nap);
    }

    /** Has it run no more; what runs now goes on to its end. */
    synchronized void end() {
        state = State.ENDED;
        if (appointment != null) {
            appointment.cancel();
            appointment = null;
        }
    }

    synchronized boolean hasEnded() {
        return state == State.ENDED;
    }

    /** Returns whether nothing of it runs any more. */
    synchronized boolean awaitEnd(long deadline) throws InterruptedException {
        for (long left = deadline - System.nanoTime(); isInRunner && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !isInRunner;
    }
}
