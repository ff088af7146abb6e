package io.billet.mail.smtp;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A few connections that are used again and again. Thread-safe.
 *
 * <p>Whether a connection that has waited is still there is told by the next mail, not by a NOOP before it: between the two it
 * could end as well.
 */
final class SmtpConnections implements AutoCloseable {

    private record Waiting(SmtpConnection connection, long since) {}

    private final SmtpSettings settings;
    private final int messagesPerConnection;
    private final Duration idleTime;
    private final Semaphore places;
    private final ScheduledThreadPoolExecutor watch;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int inUse;
    private @Nullable ScheduledFuture<?> sweep;
    private boolean isClosed;

    SmtpConnections(SmtpSettings settings, int connections, int messagesPerConnection, Duration idleTime) {
        this.settings = settings;
        this.messagesPerConnection = messagesPerConnection;
        this.idleTime = idleTime;
        this.places = new Semaphore(connections, true);
        this.watch = new ScheduledThreadPoolExecutor(2, work -> {
            Thread thread = new Thread(work, "billet-smtp");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        watch.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        watch.setKeepAliveTime(10, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
    }

    /** Takes one of the places; false if none is free for so long, or all is closed. */
    boolean enter(Duration patience) throws InterruptedException {
        if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        synchronized (this) {
            if (!isClosed) {
                inUse++;
                return true;
            }
        }
        places.release();
        return false;
    }

    /** Gives the place back. */
    void leave() {
        synchronized (this) {
            inUse--;
            endWatchIfDone();
        }
        places.release();
    }

    /** Returns the connection that was used last; who asks has a place. */
    synchronized Optional<SmtpConnection> waiting() {
        Waiting last = waiting.pollFirst();
        return last == null ? Optional.empty() : Optional.of(last.connection());
    }

    /** Returns a new connection; who asks has a place. */
    SmtpConnection open() throws MessagingException {
        return SmtpConnection.open(settings, watch);
    }

    /** Takes a connection back, to be used again if it can be. */
    void giveBack(SmtpConnection connection) {
        boolean isKept = connection.isUsable() && connection.sent() < messagesPerConnection && keep(connection);
        if (!isKept) {
            connection.quit();
        }
    }

    private synchronized boolean keep(SmtpConnection connection) {
        if (isClosed) {
            return false;
        }
        waiting.addFirst(new Waiting(connection, System.nanoTime()));
        planSweep(idleTime.toNanos());
        return true;
    }

    private synchronized void planSweep(long nanos) {
        if (sweep == null && !isClosed) {
            sweep = watch.schedule(this::sweep, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Ends those that have waited for long: the server would, with less grace. */
    private void sweep() {
        List<SmtpConnection> over = new ArrayList<>();
        synchronized (this) {
            sweep = null;
            long now = System.nanoTime();
            while (!waiting.isEmpty() && now - waiting.peekLast().since() >= idleTime.toNanos()) {
                over.add(waiting.pollLast().connection());
            }
            if (!waiting.isEmpty()) {
                planSweep(idleTime.toNanos() - (now - waiting.peekLast().since()));
            }
        }
        over.forEach(SmtpConnection::quit);
    }

    /** Ends all connections; one on which a mail is under way ends after it. */
    @Override
    public void close() {
        List<SmtpConnection> over = new ArrayList<>();
        synchronized (this) {
            isClosed = true;
            waiting.forEach(each -> over.add(each.connection()));
            waiting.clear();
        }
        over.forEach(SmtpConnection::quit);
        synchronized (this) {
            endWatchIfDone();
        }
    }

    private synchronized void endWatchIfDone() {
        if (isClosed && inUse == 0) {
            watch.shutdown();
        }
    }
}
