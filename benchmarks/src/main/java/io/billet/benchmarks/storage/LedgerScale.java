package io.billet.benchmarks.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.EmailAddress;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.LanguageTag;
import io.billet.core.SubscriberId;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.DeliveryReport;
import io.billet.storage.api.Recipient;
import io.billet.storage.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures how many outcomes of deliveries a ledger takes a second when workers report them one by one, 50 and 500 a call, each
 * call durable when it returns; and how many it enqueues and claims, 500 a call.
 *
 * <p>Arguments: {@code postgresql}, {@code h2}, {@code mariadb}, one or several; how many rows (default 100,000; one by one a
 * tenth of them); and {@code x4} to have four workers instead of one.
 */
public final class LedgerScale {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final int CHUNK = 500;

    private LedgerScale() {}

    /**
     * @param arguments see the class
     * @throws Exception if a database fails
     */
    public static void main(String[] arguments) throws Exception {
        List<String> wanted = Arrays.asList(arguments);
        int rows = Stream.of(arguments)
                .filter(argument -> argument.matches("[0-9]+"))
                .findFirst()
                .map(Integer::parseInt)
                .orElse(100_000);
        int workers = wanted.contains("x4") ? 4 : 1;
        if (wanted.contains("postgresql")) {
            try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("shared_buffers", "512MB")
                    .start()) {
                measure("PostgreSQL", server.getJdbcUrl("postgres", "postgres"), "postgres", rows, workers);
            }
        }
        Path folder = Files.createTempDirectory("billet-ledger");
        try {
            if (wanted.contains("h2")) {
                measure("H2", "jdbc:h2:file:" + folder.resolve("blog") + ";WRITE_DELAY=0", "sa", rows, workers);
            }
            if (wanted.contains("mariadb")) {
                try (InstalledMariaDb server = InstalledMariaDb.start(folder)) {
                    measure(server.release(), server.url(), "root", rows, workers);
                }
            }
        } finally {
            StorageScale.delete(folder);
        }
    }

    private static void measure(String database, String url, String user, int rows, int workers) throws Exception {
        try (HikariDataSource source = StorageScale.pool(url, user)) {
            JdbcStorage storage = JdbcStorage.builder(source).build();
            // So that no figure is that of code that is not compiled yet.
            record(storage, enqueued(storage, CHUNK * 10), CHUNK * 10, 50, 1);
            System.out.printf(Locale.ROOT, "%n%s, %,d rows, %d worker(s): rows a second%n", database, rows, workers);
            Issue issue = null;
            for (int size : List.of(1, 50, CHUNK)) {
                int some = size == 1 ? rows / 10 : rows;
                long begun = System.nanoTime();
                issue = enqueued(storage, some);
                print("enqueued by " + CHUNK, some, System.nanoTime() - begun);
                record(storage, issue, some, size, workers);
            }
        }
    }

    private static Issue enqueued(JdbcStorage storage, int rows) {
        Issue issue = storage.issues()
                .create(
                        new Issue(
                                new IssueId(UUID.randomUUID()),
                                new ArticleId(UUID.randomUUID()),
                                1,
                                "Subject",
                                List.of(),
                                Audience.EVERYONE,
                                new IssueState.Preparing(),
                                NOW,
                                0),
                        Optional.empty());
        for (int first = 0; first < rows; first += CHUNK) {
            storage.issues()
                    .enqueue(
                            issue.id(),
                            IntStream.range(first, Math.min(first + CHUNK, rows))
                                    .mapToObj(row -> new Recipient(
                                            new DeliveryId(
                                                    new UUID(issue.id().value().getMostSignificantBits(), row)),
                                            new SubscriberId(new UUID(7, row)),
                                            EmailAddress.of("reader" + row + "@example.org"),
                                            LanguageTag.FRENCH))
                                    .toList(),
                            NOW);
        }
        return issue;
    }

    private static void record(JdbcStorage storage, Issue issue, int rows, int size, int workers) throws Exception {
        long begun = System.nanoTime();
        List<List<Delivery>> claimed = new ArrayList<>();
        IntStream.range(0, workers).forEach(worker -> claimed.add(new ArrayList<>()));
        for (int chunk = 0; chunk * CHUNK < rows; chunk++) {
            claimed.get(chunk % workers)
                    .addAll(storage.issues().claim(issue.id(), "worker", CHUNK, NOW, Duration.ofHours(9)));
        }
        long recordingSince = System.nanoTime();
        List<Thread> running = new ArrayList<>();
        for (List<Delivery> mine : claimed) {
            Thread worker = new Thread(() -> {
                for (int first = 0; first < mine.size(); first += size) {
                    storage.issues().record(reports(mine.subList(first, Math.min(first + size, mine.size()))));
                }
            });
            worker.start();
            running.add(worker);
        }
        for (Thread worker : running) {
            worker.join();
        }
        long ended = System.nanoTime();
        long sent = storage.issues().counts(issue.id()).sent();
        if (sent != rows) {
            throw new IllegalStateException(sent + " of " + rows + " are recorded");
        }
        print("claimed by " + CHUNK, rows, recordingSince - begun);
        print("recorded by " + size, rows, ended - recordingSince);
    }

    private static List<DeliveryReport> reports(List<Delivery> part) {
        return part.stream()
                .map(row -> new DeliveryReport(
                        row.id(), row.fence(), new DeliveryOutcome.Sent(NOW.plusSeconds(row.attempts()))))
                .toList();
    }

    private static void print(String what, int rows, long nanos) {
        System.out.printf(
                Locale.ROOT, "%-20s %,8d rows %8.1f s %,10.0f%n", what, rows, nanos / 1e9, rows * 1e9 / nanos);
    }
}
