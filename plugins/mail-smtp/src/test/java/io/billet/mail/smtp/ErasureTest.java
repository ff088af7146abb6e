package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People who were refused, greeted, mailed and heard in every way, and then erased: nothing of them is in a table or an index of
 * PostgreSQL, and nothing ever was in the log, however much of it is written.
 */
class ErasureTest {

    @TempDir
    private Path folder;

    @Test
    void leaves_nothing_in_tables_indexes_and_logs() throws Exception {
        Path data = folder.resolve("postgres");
        Path log = folder.resolve("everything.log");
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setDataDirectory(data).start()) {
            Process process = lives(postgres.getJdbcUrl("postgres", "postgres"), log);
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(said.readLine()).as(() -> "log:\n" + text(log)).isEqualTo("lived");
                assertThat(tablesWithTraces(postgres))
                        .as("what is looked for is there before")
                        .contains(
                                "billet_comment",
                                "billet_consent",
                                "billet_delivery",
                                "billet_outbox",
                                "billet_subscriber",
                                "billet_token");
                tidy(postgres);
                assertThat(filesWithTraces(data.resolve("base"))).isNotEmpty();
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
                assertThat(said.readLine()).isEqualTo("erased");
            }
            assertThat(process.waitFor()).isZero();
            assertThat(tablesWithTraces(postgres)).isEmpty();
            tidy(postgres);
            assertThat(filesWithTraces(data.resolve("base")))
                    .as("tables and indexes once vacuumed")
                    .isEmpty();
        }
        assertThat(text(log))
                .contains("Migrating the tables", "refused for good: 550 5.1.1", "will be tried again: 450 4.2.1")
                .doesNotContain(traces());
    }

    private static String[] traces() {
        return ErasedPeople.TRACES.toArray(String[]::new);
    }

    private static Process lives(String url, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ErasedPeople.class.getName(),
                        url)
                .redirectError(new File(log.toString()))
                .start();
    }

    private static Set<String> tablesWithTraces(EmbeddedPostgres postgres) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery("SELECT r::text FROM " + table + " r")) {
                    while (rows.next()) {
                        String row = rows.getString(1);
                        if (ErasedPeople.TRACES.stream().anyMatch(row::contains)) {
                            found.add(table);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        assertThat(tables).hasSizeGreaterThan(10);
        return tables;
    }

    private static void tidy(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM FULL");
            statement.execute("CHECKPOINT");
        }
    }

    private static List<Path> filesWithTraces(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(traces()).anyMatch(text(file)::contains))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
