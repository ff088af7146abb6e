package io.billet.storage.jdbc;

import io.billet.storage.jdbc.RealServers.MissingBinaryException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of this JVM's own from the binaries that are on the machine, in a temporary folder, stopped with the JVM. */
final class InstalledMariaDb {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private InstalledMariaDb() {}

    /** Starts a server that is set up as unlike to what we need as a host may have it, and returns its URL. */
    static String start() throws MissingBinaryException, IOException, InterruptedException {
        Path server = find("mariadbd");
        Path folder = Files.createTempDirectory("billet-mariadb");
        Path data = folder.resolve("data");
        List<String> user = "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
        int made = run(
                        folder,
                        user,
                        find("mariadb-install-db").toString(),
                        "--no-defaults",
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db")
                .waitFor();
        if (made != 0) {
            throw new IOException("mariadb-install-db ended with " + made + ", see " + folder);
        }
        int port = freePort();
        Process process = run(
                folder,
                user,
                server.toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--socket=" + folder.resolve("socket"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--character-set-server=latin1",
                "--collation-server=latin1_swedish_ci",
                "--sql-mode=",
                "--default-time-zone=+12:45",
                "--transaction-isolation=REPEATABLE-READ",
                "--max-connections=300");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/billet?createDatabaseIfNotExist=true";
        await(process, url, folder);
        return url;
    }

    private static Path find(String binary) throws MissingBinaryException {
        Optional<Path> found = Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, binary))
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseThrow(() -> new MissingBinaryException(
                "there is no " + binary + " on this machine; Debian has it in mariadb-server-core"));
    }

    private static Process run(Path folder, List<String> more, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(more);
        return new ProcessBuilder(all)
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

    private static void await(Process process, String url, Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url, "root", "")) {
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("the server did not start, see " + folder.resolve("log"), e);
                }
                Thread.sleep(50);
            }
        }
    }

    private static void stop(Process process, Path folder) {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        } catch (IOException | InterruptedException e) {
            System.err.println(folder + " was left behind: " + e);
        }
    }
}
