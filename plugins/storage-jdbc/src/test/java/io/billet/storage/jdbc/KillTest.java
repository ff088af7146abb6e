package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes ({@link WriterMain}) at random moments with SIGKILL, or the server under it, and looks
 * afterwards for every write that was acknowledged. How often: system property {@code billet.kills}, 4 by default, 50 in
 * Maven's profile {@code soak}.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("billet.kills", 4);
    private static final int LONGEST_LIFE_MILLIS = 1_000;
    private static final int LONGEST_SHORT_LIFE_MILLIS = 100;

    private final Random random = new Random();

    @TempDir
    private Path folder;

    @Test
    void a_killed_process_loses_no_acknowledged_write_in_an_h2_file() throws Exception {
        Path file = folder.resolve("blog");
        Acknowledged acknowledged = new Acknowledged();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(writeUntilKilled("h2", file.toString(), Integer.toString(kill)));
            try (JdbcStorage storage = JdbcStorage.h2File(file)) {
                acknowledged.assertAllIn(storage, "after " + (kill + 1) + " kills");
            }
        }
        acknowledged.report("H2 file, the process killed", KILLS);
    }

    @Test
    void a_killed_client_loses_no_acknowledged_write_in_postgresql() throws Exception {
        try (EmbeddedPostgres server =
                RealServers.durablePostgresql(folderForEverybody().resolve("data"))) {
            String url = server.getJdbcUrl("postgres", "postgres");
            Acknowledged acknowledged = new Acknowledged();
            try (HikariDataSource source = TestDatabase.pool(url, "postgres")) {
                assertWaitsForTheDisk(source);
                JdbcStorage storage = JdbcStorage.builder(source).build();
                for (int kill = 0; kill < KILLS; kill++) {
                    acknowledged.addAll(writeUntilKilled("postgresql", url, Integer.toString(kill)));
                    acknowledged.assertAllIn(storage, "after " + (kill + 1) + " kills");
                }
            }
            acknowledged.report("PostgreSQL, the client killed", KILLS);
        }
    }

    /** As {@code pg_ctl stop --mode=immediate}: no checkpoint; the next start recovers from the log. */
    @Test
    void a_server_stopped_at_once_loses_no_acknowledged_write_in_postgresql() throws Exception {
        Acknowledged acknowledged = new Acknowledged();
        Path data = folderForEverybody().resolve("data");
        for (int stop = 0; stop < KILLS; stop++) {
            try (EmbeddedPostgres server = RealServers.durablePostgresql(data)) {
                Process writer = start("postgresql", server.getJdbcUrl("postgres", "postgres"), Integer.toString(stop));
                Lines lines = new Lines(writer);
                lines.awaitFirst();
                Thread.sleep(lifeInMillis());
                RealServers.stopAtOnce(data);
                lines.awaitEnd();
                acknowledged.addAll(lines.acknowledged());
                writer.destroyForcibly().waitFor();
            }
            try (EmbeddedPostgres server = RealServers.durablePostgresql(data);
                    HikariDataSource source =
                            TestDatabase.pool(server.getJdbcUrl("postgres", "postgres"), "postgres")) {
                assertWaitsForTheDisk(source);
                acknowledged.assertAllIn(JdbcStorage.builder(source).build(), "after " + (stop + 1) + " stops");
            }
        }
        acknowledged.report("PostgreSQL, the server stopped at once", KILLS);
    }

    /** Every second life is short: what goes wrong when writers meet for the first time goes wrong then only. */
    private int lifeInMillis() {
        return random.nextInt(random.nextBoolean() ? LONGEST_LIFE_MILLIS : LONGEST_SHORT_LIFE_MILLIS);
    }

    private static void assertWaitsForTheDisk(DataSource source) throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW " + setting)) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).as(setting).isEqualTo("on");
            }
        }
    }

    /** PostgreSQL does not run as root, and its user may not enter a folder of root's. */
    private static Path folderForEverybody() throws IOException {
        Path made = Files.createTempDirectory("billet-pg");
        made.toFile().deleteOnExit();
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
        return made;
    }

    private List<String> writeUntilKilled(String kind, String target, String run) throws Exception {
        Process writer = start(kind, target, run);
        Lines lines = new Lines(writer);
        lines.awaitFirst();
        Thread.sleep(lifeInMillis());
        // SIGKILL on every POSIX system.
        writer.destroyForcibly();
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        lines.awaitEnd();
        return lines.acknowledged();
    }

    private static Process start(String kind, String target, String run) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterMain.class.getName(),
                        kind,
                        target,
                        run)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What the writer has printed, read while it runs, so that it never waits for us. */
    private static final class Lines {

        private final List<String> lines = new ArrayList<>();
        private final Thread reader;

        Lines(Process process) {
            reader = new Thread(() -> {
                try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                    for (String line = out.readLine(); line != null; line = out.readLine()) {
                        add(line);
                    }
                } catch (IOException e) {
                    // The process is dead, and so is its pipe.
                }
            });
            reader.start();
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        synchronized void awaitFirst() throws InterruptedException {
            for (int i = 0; lines.isEmpty() && i < 120; i++) {
                wait(500);
            }
            assertThat(lines).as("writes acknowledged within a minute").isNotEmpty();
        }

        void awaitEnd() throws InterruptedException {
            reader.join(30_000);
        }

        /** Without the last line, if the kill cut it: a line that says less than all was not understood as "stored". */
        synchronized List<String> acknowledged() {
            return lines.stream().filter(line -> line.endsWith(" stored")).toList();
        }
    }

    /** Everything that a writer, in whichever of its lives, was told to be stored. */
    private static final class Acknowledged {

        private final Set<String> lines = new HashSet<>();

        void addAll(List<String> more) {
            assertThat(more).as("acknowledged in one life").isNotEmpty();
            lines.addAll(more);
        }

        void assertAllIn(JdbcStorage storage, String when) {
            List<String> lost = lines.stream()
                    .filter(line -> !WriterMain.isStored(line, storage))
                    .toList();
            assertThat(lost).as("acknowledged writes lost " + when).isEmpty();
            assertThat(WriterMain.halfRecorded(storage))
                    .as("calls of which a part of the outcomes is recorded " + when)
                    .isEmpty();
        }

        void report(String what, int kills) {
            System.out.println("KillTest: " + what + ": " + kills + " kills, " + lines.size()
                    + " acknowledged writes, 0 of them lost");
        }
    }
}
