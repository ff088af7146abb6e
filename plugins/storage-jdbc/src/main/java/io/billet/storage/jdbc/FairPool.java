package io.billet.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
final class FairPool implements Connections {

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
    private volatile boolean outdated;
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
        long deadline = System.nanoTime() + longestWait.toNanos();
        takePermit(deadline);
        while (outdated) {
            permits.release();
            closeAll(deadline);
            takePermit(deadline);
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

    private void takePermit(long deadline) throws NoConnectionException {
        boolean inTheMoment = System.nanoTime() - lastServed < MOMENT_NANOS;
        if ((!inTheMoment && permits.hasQueuedThreads()) || !permits.tryAcquire()) {
            await(1, deadline);
            lastServed = System.nanoTime();
        }
    }

    private void await(int number, long deadline) throws NoConnectionException {
        try {
            if (!permits.tryAcquire(number, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new NoConnectionException(
                        "none of the " + size + " connections became free within " + longestWait.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoConnectionException("the thread was interrupted while it waited for a connection");
        }
    }

    /**
     * Has every connection of now closed before a new one is made: as they come back, those in use too. A database that was
     * closed under its connections may be opened again only when no old connection is left to disturb it.
     */
    void renew() {
        outdated = true;
    }

    private void closeAll(long deadline) throws NoConnectionException {
        await(size, deadline);
        try {
            closeIdle();
            outdated = false;
        } finally {
            permits.release(size);
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
        return !outdated && !connection.isClosed() && connection.getAutoCommit();
    }

    /** Closes the connections; those in use are closed when they come back. Who waits for one does so no longer. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            permits.release(ALL_WHO_WAIT);
            closeIdle();
        }
    }

    /** Does something with a connection. */
    @FunctionalInterface
    interface Act {
        void with(Connection connection) throws SQLException;
    }

    /**
     * Closes the connections as {@link #close()} does, and lets something be done over the last of all, once none is in use.
     *
     * @param patience how long is waited for those in use
     * @return whether it was done
     */
    synchronized boolean close(Act last, Duration patience) {
        if (closed) {
            return true;
        }
        closed = true;
        boolean isDone = isUnused(patience) && isDone(last);
        permits.release(ALL_WHO_WAIT);
        closeIdle();
        return isDone;
    }

    private boolean isUnused(Duration patience) {
        try {
            return permits.tryAcquire(size, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isDone(Act last) {
        try {
            Connection connection = opening.open();
            closeIdle();
            last.with(connection);
            return true;
        } catch (SQLException e) {
            LOG.debug("What was to be done last could not be", e);
            return false;
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
