package io.billet.engine.internal.newsletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads in which an issue is sent, one for each connection and one that keeps them supplied: there while there is something to
 * send, and a moment longer. They are not the runner's, whose other work would wait for slow mail servers. For one run at a time.
 */
final class SenderThreads {

    private static final Logger log = LoggerFactory.getLogger(SenderThreads.class);
    private static final int IDLE_SECONDS = 5;

    private final int count;
    private final ThreadPoolExecutor threads;
    private List<Future<?>> running = List.of();
    private Optional<Future<?>> supply = Optional.empty();
    private volatile boolean isClosed;

    /** @param owner stands in the threads' names */
    SenderThreads(String owner, int count) {
        this.count = count;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                count + 1, count + 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "billet-" + owner + "-letters-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Has the one that supplies the others do something, now. */
    <T> Future<T> supply(Callable<T> work) {
        Future<T> begun = threads.submit(work);
        supply = Optional.of(begun);
        return begun;
    }

    /** Returns what a supply has failed of, to be thrown. */
    static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }

    /** Runs the work in one for each connection. */
    void run(Runnable work) {
        List<Future<?>> begun = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            begun.add(threads.submit(work));
        }
        running = begun;
    }

    /** Returns once all of them have ended. What the supply has failed of is told by its future. */
    void await() throws InterruptedException {
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                log.error("A thread that sends an issue has failed", e.getCause());
            }
        }
        running = List.of();
        if (supply.isPresent()) {
            try {
                supply.get().get();
            } catch (ExecutionException e) {
                // Known to who has its future.
            }
            supply = Optional.empty();
        }
    }

    /** Has what is not begun go back. */
    void close() {
        isClosed = true;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Ends the threads. */
    void end() {
        isClosed = true;
        threads.shutdown();
    }
}
