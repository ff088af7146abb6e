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
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.ConnectionFactory;
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

    private static final int MAX_ATTEMPTS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    private final Jdbi jdbi;
    private final Dialect dialect;
    private final boolean setsIsolation;
    private volatile boolean closed;

    private Database(Jdbi jdbi, Dialect dialect, boolean setsIsolation) {
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.setsIsolation = setsIsolation;
    }

    /**
     * @param tablePrefix checked
     */
    static Database connect(ConnectionFactory connections, String tablePrefix) {
        try {
            Connection connection = connections.openConnection();
            try {
                Dialect dialect = Dialect.of(connection);
                boolean setsIsolation = connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED;
                return new Database(configured(connections, dialect, tablePrefix), dialect, setsIsolation);
            } finally {
                connections.closeConnection(connection);
            }
        } catch (SQLException e) {
            throw new StorageException("Could not connect to the database", e);
        }
    }

    private static Jdbi configured(ConnectionFactory connections, Dialect dialect, String tablePrefix) {
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

    void close() {
        closed = true;
    }

    /**
     * Reads, in one statement: it sees one state of the tables.
     *
     * @param doing what is done, to be read after "failed to"
     */
    <T> T read(String doing, Function<Handle, T> work) {
        return repeatedly(doing, () -> jdbi.withHandle(work::apply));
    }

    /**
     * Writes in one transaction.
     *
     * @param doing what is done, to be read after "failed to"
     * @throws UniqueViolation if a unique constraint was violated; the transaction is rolled back
     */
    <T> T write(String doing, Function<Handle, T> work) {
        return repeatedly(
                doing,
                () -> setsIsolation
                        ? jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, work::apply)
                        : jdbi.inTransaction(work::apply));
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

    private <T> T repeatedly(String doing, Supplier<T> attempt) {
        for (int attempts = 1; ; attempts++) {
            if (closed) {
                throw new IllegalStateException("this storage is closed");
            }
            try {
                return attempt.get();
            } catch (JdbiException e) {
                Optional<SQLException> failure = sqlFailure(e);
                if (failure.filter(dialect::isUniqueViolation).isPresent()) {
                    throw new UniqueViolation(e);
                }
                if (failure.filter(dialect::isLostRace).isEmpty() || attempts == MAX_ATTEMPTS) {
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

    private static Optional<SQLException> sqlFailure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    private static StorageException storageException(
            String doing, Optional<SQLException> failure, JdbiException thrown) {
        return new StorageException(
                "The database failed to " + doing
                        + failure.filter(NoConnectionException.class::isInstance)
                                .map(e -> ": " + e.getMessage())
                                .orElse("")
                        + outcome(failure, thrown),
                failure.map(Exception.class::cast).orElse(thrown));
    }

    private static String outcome(Optional<SQLException> failure, JdbiException thrown) {
        if (thrown instanceof ConnectionException) {
            return "; nothing has been changed";
        }
        boolean connectionLost = failure.map(SQLException::getSQLState)
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
