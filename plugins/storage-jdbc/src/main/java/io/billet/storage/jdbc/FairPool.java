package io.billet.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded number of connections to a database in this process, made when they are needed and kept. Who waits for one sleeps,
 * is served in the order of arrival, and waits for a bounded time. Only in the moment after one was served may somebody who
 * has just come go first: the next in the queue has to be woken, which costs more than a read, and is certain of the
 * moment after. So nobody waits longer than a moment for each who came before.
 *
 * <p>Without threads of its own. Thread-safe.
 */
final class FairPool implements ConnectionFactory {

    private static final Logger LOG = LoggerFactory.getLogger(FairPool.class);

    private static final long MOMENT_NANOS = 2_000_000;

    /** More than there can be threads. */
    private static final int ALL_WHO_WAIT = Integer.MAX_VALUE / 2;

    private final Opening opening;
    private final int size;
    private final Duration longestWait;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile long lastServed = System.nanoTime();
    private volatile boolean closed;

    /** Makes a connection that commits by itself. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    /**
     * @param size        how many connections there are at most; a thread that takes two at once needs as many
     * @param longestWait how long somebody waits for one
     */
    FairPool(Opening opening, int size, Duration longestWait) {
        this.opening = opening;
        this.size = size;
        this.longestWait = longestWait;
        this.permits = new Semaphore(size, true);
    }

    /**
     * @throws NoConnectionException if none became free in time, or the thread was interrupted while it waited, which it
     *                               still is afterwards
     * @throws IllegalStateException if the pool is closed, or was closed meanwhile
     */
    @Override
    public Connection openConnection() throws SQLException {
        if (!takesTheMoment()) {
            await();
        }
        try {
            refuseIfClosed();
            Connection kept = idle.pollFirst();
            return kept == null ? opening.open() : kept;
        } catch (SQLException | RuntimeException | Error e) {
            permits.release();
            throw e;
        }
    }

    private boolean takesTheMoment() {
        boolean inTheMoment = System.nanoTime() - lastServed < MOMENT_NANOS;
        return (inTheMoment || !permits.hasQueuedThreads()) && permits.tryAcquire();
    }

    private void await() throws NoConnectionException {
        try {
            if (!permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new NoConnectionException(
                        "none of the " + size + " connections became free within " + longestWait.toMillis() + " ms");
            }
            lastServed = System.nanoTime();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoConnectionException("the thread was interrupted while it waited for a connection");
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException("this storage is closed");
        }
    }

    /** Keeps the connection for the next, unless it is broken or somebody's transaction is still open in it. */
    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            if (isToBeKept(connection)) {
                idle.addFirst(connection);
            } else {
                close(connection);
            }
        } finally {
            permits.release();
        }
        if (closed) {
            // It may have been put back after close() had looked.
            closeIdle();
        }
    }

    private boolean isToBeKept(Connection connection) throws SQLException {
        return !connection.isClosed() && connection.getAutoCommit();
    }

    /** Closes the connections; those in use are closed when they come back. Who waits for one does so no longer. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            permits.release(ALL_WHO_WAIT);
            closeIdle();
        }
    }

    private void closeIdle() {
        for (Connection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
            close(each);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection could not be closed properly", e);
        }
    }
}
