package io.billet.engine.internal.job;

import io.billet.engine.BackgroundJob;
import io.billet.engine.FailureLog;
import io.billet.engine.spi.JobRunner;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of one blog: which of them run here, and what is said when something waits for one that does not. Thread-safe. */
public final class Jobs {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final FailureLog failures = new FailureLog(log);
    private static final int THREADS = 2;

    private final String owner;
    private final Optional<JobRunner> given;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<BackgroundJob, Work> works = new EnumMap<>(BackgroundJob.class);
    private final Map<BackgroundJob, ScheduledJob> running = new EnumMap<>(BackgroundJob.class);
    private final Set<BackgroundJob> warned = EnumSet.noneOf(BackgroundJob.class);
    private @Nullable JobRunner own;
    private boolean isClosed;

    /**
     * Creates the jobs of a blog, none of which runs.
     *
     * @param owner  stands in the names of threads
     * @param given  the host's runner; without one there are two threads, from the first start on
     * @param clock  the blog's
     * @param random thread-safe
     */
    public Jobs(String owner, Optional<JobRunner> given, InstantSource clock, RandomGenerator random) {
        this.owner = owner;
        this.given = given;
        this.clock = clock;
        this.random = random;
    }

    /** Says what a job does; before it is started. */
    public synchronized void define(BackgroundJob job, Work work) {
        works.put(job, work);
    }

    /** Starts jobs; one that runs is left alone. */
    public synchronized void start(Set<BackgroundJob> wanted) {
        if (isClosed) {
            throw new IllegalStateException("the blog is closed");
        }
        JobRunner runner = given.orElseGet(this::ownRunner);
        for (BackgroundJob job : wanted) {
            Work work = works.get(job);
            if (work != null && !isRunning(job)) {
                ScheduledJob started = new ScheduledJob(job + " of " + owner, work, runner, clock, random, failures);
                running.put(job, started);
                started.wake();
            }
        }
    }

    private JobRunner ownRunner() {
        if (own == null) {
            own = JobRunner.threads(owner, THREADS);
        }
        return own;
    }

    /** Tells a job that there is something to do; if it does not run here, says so once. */
    public void wake(BackgroundJob job, String whatWaits) {
        Optional<ScheduledJob> woken = find(job, whatWaits);
        woken.ifPresent(ScheduledJob::wake);
    }

    /** Tells a job, if it runs here, that there may be something to do. */
    public void nudge(BackgroundJob job) {
        running(job).ifPresent(ScheduledJob::wake);
    }

    private synchronized Optional<ScheduledJob> running(BackgroundJob job) {
        return isRunning(job) ? Optional.ofNullable(running.get(job)) : Optional.empty();
    }

    private synchronized Optional<ScheduledJob> find(BackgroundJob job, String whatWaits) {
        if (isRunning(job)) {
            return Optional.ofNullable(running.get(job));
        }
        if (!isClosed && warned.add(job)) {
            log.warn(
                    "{} waits, and the blog at {} does not run the job {}: build it with start() in place of build(),"
                            + " call start() later, or have another node do it",
                    whatWaits,
                    owner,
                    job.name());
        }
        return Optional.empty();
    }

    /** Returns whether a job runs here. */
    public synchronized boolean isRunning(BackgroundJob job) {
        ScheduledJob known = running.get(job);
        return known != null && !known.hasEnded();
    }

    /**
     * Ends the jobs, waiting for what runs until a time.
     *
     * @param deadline by {@link System#nanoTime()}
     * @return which jobs still run
     */
    public List<BackgroundJob> end(long deadline) throws InterruptedException {
        List<BackgroundJob> unfinished = new ArrayList<>();
        for (Map.Entry<BackgroundJob, ScheduledJob> job : ended().entrySet()) {
            if (!job.getValue().awaitEnd(deadline)) {
                unfinished.add(job.getKey());
            }
        }
        return unfinished;
    }

    private synchronized Map<BackgroundJob, ScheduledJob> ended() {
        isClosed = true;
        running.values().forEach(ScheduledJob::end);
        return new EnumMap<>(running);
    }

    /** Ends threads of the blog's own, interrupting what still runs in them. */
    public synchronized void release() {
        isClosed = true;
        if (own != null) {
            own.close();
        }
    }
}
