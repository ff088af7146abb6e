package io.billet.web.jdk;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads in which the JDK's server reads requests, and in which they are answered: one for each request under way, as
 * it reads and writes by blocking. They are virtual where that helps, else as many as a bound allows, with small stacks.
 *
 * <p>From its beginning a thread waits for its client, until a handler {@linkplain #requestWait takes over}.
 *
 * <p>Thread-safe.
 */
final class ExchangeThreads implements Executor {

    private static final String NAME = "billet-http-";

    /** Octets; a thread takes of it what it touches. */
    private static final long STACK = 512 * 1_024L;

    private static final long IDLE_SECONDS = 20;

    private final int most;
    private final int comfortable;
    private final long requestNanos;
    private final Patience patience;
    private final Executor threads;
    private final @Nullable ThreadPoolExecutor pool;
    private final AtomicInteger present = new AtomicInteger();
    private final ThreadLocal<Patience.@Nullable Wait> waiting = new ThreadLocal<>();

    /**
     * @param most         requests under way, at least 1; more are refused
     * @param platform     threads of the machine, at least 1, where virtual ones do not help; more requests wait for one
     * @param requestNanos how long a client may take for the head of its request
     */
    ExchangeThreads(int most, int platform, long requestNanos, Patience patience) {
        this.most = most;
        this.requestNanos = requestNanos;
        this.patience = patience;
        ThreadFactory virtual = VirtualThreads.named(NAME).orElse(null);
        if (virtual == null) {
            pool = pool(platform);
            threads = pool;
            comfortable = comfortable(Math.min(most, platform));
        } else {
            pool = null;
            threads = task -> virtual.newThread(task).start();
            comfortable = comfortable(most);
        }
    }

    /** A quarter stays free for those who are not slow. */
    static int comfortable(int places) {
        return places - places / 4;
    }

    private static ThreadPoolExecutor pool(int most) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(null, task, NAME + number.getAndIncrement(), STACK, false);
            thread.setDaemon(true);
            return thread;
        };
        return new ThreadPoolExecutor(
                0, most, IDLE_SECONDS, TimeUnit.SECONDS, new IdleThreadsFirst(), factory, (task, pool) -> {
                    if (pool.isShutdown()) {
                        throw new RejectedExecutionException("closed");
                    }
                    pool.getQueue().add(task);
                });
    }

    /** The pool asks it to take a task before it makes a thread: it does if a thread has nothing to do. */
    private static final class IdleThreadsFirst extends LinkedTransferQueue<Runnable> {

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }

    /** Never waits: it is called by the one thread that accepts connections, which closes one that is refused. */
    @Override
    public void execute(Runnable exchange) {
        if (present.incrementAndGet() > most) {
            present.decrementAndGet();
            throw new RejectedExecutionException("more than " + most + " requests");
        }
        try {
            threads.execute(() -> run(exchange));
        } catch (RuntimeException | Error e) {
            present.decrementAndGet();
            throw e;
        }
    }

    private void run(Runnable exchange) {
        Patience.Wait wait = patience.begin(requestNanos);
        waiting.set(wait);
        try {
            exchange.run();
        } finally {
            wait.end();
            waiting.remove();
            present.decrementAndGet();
        }
    }

    /**
     * Ends the wait for the head of the request that this thread has read.
     *
     * @return how long the client may still take for the rest, in nanoseconds
     * @throws SlowClientException if the client was given up meanwhile
     */
    long requestWait() throws SlowClientException {
        Patience.Wait wait = waiting.get();
        if (wait == null) {
            return requestNanos;
        }
        long waited = wait.waited();
        if (wait.end()) {
            throw new SlowClientException();
        }
        return Math.max(0, requestNanos - waited);
    }

    /** Returns whether so many requests are under way that those of slow clients should not be. */
    boolean isCrowded() {
        return present.get() > comfortable;
    }

    /** Takes no further requests; does not end those that are under way. */
    void shutDown() {
        if (pool != null) {
            pool.shutdown();
        }
    }
}
