package io.billet.engine.testing;

import io.billet.engine.spi.JobRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A runner that runs what is due when a test says so, in the test's thread.
 *
 * <pre>{@code
 * SettableClock clock = SettableClock.at(Instant.parse("2026-11-22T08:00:00Z"));
 * ManualJobRunner jobs = ManualJobRunner.of(clock);
 * Blog blog = Blog.builder().site(site).clock(clock).mailer(mailer).jobRunner(jobs).start();
 * blog.subscribers().subscribe(request);
 * jobs.runDue();                        // the mail is sent
 * jobs.advance(Duration.ofDays(1));     // what was scheduled for today is published
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class ManualJobRunner implements JobRunner {

    private static final int MOST_AT_ONCE = 100_000;

    /** A run that is wanted. */
    private record Run(String name, Runnable work, Instant at) {}

    private final SettableClock clock;
    private final List<Run> waiting = new ArrayList<>();

    private ManualJobRunner(SettableClock clock) {
        this.clock = clock;
    }

    /**
     * Returns a runner that goes by a clock.
     *
     * @param clock the blog's
     */
    public static ManualJobRunner of(SettableClock clock) {
        return new ManualJobRunner(clock);
    }

    @Override
    public synchronized Appointment schedule(String name, Runnable work, Duration delay) {
        Run run = new Run(name, work, clock.instant().plus(delay));
        waiting.add(run);
        return () -> cancel(run);
    }

    private synchronized void cancel(Run run) {
        waiting.removeIf(each -> each == run);
    }

    /**
     * Runs what is due now, and what that makes due, until nothing is.
     *
     * @return how many runs that were
     * @throws IllegalStateException after 100,000 runs: there is no end to it
     */
    public int runDue() {
        int runs = 0;
        for (Optional<Run> next = takeUntil(clock.instant()); next.isPresent(); next = takeUntil(clock.instant())) {
            if (++runs > MOST_AT_ONCE) {
                throw new IllegalStateException(
                        "there is no end to " + next.get().name());
            }
            next.get().work().run();
        }
        return runs;
    }

    /**
     * Moves the clock on, and runs on the way what comes due, each at its time.
     *
     * @param duration how far; zero or more
     * @return how many runs that were
     */
    public int advance(Duration duration) {
        Instant end = clock.instant().plus(duration);
        int runs = runDue();
        for (Optional<Instant> next = nextAt(end); next.isPresent(); next = nextAt(end)) {
            clock.set(next.get());
            runs += runDue();
        }
        clock.set(end);
        return runs;
    }

    /** Returns the names of what waits for its time, in order. */
    public synchronized List<String> waiting() {
        return waiting.stream()
                .sorted(Comparator.comparing(Run::at))
                .map(Run::name)
                .toList();
    }

    private synchronized Optional<Run> takeUntil(Instant time) {
        Optional<Run> first =
                waiting.stream().filter(run -> !run.at().isAfter(time)).min(Comparator.comparing(Run::at));
        first.ifPresent(run -> waiting.removeIf(each -> each == run));
        return first;
    }

    private synchronized Optional<Instant> nextAt(Instant end) {
        return waiting.stream().map(Run::at).filter(at -> !at.isAfter(end)).min(Comparator.naturalOrder());
    }
}
