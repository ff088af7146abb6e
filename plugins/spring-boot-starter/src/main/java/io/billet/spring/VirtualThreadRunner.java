package io.billet.spring;

import io.billet.engine.spi.JobRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** Runs background work in virtual threads, where {@code spring.threads.virtual.enabled} asks for them. Thread-safe. */
final class VirtualThreadRunner implements JobRunner {

    private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();

    VirtualThreadRunner() {
        scheduler.setVirtualThreads(true);
        scheduler.setThreadNamePrefix("billet-");
    }

    @Override
    public Appointment schedule(String name, Runnable work, Duration delay) {
        ScheduledFuture<?> run =
                scheduler.schedule(work, Clock.systemUTC().instant().plus(delay));
        return () -> run.cancel(false);
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
