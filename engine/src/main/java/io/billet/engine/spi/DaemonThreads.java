package io.billet.engine.spi;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that keep no process alive. */
final class DaemonThreads implements JobRunner {

    private static final int MOST = 100;

    private final ScheduledThreadPoolExecutor threads;

    DaemonThreads(String owner, int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("a runner has 1 to " + MOST + " threads, not " + count);
        }
        AtomicInteger number = new AtomicInteger();
        threads = new ScheduledThreadPoolExecutor(count, task -> {
            Thread thread = new Thread(task, "billet-" + owner + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Appointment schedule(String name, Runnable work, Duration delay) {
        var run = threads.schedule(() -> runAs(name, work), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> run.cancel(false);
    }

    private static void runAs(String name, Runnable work) {
        Thread thread = Thread.currentThread();
        String idle = thread.getName();
        thread.setName(idle + ": " + name);
        try {
            work.run();
        } finally {
            thread.setName(idle);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
