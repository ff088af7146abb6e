package io.billet.storage.jdbc;

import io.billet.storage.api.StorageException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * What a database must be set up like. What would make calls fail late, or answer wrongly, is refused at once and in a
 * sentence that names the setting.
 */
final class Requirements {

    /** In the others LIMIT is unknown, a text of no letters is null, or a unique column holds null only once. */
    private static final Set<String> H2_MODES =
            Set.of("REGULAR", "LEGACY", "DB2", "HSQLDB", "MARIADB", "MYSQL", "POSTGRESQL");

    /** H2's LITERALS_ARE_NOT_ALLOWED; H2 itself may not be there. */
    private static final int LITERALS_NOT_ALLOWED = 90116;

    private static final String NO_LIMIT = "18446744073709551615";

    private Requirements() {}

    static void ofH2(Handle handle) {
        refuseIf(forbidsLiterals(handle), "This H2 database has ALLOW_LITERALS set; Billet needs one without");
        String mode = h2Settings(handle, "MODE").stream().findFirst().orElse("REGULAR");
        refuseIf(
                !H2_MODES.contains(mode.toUpperCase(Locale.ROOT)),
                "This H2 database runs in MODE=" + mode + ", in which Billet's statements fail or mean something else; "
                        + "it needs REGULAR, which is the default, or one of LEGACY, DB2, HSQLDB, MariaDB, MySQL and PostgreSQL");
        boolean exact = isTrue(handle, "SELECT 'a' <> 'A' AND 'e' <> 'é' AND 'ss' <> 'ß'");
        boolean ignoresCase = h2Settings(handle, "IGNORECASE").contains("1");
        refuseIf(
                !exact || ignoresCase,
                "This H2 database compares text by a collation or ignores case; "
                        + "Billet needs one without SET COLLATION and IGNORECASE");
        refuseIf(
                "0".equals(Dialect.text(handle, "SELECT LOCK_MODE()")),
                "This H2 database has LOCK_MODE=0, so transactions see each other's changes; Billet needs one without");
    }

    private static boolean forbidsLiterals(Handle handle) {
        try {
            Dialect.text(handle, "SELECT 'a' || 1");
            return false;
        } catch (JdbiException e) {
            Optional<SQLException> failure = Database.sqlFailure(e);
            if (failure.filter(f -> f.getErrorCode() == LITERALS_NOT_ALLOWED).isEmpty()) {
                throw e;
            }
            return true;
        }
    }

    /** H2 may list a setting twice, as it was set and as it is; the columns have other names with OLD_INFORMATION_SCHEMA. */
    static List<String> h2Settings(Handle handle, String name) {
        return handle.createQuery("SELECT * FROM INFORMATION_SCHEMA.SETTINGS")
                .map((row, context) -> name.equals(row.getString(1)) ? row.getString(2) : null)
                .filter(Objects::nonNull)
                .list();
    }

    static void ofPostgresql(Handle handle) {
        refuseIf(
                !"UTF8".equals(Dialect.text(handle, "SHOW server_encoding")),
                "This PostgreSQL database is not encoded in UTF8 and cannot hold every text; "
                        + "create one with ENCODING 'UTF8'");
        refuseIf(
                Dialect.text(handle, "SELECT current_schema()") == null,
                "The search_path of this PostgreSQL connection names no schema that is there, so no table can be made");
    }

    static void ofMariaDb(Handle handle) {
        String mode =
                Optional.ofNullable(Dialect.text(handle, "SELECT @@sql_mode")).orElse("");
        refuseIf(
                List.of(mode.split(",")).contains("EMPTY_STRING_IS_NULL"),
                "This MariaDB connection has EMPTY_STRING_IS_NULL in its sql_mode; Billet needs one without");
        refuseIf(
                !NO_LIMIT.equals(Dialect.text(handle, "SELECT @@sql_select_limit")),
                "This MariaDB connection has an sql_select_limit, which cuts what is read; Billet needs one without");
        refuseIf(
                "0".equals(Dialect.text(handle, "SELECT @@unique_checks")),
                "This MariaDB connection has unique_checks off, on which Billet relies; switch them on");
        String engine = Dialect.text(handle, "SELECT @@enforce_storage_engine");
        refuseIf(
                engine != null && !engine.equalsIgnoreCase("InnoDB"),
                "This MariaDB server makes every table with the engine " + engine
                        + " (enforce_storage_engine); Billet needs InnoDB");
    }

    /** Tries to write nothing: a standby, a user that may not, a database that is read-only tell themselves apart. */
    static void refuseIfReadOnly(Handle handle) {
        try {
            handle.createUpdate("DELETE FROM <prefix>token WHERE hash = :none")
                    .bind("none", "")
                    .execute();
        } catch (JdbiException e) {
            Optional<SQLException> failure = Database.sqlFailure(e);
            if (failure.filter(FailureReason::isReadOnly).isEmpty()) {
                throw e;
            }
            throw new StorageException(
                    "This database is read-only, for this user, on this server or in this state, and Billet writes", e);
        }
    }

    private static boolean isTrue(Handle handle, String query) {
        return "TRUE".equals(Dialect.text(handle, query));
    }

    private static void refuseIf(boolean unsuitable, String because) {
        if (unsuitable) {
            throw new StorageException(because);
        }
    }
}
