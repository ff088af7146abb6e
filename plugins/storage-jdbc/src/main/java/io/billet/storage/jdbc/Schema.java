package io.billet.storage.jdbc;

import io.billet.storage.api.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of one blog and their version. Each file in {@code ddl/} makes the tables one version younger, and writes the
 * version into the history table itself, so that it does not matter who runs it: Billet, Flyway, Liquibase or a person.
 */
final class Schema {

    /** All versions, the first to the last. Blogs have run them: what is in this list is never changed, only added to. */
    static final List<String> FILES = List.of(
            "V1__initial.sql",
            "V2__notes_of_tokens.sql",
            "V3__more_of_articles.sql",
            "V4__upgrades_and_changes.sql",
            "V5__kinds_and_staged_edits.sql",
            "V6__threads.sql",
            "V7__consent_and_planned_issues.sql",
            "V8__outbox.sql",
            "V9__declined_topics.sql",
            "V10__ledger_in_fewer_indexes.sql");

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private final Jdbi jdbi;
    private final Dialect dialect;
    private final String prefix;
    private final String folder;
    private final List<String> files;

    /**
     * @param folder of the files, as a resource
     * @param files  their names; the version of each is its place in the list, from 1 on
     */
    Schema(Database database, String prefix, String folder, List<String> files) {
        this.jdbi = database.jdbi();
        this.dialect = database.dialect();
        this.prefix = prefix;
        this.folder = folder;
        this.files = List.copyOf(files);
    }

    /** Brings the tables to the newest version; of several nodes that start at once, one does it. */
    void migrate() {
        int found = versionAsFarAsKnown();
        jdbi.useHandle(handle -> refuseNewer(found, handle));
        if (found < files.size()) {
            // Asked again inside: another node may have been faster.
            dialect.whileAlone(jdbi, prefix + "schema", handle -> {
                int current = version(handle);
                refuseNewer(current, handle);
                migrateFrom(current, handle);
            });
        }
    }

    /** H2 may fail to look at a table that another node makes at that moment; it is looked at again when none does. */
    private int versionAsFarAsKnown() {
        try {
            return version();
        } catch (JdbiException e) {
            LOG.debug("the version of the tables is asked for again", e);
            return 0;
        }
    }

    /**
     * @throws SchemaVersionException if the tables are not of the newest version
     */
    void check() {
        int found = version();
        jdbi.useHandle(handle -> refuseNewer(found, handle));
        if (found < files.size()) {
            String missing = files.subList(found, files.size()).stream()
                    .map(file -> folder.substring(1) + "/" + file)
                    .collect(Collectors.joining(", "));
            throw new SchemaVersionException(
                    "The tables " + prefix + "* are of version " + found
                            + ", this release of Billet works with version "
                            + files.size() + ", and autoMigrate is off. Run in this order, with ${prefix} replaced by "
                            + prefix + ": " + missing,
                    found,
                    files.size());
        }
    }

    private int version() {
        return jdbi.withHandle(this::version);
    }

    private int version(Handle handle) {
        return hasHistory(handle)
                ? handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM <prefix>schema_history")
                        .mapTo(Integer.class)
                        .one()
                : 0;
    }

    /** Asked of the schema in use only: another schema may hold another blog under the same names. */
    private boolean hasHistory(Handle handle) {
        String table = prefix + "schema_history";
        try {
            return isTable(table, handle.getConnection())
                    || isTable(table.toUpperCase(Locale.ROOT), handle.getConnection());
        } catch (SQLException e) {
            throw new StorageException("The database failed to list its tables", e);
        }
    }

    private static boolean isTable(String name, Connection connection) throws SQLException {
        // An underscore in the pattern stands for any character, so the names found are compared as well.
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equals(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Tables that a newer release made may be worked with as long as it says so. */
    private void refuseNewer(int found, Handle handle) {
        if (found > files.size() && !isFitFor(files.size(), handle)) {
            throw new SchemaVersionException(
                    "The tables " + prefix + "* are of version " + found
                            + ", and this release of Billet knows versions up to " + files.size()
                            + ": a newer release has been at work here. Use that release or a newer one",
                    found,
                    files.size());
        }
    }

    /** Each version that this release does not know names the oldest one whose releases may go on. */
    private static boolean isFitFor(int known, Handle handle) {
        List<Map<String, Object>> newer = handle.createQuery(
                        "SELECT * FROM <prefix>schema_history WHERE version > :known")
                .bind("known", known)
                .mapToMap()
                .list();
        boolean fits = newer.stream()
                .map(row -> row.get("oldest"))
                .allMatch(oldest -> oldest instanceof Number version && version.intValue() <= known);
        if (fits) {
            LOG.info(
                    "The tables are newer than version {}, which this release of Billet knows, and fit it:"
                            + " a newer release is being rolled out, or was taken back",
                    known);
        }
        return fits;
    }

    private void migrateFrom(int found, Handle handle) {
        for (String file : files.subList(Math.min(found, files.size()), files.size())) {
            LOG.info("Migrating the tables {}*: {}", prefix, file);
            run(file, handle);
        }
    }

    /** Straight through JDBC: these are whole statements, in which Jdbi would look for parameters. */
    private void run(String file, Handle handle) {
        try (Statement jdbc = handle.getConnection().createStatement()) {
            for (String statement : statements(file)) {
                jdbc.execute(statement);
            }
        } catch (SQLException e) {
            throw new StorageException("The database failed to run " + folder.substring(1) + "/" + file, e);
        }
    }

    private List<String> statements(String file) {
        String script = resource(folder + "/" + file).replace("${prefix}", prefix);
        String withoutComments =
                script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(withoutComments.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StorageException("Could not read " + name, e);
        }
    }
}
