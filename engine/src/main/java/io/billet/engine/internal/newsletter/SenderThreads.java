package io.billet.engine.internal.newsletter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads in which an issue is sent, one for each connection: there while there is something to send, and a moment longer. They
 * are not the runner's, whose other work would wait for slow mail servers. For one run at a time.
 */
final class SenderThreads {

    private static final Logger log = LoggerFactory.getLogger(SenderThreads.class);
    private static final int IDLE_SECONDS = 5;

    private final int count;
    private final ThreadPoolExecutor threads;
    private List<Future<?>> running = List.of();
    private volatile boolean isClosed;

    /** @param owner stands in the threads' names */
    SenderThreads(String owner, int count) {
        this.count = count;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "billet-" + owner + "-letters-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs the work in all of them. */
    void run(Runnable work) {
        List<Future<?>> begun = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            begun.add(threads.submit(work));
        }
        running = begun;
    }

    /** Returns once all of them have ended. */
    void await() throws InterruptedException {
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                log.error("A thread that sends an issue has failed", e.getCause());
            }
        }
        running = List.of();
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
