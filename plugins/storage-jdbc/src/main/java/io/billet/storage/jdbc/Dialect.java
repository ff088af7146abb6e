package io.billet.storage.jdbc;

import io.billet.storage.api.StorageException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Everything in which the databases differ, except the files in {@code ddl/}. */
enum Dialect {
    H2(Set.of("23505"), Set.of("40001", "HYT00", "90131")) {

        /** A VARCHAR holds at most this many characters, a LOB would be written and removed outside of transactions. */
        private static final int MAX_VARCHAR = 1_048_576;

        /** H2 compares as {@code String} does, by UTF-16. */
        @Override
        boolean ordersByCodePoint() {
            return false;
        }

        @Override
        void bindLongText(PreparedStatement statement, int position, String text) throws SQLException {
            if (text.length() <= MAX_VARCHAR) {
                statement.setObject(position, new String[] {text});
                return;
            }
            int cut = Character.isHighSurrogate(text.charAt(MAX_VARCHAR - 1)) ? MAX_VARCHAR - 1 : MAX_VARCHAR;
            statement.setObject(position, new String[] {text.substring(0, cut), text.substring(cut)});
        }

        @Override
        String readLongText(ResultSet row, String column) throws SQLException {
            Object[] parts = (Object[]) row.getArray(column).getArray();
            return Arrays.stream(parts).map(String.class::cast).collect(Collectors.joining());
        }

        @Override
        String alongIndexOfList(String index) {
            return " USE INDEX (<prefix>" + index + ")";
        }

        @Override
        boolean keepsAcknowledgedCommits(Handle handle) {
            return text(handle, "SELECT DATABASE_PATH()") != null
                    && Set.of("0").equals(Set.copyOf(Requirements.h2Settings(handle, "WRITE_DELAY")))
                    && isDurableRelease(text(handle, "SELECT H2VERSION()"));
        }

        @Override
        boolean isSharedByProcesses(Handle handle) throws SQLException {
            String url = handle.getConnection().getMetaData().getURL().toUpperCase(Locale.ROOT);
            return url.startsWith("JDBC:H2:TCP:") || url.startsWith("JDBC:H2:SSL:") || url.contains("AUTO_SERVER=TRUE");
        }

        @Override
        String durabilityAdvice() {
            return "put it in a file, add ;WRITE_DELAY=0 to its URL, and use H2 2.4.240 or an earlier release:"
                    + " 2.5.252 may lose commits when its process is killed";
        }

        @Override
        void refuseIfUnsuitable(Handle handle) {
            Requirements.ofH2(handle);
        }

        /**
         * DDL commits in H2, so the lock is held by a second connection: a row that it inserts and never commits, on which
         * every other insertion of the same row waits.
         */
        @Override
        void whileAlone(Jdbi jdbi, String name, Consumer<Handle> work) {
            String table = name + "_lock";
            jdbi.useHandle(
                    handle -> handle.execute("CREATE TABLE IF NOT EXISTS " + table + " (id INTEGER PRIMARY KEY)"));
            // Opened, not borrowed: within one thread Jdbi would hand out the same connection twice.
            try (Handle lock = jdbi.open();
                    Handle handle = jdbi.open()) {
                lock.execute("SET LOCK_TIMEOUT " + LOCK_WAIT.toMillis());
                lock.begin();
                try {
                    lock.execute("INSERT INTO " + table + " VALUES (1)");
                    writingAtOnce(handle, table, work);
                } finally {
                    // In this order, as SET commits.
                    lock.rollback();
                    lock.execute("SET LOCK_TIMEOUT 2000");
                }
            }
        }

        /**
         * A file in which each commit is written by itself grows by some 12 KB with each: an empty blog would take more than 1 MB. So as
         * long as there is nothing else in a database, what makes its tables is written at the end.
         */
        private static void writingAtOnce(Handle handle, String lock, Consumer<Handle> work) {
            // Compared here: H2's UPPER goes by the locale of the process, and in Turkish does not make I of i.
            boolean isNew = handle
                    .createQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                            + " WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'")
                    .mapTo(String.class)
                    .list()
                    .stream()
                    .allMatch(lock::equalsIgnoreCase);
            if (!isNew || !Set.of("0").equals(Set.copyOf(Requirements.h2Settings(handle, "WRITE_DELAY")))) {
                work.accept(handle);
                return;
            }
            handle.execute("SET WRITE_DELAY 60000");
            work.accept(handle);
            handle.execute("SET WRITE_DELAY 0");
            handle.execute("CHECKPOINT");
        }
    },

    /** 0A000 is what a prepared statement meets when a column is added meanwhile: the driver prepares it again next time. */
    POSTGRESQL(Set.of("23505"), Set.of("40001", "40P01", "55P03", "0A000")) {

        @Override
        String lockUnlessLocked() {
            return " FOR UPDATE SKIP LOCKED";
        }

        @Override
        String passingOver(String unique) {
            return " ON CONFLICT (" + unique + ") DO NOTHING";
        }

        @Override
        boolean takesArrays() {
            return true;
        }

        @Override
        boolean hasPartialIndexes() {
            return true;
        }

        @Override
        void readInOrderOfIndexes(Handle handle) {
            handle.execute("SET LOCAL enable_sort = off");
        }

        @Override
        boolean confinesWalksByRows() {
            return true;
        }

        /** DDL is transactional here: a migration happens or does not. */
        @Override
        void whileAlone(Jdbi jdbi, String name, Consumer<Handle> work) {
            jdbi.useTransaction(handle -> {
                text(handle, "SELECT pg_advisory_xact_lock(hashtext(current_schema() || '." + name + "'))");
                work.accept(handle);
            });
        }

        @Override
        boolean keepsAcknowledgedCommits(Handle handle) {
            return !"off".equals(text(handle, "SHOW synchronous_commit"));
        }

        @Override
        boolean isSharedByProcesses(Handle handle) {
            return true;
        }

        @Override
        String durabilityAdvice() {
            return "do not set synchronous_commit to off";
        }

        @Override
        void refuseIfUnsuitable(Handle handle) {
            Requirements.ofPostgresql(handle);
        }
    },

    MARIADB(Set.of(), Set.of("40001")) {

        private static final int DUPLICATE_ENTRY = 1062;
        private static final int RECORD_HAS_CHANGED = 1020;
        private static final int LOCK_WAIT_TIMEOUT = 1205;

        /** MariaDB's own UUID type has an order of its own. */
        @Override
        void bindUuid(PreparedStatement statement, int position, UUID value) throws SQLException {
            statement.setBytes(position, SortKey.of(value));
        }

        @Override
        @Nullable UUID readUuid(ResultSet row, String column) throws SQLException {
            byte[] bytes = row.getBytes(column);
            return bytes == null ? null : SortKey.toUuid(bytes);
        }

        @Override
        String alongIndex(String index) {
            return " FORCE INDEX (<prefix>" + index + ")";
        }

        @Override
        boolean ordersByPlaceAlone() {
            return true;
        }

        @Override
        String lockUnlessLocked() {
            return " FOR UPDATE SKIP LOCKED";
        }

        @Override
        void refuseIfUnsuitable(Handle handle) {
            Requirements.ofMariaDb(handle);
        }

        @Override
        boolean isUniqueViolation(SQLException failure) {
            return failure.getErrorCode() == DUPLICATE_ENTRY;
        }

        @Override
        boolean isLostRace(SQLException failure) {
            return super.isLostRace(failure)
                    || failure.getErrorCode() == RECORD_HAS_CHANGED
                    || failure.getErrorCode() == LOCK_WAIT_TIMEOUT;
        }

        @Override
        void whileAlone(Jdbi jdbi, String name, Consumer<Handle> work) {
            jdbi.useHandle(handle -> {
                String lock = "CONCAT(MD5(DATABASE()), '" + name + "')";
                if (!"1".equals(text(handle, "SELECT GET_LOCK(" + lock + ", " + LOCK_WAIT.toSeconds() + ")"))) {
                    throw new StorageException("Another node has been migrating the tables for a minute");
                }
                try {
                    work.accept(handle);
                } finally {
                    text(handle, "SELECT RELEASE_LOCK(" + lock + ")");
                }
            });
        }

        @Override
        boolean keepsAcknowledgedCommits(Handle handle) {
            return "1".equals(text(handle, "SELECT @@innodb_flush_log_at_trx_commit"));
        }

        @Override
        boolean isSharedByProcesses(Handle handle) {
            return true;
        }

        @Override
        String durabilityAdvice() {
            return "set innodb_flush_log_at_trx_commit to 1";
        }
    };

    private static final Duration LOCK_WAIT = Duration.ofMinutes(1);

    /**
     * 2.5.252 writes into the file's header where its newest part begins before it takes note of that part, so that a process
     * that dies soon after a commit may come back without it.
     */
    private static final List<Integer> LAST_DURABLE_H2 = List.of(2, 4, 240);

    private final Set<String> uniqueViolations;
    private final Set<String> lostRaces;

    Dialect(Set<String> uniqueViolations, Set<String> lostRaces) {
        this.uniqueViolations = uniqueViolations;
        this.lostRaces = lostRaces;
    }

    static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String product = database.getDatabaseProductName();
        boolean maria = Stream.of(product, database.getDatabaseProductVersion())
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("mariadb"));
        if (maria) {
            return MARIADB;
        }
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new StorageException(
                        "Billet keeps its tables in H2, PostgreSQL or MariaDB; this DataSource leads to " + product);
        };
    }

    /** The folder of this dialect's DDL, as a resource of this module. */
    final String ddlFolder() {
        return "/io/billet/storage/jdbc/ddl/" + name().toLowerCase(Locale.ROOT);
    }

    void bindUuid(PreparedStatement statement, int position, UUID value) throws SQLException {
        statement.setObject(position, value);
    }

    @Nullable UUID readUuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** For a text of up to {@link io.billet.core.Article#MAX_MARKDOWN} characters. */
    void bindLongText(PreparedStatement statement, int position, String text) throws SQLException {
        statement.setString(position, text);
    }

    String readLongText(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }

    /**
     * What a query ends with that locks the rows it returns and passes over those that others have locked. Empty in H2,
     * which would lock every row that meets the conditions, whatever the limit.
     */
    String lockUnlessLocked() {
        return "";
    }

    /**
     * What follows a table's name to have it read along an index. MariaDB 10.11 takes an index for its first columns only,
     * and reads all rows from the end of the list, or of somebody else's, to the page that is asked for; it prefers its primary key
     * to an index that ends with it. ADR 39 has the plans.
     *
     * @param index the index's name without the table prefix; a constant
     */
    String alongIndex(String index) {
        return "";
    }

    /**
     * What follows a table's name to have rows found by a list of values ({@code IN}). H2 uses the values only if their column comes
     * first in the index, and prefers one that begins with a column of one value: it would read all rows that have it.
     *
     * @param index begins with the column of the list; its name without the table prefix; a constant
     */
    String alongIndexOfList(String index) {
        return "";
    }

    /**
     * What ends an insertion that passes over rows which are there already, if it can; else they are asked for first. PostgreSQL keeps
     * the plan of a question that was made when a table was empty, and reads all of it once it has grown.
     *
     * @param unique the columns by which a row is known
     */
    String passingOver(String unique) {
        return "";
    }

    /** Whether many ids are given as one array. */
    boolean takesArrays() {
        return false;
    }

    /**
     * Has the queries of a transaction walk along indexes and not sort. A thousand rows of a million that are new are no more than a
     * few to PostgreSQL, for as long as it has counted nothing: it reads all of them, sorts them, and keeps the plan.
     */
    void readInOrderOfIndexes(Handle handle) {
        // Others do.
    }

    /** Whether an index may hold some of a table's rows only, by a condition of theirs. */
    boolean hasPartialIndexes() {
        return false;
    }

    /** Whether text is ordered by its code points; else there is a column of its octets to order by. */
    boolean ordersByCodePoint() {
        return true;
    }

    /** Whether a list is ordered by the place of its rows alone, as columns that equal a constant have no say. */
    boolean ordersByPlaceAlone() {
        return false;
    }

    /**
     * Whether a list is confined to its part of an index by comparing rows, not by equality in the leading columns.
     * PostgreSQL takes a column that equals a constant out of the order, and then may walk along a shorter index through
     * all the rows of others: 200,000 comments about older articles before the first about a new one.
     */
    boolean confinesWalksByRows() {
        return false;
    }

    boolean isUniqueViolation(SQLException failure) {
        return failure.getSQLState() != null && uniqueViolations.contains(failure.getSQLState());
    }

    /** Whether a transaction was rolled back because of another one, so that it may be repeated. */
    boolean isLostRace(SQLException failure) {
        return failure.getSQLState() != null && lostRaces.contains(failure.getSQLState());
    }

    /**
     * Does work that only one node may do at a time, and others after it.
     *
     * @param name of what is worked at; made of the table prefix, which has been checked
     */
    abstract void whileAlone(Jdbi jdbi, String name, Consumer<Handle> work);

    /** Whether a commit that returned survives the sudden death of whatever process keeps the database. */
    abstract boolean keepsAcknowledgedCommits(Handle handle) throws SQLException;

    abstract boolean isSharedByProcesses(Handle handle) throws SQLException;

    /** How to make commits durable, to be read after "to change that, ". */
    abstract String durabilityAdvice();

    /** Refuses a database that is set up so that calls would fail late or answer wrongly. */
    abstract void refuseIfUnsuitable(Handle handle);

    /** Whether this release of H2 is known to keep acknowledged commits when its process is killed. */
    static boolean isDurableRelease(@Nullable String version) {
        if (version == null || !version.matches("\\d{1,9}(\\.\\d{1,9}){2}.*")) {
            return false;
        }
        String[] parts = version.split("[^0-9]", 4);
        List<Integer> release = Stream.of(parts).limit(3).map(Integer::valueOf).toList();
        return IntStream.range(0, 3)
                        .map(i -> release.get(i).compareTo(LAST_DURABLE_H2.get(i)))
                        .filter(difference -> difference != 0)
                        .findFirst()
                        .orElse(0)
                <= 0;
    }

    static @Nullable String text(Handle handle, String query) {
        return handle.createQuery(query).mapTo(String.class).findOne().orElse(null);
    }
}
