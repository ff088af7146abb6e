package io.billet.storage.jdbc;

import io.billet.core.BlogException;
import io.billet.storage.api.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.Update;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Runs the work of the stores: reads in statements of their own, writes in transactions that are repeated when another
 * transaction made them fail. Whatever goes wrong leaves as a {@link BlogException}.
 */
final class Database {

    /** What a message begins with when there is no connection yet. */
    static final String COULD_NOT_CONNECT = "Could not connect to the database";

    private static final int MAX_ATTEMPTS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    private final Connections connections;
    private final Jdbi jdbi;
    private final Dialect dialect;
    private final boolean setsIsolation;
    private volatile boolean closed;

    private Database(Connections connections, Jdbi jdbi, Dialect dialect, boolean setsIsolation) {
        this.connections = connections;
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.setsIsolation = setsIsolation;
    }

    /**
     * @param tablePrefix checked
     */
    static Database connect(Connections connections, String tablePrefix) {
        try {
            Connection connection = connections.openConnection();
            try {
                Dialect dialect = Dialect.of(connection);
                boolean setsIsolation = connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED;
                return new Database(connections, configured(connections, dialect, tablePrefix), dialect, setsIsolation);
            } finally {
                connections.closeConnection(connection);
            }
        } catch (SQLException e) {
            throw new StorageException(
                    connections
                            .reason(e)
                            .map(reason -> COULD_NOT_CONNECT + ": " + reason)
                            .orElse(COULD_NOT_CONNECT),
                    e);
        }
    }

    private static Jdbi configured(Connections connections, Dialect dialect, String tablePrefix) {
        Jdbi jdbi = Jdbi.create(connections);
        jdbi.define("prefix", tablePrefix);
        jdbi.registerArgument(new UuidArguments(dialect));
        // Parameters are personal data and have no place in messages.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    Dialect dialect() {
        return dialect;
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** Calls fail from now on, and the connections that are the storage's own are closed. */
    void close() {
        closed = true;
        connections.close();
    }

    /**
     * Reads, in one statement: it sees one state of the tables.
     *
     * @param doing what is done, to be read after "failed to"
     */
    <T> T read(String doing, Function<Handle, T> work) {
        return repeatedly(
                doing,
                failure -> dialect.isLostRace(failure) || connections.isLost(failure),
                () -> jdbi.withHandle(handle -> reported(() -> work.apply(handle))));
    }

    /**
     * Writes in one transaction.
     *
     * @param doing what is done, to be read after "failed to"
     * @throws UniqueViolation if a unique constraint was violated; the transaction is rolled back
     */
    <T> T write(String doing, Function<Handle, T> work) {
        return repeatedly(doing, dialect::isLostRace, () -> {
            connections.prepareToWrite();
            return jdbi.withHandle(handle -> reported(() -> setsIsolation
                    ? handle.inTransaction(TransactionIsolationLevel.READ_COMMITTED, work::apply)
                    : handle.inTransaction(work::apply)));
        });
    }

    /** Reports a failure before the connection goes back. */
    private <T> T reported(Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            sqlFailure(e).ifPresent(connections::failed);
            throw e;
        }
    }

    /** Something personal was erased: where the storage keeps the file itself, its octets go from there when it is closed. */
    void erased() {
        connections.erased();
    }

    /**
     * Inserts a row, or ends the transaction with what its unique constraint means.
     *
     * @param taken for the case that the constraint is violated
     */
    void insertUnless(Update insertion, Supplier<BlogException> taken) {
        try {
            insertion.execute();
        } catch (JdbiException e) {
            if (sqlFailure(e).filter(dialect::isUniqueViolation).isPresent()) {
                throw taken.get();
            }
            throw e;
        }
    }

    <T> RowMapper<T> mapper(Row.Reader<T> reader) {
        return Row.mapper(dialect, reader);
    }

    /** An argument for a column that {@link Row#longText} reads. */
    Argument longText(String text) {
        return (position, statement, context) -> dialect.bindLongText(statement, position, text);
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws NoConnectionException;
    }

    private <T> T repeatedly(String doing, Predicate<SQLException> mayBeRepeated, Attempt<T> attempt) {
        for (int attempts = 1; ; attempts++) {
            if (closed) {
                throw new IllegalStateException("this storage is closed");
            }
            try {
                return attempt.make();
            } catch (NoConnectionException e) {
                throw storageException(doing, Optional.of(e), e);
            } catch (JdbiException e) {
                Optional<SQLException> failure = sqlFailure(e);
                if (failure.filter(dialect::isUniqueViolation).isPresent()) {
                    throw new UniqueViolation(e);
                }
                if (failure.filter(mayBeRepeated).isEmpty() || attempts == MAX_ATTEMPTS) {
                    throw storageException(doing, failure, e);
                }
                pause(doing, attempts);
            }
        }
    }

    private static void pause(String doing, int attempts) {
        try {
            int longest = Math.min(LONGEST_PAUSE_MILLIS, 1 << Math.min(attempts, 10));
            Thread.sleep(1 + ThreadLocalRandom.current().nextInt(longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while waiting to " + doing + "; nothing has been changed", e);
        }
    }

    static Optional<SQLException> sqlFailure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    private StorageException storageException(String doing, Optional<SQLException> failure, Exception thrown) {
        String reason =
                failure.flatMap(connections::reason).map(text -> ": " + text).orElse("");
        return new StorageException(
                "The database failed to " + doing + reason + outcome(failure, thrown),
                failure.map(Exception.class::cast).orElse(thrown));
    }

    private String outcome(Optional<SQLException> failure, Exception thrown) {
        boolean nothingDone = thrown instanceof ConnectionException
                || thrown instanceof NoConnectionException
                || failure.filter(FailureReason::isReadOnly).isPresent();
        if (nothingDone) {
            return "; nothing has been changed";
        }
        boolean connectionLost = failure.filter(connections::isLost).isPresent()
                || failure.map(SQLException::getSQLState)
                        .filter(state -> state.startsWith("08") || state.startsWith("57P"))
                        .isPresent();
        return connectionLost ? "; the connection was lost, so whether it took effect is not known" : "";
    }

    private static final class UuidArguments extends AbstractArgumentFactory<UUID> {

        private final Dialect dialect;

        UuidArguments(Dialect dialect) {
            super(Types.OTHER);
            this.dialect = dialect;
        }

        @Override
        protected Argument build(UUID value, ConfigRegistry config) {
            return (position, statement, context) -> dialect.bindUuid(statement, position, value);
        }
    }
}
