package io.billet.web.jdk;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for clients, and gives up those who let a thread wait for too long: reads and writes of the JDK's server block
 * without a limit, but its sockets are interruptible channels, so interrupting the thread closes the connection and ends
 * the call. Only a thread that waits is interrupted, never one that works.
 *
 * <p>Thread-safe.
 */
final class Patience implements AutoCloseable {

    /** How long a client may let a thread wait while there are more of them than there is place for. */
    static final Duration WHILE_CROWDED = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(BlogServer.class);

    private static final long TICK_MILLIS = 250;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
    private static final long REPORT_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Waits for a client. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException;
    }

    private final BooleanSupplier crowded;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final Thread watch;
    private volatile long clock;
    private volatile boolean closing;
    private volatile boolean closed;
    private long givenUp;
    private long reportedAt;

    /** @param crowded whether waiting clients take the place of others at this moment */
    Patience(BooleanSupplier crowded) {
        this.crowded = crowded;
        watch = new Thread(null, this::watch, "billet-http-patience", 0, false);
        watch.setDaemon(true);
        reportedAt = System.nanoTime() - REPORT_NANOS;
    }

    void start() {
        watch.start();
    }

    /** Begins to wait in this thread for at most that long; the wait must be {@linkplain Wait#end ended}. */
    Wait begin(long nanos) {
        Wait wait = new Wait(nanos);
        waits.add(wait);
        if (closed) {
            wait.cut();
        }
        return wait;
    }

    /**
     * Makes a call that waits for a client.
     *
     * @throws SlowClientException if the client was given up, though the call itself came to an end
     */
    <T> T await(long nanos, Call<T> call) throws IOException {
        Wait wait = begin(nanos);
        T result;
        try {
            result = call.run();
        } catch (IOException | RuntimeException | Error e) {
            wait.end();
            throw e;
        }
        if (wait.end()) {
            throw new SlowClientException();
        }
        return result;
    }

    /** From now on no client is waited for longer than while it is crowded. */
    void hurry() {
        closing = true;
    }

    /** Gives up all clients that are waited for, now and later. */
    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        waits.forEach(Wait::cut);
    }

    /**
     * Returns the time in nanoseconds, kept to a quarter of a second. When the whole process stands still, it does too: that
     * is no client's fault.
     */
    long clock() {
        return clock;
    }

    private void watch() {
        long before = System.nanoTime();
        long time = 0;
        while (!closed) {
            try {
                Thread.sleep(TICK_MILLIS);
                long now = System.nanoTime();
                time += Math.min(now - before, 2 * TICK_NANOS);
                clock = time;
                before = now;
                look(closing || crowded.getAsBoolean(), now);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // Without this thread one slow client would be enough again; a lack of memory passes.
                LOG.error("Slow clients could not be looked for", e);
            }
        }
    }

    private void look(boolean hurry, long now) {
        for (Wait wait : waits) {
            if (wait.isTooLong(hurry)) {
                wait.cut();
                givenUp++;
            }
        }
        if (hurry && givenUp > 0 && now - reportedAt >= REPORT_NANOS) {
            LOG.warn("Slow clients took the places of others; cut off since the last report: {}", givenUp);
            givenUp = 0;
            reportedAt = now;
        }
    }

    /** That this thread waits for a client. */
    final class Wait {

        private final Thread thread = Thread.currentThread();
        private final long since = clock;
        private final long limit;
        private boolean over;
        private boolean cut;

        private Wait(long nanos) {
            limit = nanos;
        }

        /** Returns for how long it has waited, in nanoseconds. */
        long waited() {
            return clock - since;
        }

        /** Returns whether the client was given up. From then on the thread is interrupted no more by this. */
        boolean end() {
            waits.remove(this);
            synchronized (this) {
                over = true;
                if (cut) {
                    // The interruption was meant for the socket, and must not reach a database.
                    Thread.interrupted();
                }
                return cut;
            }
        }

        private boolean isTooLong(boolean hurry) {
            // It may have begun a tick after its time says.
            return waited() - TICK_NANOS > (hurry ? Math.min(limit, WHILE_CROWDED.toNanos()) : limit);
        }

        private synchronized void cut() {
            if (!over && !cut) {
                cut = true;
                thread.interrupt();
            }
        }
    }
}
