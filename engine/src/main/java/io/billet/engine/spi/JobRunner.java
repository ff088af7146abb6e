package io.billet.engine.spi;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Where blogs run their background work: threads of Billet's own, or the host's executor. One runner may serve any number of
 * blogs; whoever made it closes it, after the blogs.
 *
 * <pre>{@code
 * JobRunner runner = JobRunner.on(scheduledExecutor);
 * Blog news = Blog.builder().site(newsSite).jobRunner(runner).start();
 * Blog notes = Blog.builder().site(notesSite).jobRunner(runner).start();
 * }</pre>
 *
 * <p>For tests there is {@link io.billet.engine.testing.ManualJobRunner}, which runs what is due when it is told to.
 *
 * <p>Implementations must be thread-safe.
 */
public interface JobRunner extends AutoCloseable {

    /** A run that was asked for. */
    @FunctionalInterface
    interface Appointment {

        /** Calls the run off. One that has begun, or was called off before, is left alone. */
        void cancel();
    }

    /**
     * Runs a piece of work once, in another thread than the caller's.
     *
     * @param name  what it is and whose, such as {@code "mail of example.org/blog"}
     * @param work  what to run; it throws nothing and takes as long as a mail or a few calls of a store
     * @param delay how long to wait before; zero or more
     * @return a way to call it off
     * @throws java.util.concurrent.RejectedExecutionException if nothing is run any more
     */
    Appointment schedule(String name, Runnable work, Duration delay);

    /** Ends what the runner owns: threads of its own, not those of a host. By default it does nothing. */
    @Override
    default void close() {}

    /**
     * Returns a runner on daemon threads of its own, which {@link #close()} interrupts and ends. Their names say whose they
     * are and, while something runs, what.
     *
     * @param owner stands in the threads' names, such as the name of an application
     * @param count how many threads; 1 to 100
     * @throws IllegalArgumentException if the number is out of range
     */
    static JobRunner threads(String owner, int count) {
        return new DaemonThreads(owner, count);
    }

    /**
     * Returns a runner on an executor of the host's, which is never shut down by it. Two threads keep a slow mail server from
     * holding up everything else.
     *
     * @param executor runs the work of all blogs that are given this runner
     */
    static JobRunner on(ScheduledExecutorService executor) {
        return (name, work, delay) -> {
            var run = executor.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> run.cancel(false);
        };
    }
}
