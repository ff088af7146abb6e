package io.billet.benchmarks.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** A MariaDB server of our own on the loopback interface, from the binaries that are on the machine. */
final class InstalledMariaDb implements AutoCloseable {

    private static final long LONGEST_START_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Process process;
    private final String url;

    private InstalledMariaDb(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a server that waits for the disk at each commit.
     *
     * @param folder for its data and its log
     * @throws IOException if there are no binaries, which Debian has in {@code mariadb-server-core}, or it does not start
     */
    static InstalledMariaDb start(Path folder) throws IOException, InterruptedException {
        int made = run(
                        folder,
                        "mariadb-install-db",
                        "--no-defaults",
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + folder.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db")
                .waitFor();
        if (made != 0) {
            throw new IOException("mariadb-install-db ended with " + made + ", see " + folder.resolve("log"));
        }
        int port = freePort();
        Process process = run(
                folder,
                "mariadbd",
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + folder.resolve("data"),
                "--socket=" + folder.resolve("socket"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--innodb-buffer-pool-size=512M");
        InstalledMariaDb server = new InstalledMariaDb(
                process,
                "jdbc:mariadb://127.0.0.1:" + port
                        + "/billet?createDatabaseIfNotExist=true&useBulkStmts=true&rewriteBatchedStatements=true");
        server.await(folder);
        return server;
    }

    private static Process run(Path folder, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await(Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START_NANOS;
        while (true) {
            try {
                release();
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("the server did not start, see " + folder.resolve("log"), e);
                }
                Thread.sleep(50);
            }
        }
    }

    String url() {
        return url;
    }

    /** Returns the product and its version, as the server tells them. */
    String release() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "root", "")) {
            return "MariaDB " + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
