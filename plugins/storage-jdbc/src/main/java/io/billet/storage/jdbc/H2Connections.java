package io.billet.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to a database in a file of this process. When H2 cannot write, as on a full disk, it closes the database
 * under everybody. Then this class opens it again, for reading only; a write that comes after a pause, and finds space, has
 * it opened for writing again.
 *
 * <p>Thread-safe.
 */
final class H2Connections implements Connections {

    /** So many that a thread which has to be woken finds company; ADR 37 has the figures. */
    static final int SIZE = 32;

    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** How long nobody tries to write after it failed: a failure costs all readers the time of opening the database again. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    /** How long calls that are under way have before their connections are not waited for. */
    private static final Duration LONGEST_LAST_CALL = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(H2Connections.class);

    private final H2File file;
    private final FairPool pool;
    private final Duration pause;
    private volatile boolean erased;
    private volatile boolean readOnly;
    private volatile String whyReadOnly = "";
    private volatile long failedAt;

    H2Connections(H2File file, Duration pause) {
        this.file = file;
        this.pause = pause;
        this.pool = new FairPool(this::connect, SIZE, LONGEST_WAIT);
    }

    @Override
    public Connection openConnection() throws SQLException {
        return pool.openConnection();
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        pool.closeConnection(connection);
    }

    /** One after the other: the first decides how the database is open, for all. */
    private synchronized Connection connect() throws SQLException {
        if (readOnly) {
            return file.connect(true);
        }
        try {
            return file.connect(false);
        } catch (SQLException e) {
            if (!H2File.isWriteFailure(e) || !file.isBegun()) {
                throw e;
            }
            return connectToRead(e);
        }
    }

    private Connection connectToRead(SQLException because) throws SQLException {
        try {
            Connection connection = file.connect(true);
            stopWriting(because);
            return connection;
        } catch (SQLException e) {
            because.addSuppressed(e);
            throw because;
        }
    }

    @Override
    public void prepareToWrite() throws NoConnectionException {
        if (!readOnly) {
            return;
        }
        if (System.nanoTime() - failedAt < pause.toNanos() || !file.hasSpace()) {
            throw new NoConnectionException(whyReadOnly);
        }
        LOG.info("{} is opened for writing again", file);
        readOnly = false;
        pool.renew();
    }

    @Override
    public boolean isReadOnlyForNow() {
        return readOnly;
    }

    @Override
    public void failed(SQLException failure) {
        if (H2File.isLost(failure)) {
            if (H2File.isWriteFailure(failure)) {
                stopWriting(failure);
            }
            pool.renew();
        }
    }

    private void stopWriting(SQLException failure) {
        failedAt = System.nanoTime();
        whyReadOnly = reason(failure).orElse("it could not be written");
        if (!readOnly) {
            readOnly = true;
            LOG.warn("Nothing can be written, reading goes on: {}", whyReadOnly);
        }
    }

    @Override
    public boolean isLost(SQLException failure) {
        return H2File.isLost(failure);
    }

    @Override
    public Optional<String> reason(SQLException failure) {
        boolean met = readOnly && FailureReason.isReadOnly(failure);
        return met ? Optional.of(whyReadOnly) : file.reason(failure);
    }

    @Override
    public void erased() {
        erased = true;
    }

    /** H2 leaves what was erased in pages of the file that are unused; only a file that is written anew is without it. */
    @Override
    public void close() {
        if (!erased || readOnly) {
            pool.close();
        } else if (!pool.close(H2Connections::writeAnew, LONGEST_LAST_CALL)) {
            LOG.warn(
                    "{} was not written anew when it was closed, so what was erased may be left in unused pages of it: SHUTDOWN"
                            + " COMPACT removes it",
                    file);
        }
    }

    private static void writeAnew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        }
    }
}
