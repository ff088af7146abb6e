package io.billet.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What the blog does by itself every now and then. */
final class Maintenance implements AutoCloseable {

    private static final FailureLog failures = new FailureLog(LoggerFactory.getLogger(Maintenance.class));

    private final ScheduledExecutorService timer;

    Maintenance(Duration interval, Runnable... chores) {
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "billet-maintenance");
            thread.setDaemon(true);
            return thread;
        });
        if (!interval.isZero()) {
            List<Runnable> all = List.of(chores);
            timer.scheduleWithFixedDelay(
                    () -> all.forEach(Maintenance::run), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void run(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            failures.error("A chore of the blog, which will be tried again,", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
