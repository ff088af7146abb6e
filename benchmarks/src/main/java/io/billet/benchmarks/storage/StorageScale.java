package io.billet.benchmarks.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the first, the middle and the last page of the lists, and counts up to a bound, in a blog of 1,000 and in one of a
 * million articles, comments and subscribers, in PostgreSQL, in H2 and in the MariaDB that is installed on the machine; shows
 * how the database finds the pages of the large one; and reads all subscribers in a JVM of 128 MB.
 *
 * <p>Arguments: {@code postgresql}, {@code h2}, {@code mariadb}, one or several; and how many rows (default 1,000,000).
 */
public final class StorageScale {

    private static final int SMALL = 1_000;
    private static final int PAGE = 20;
    private static final int BOUND = 1_001;
    private static final int COUNTS = 228;
    private static final int WARM_UP = 300;
    private static final int MEASURED = 1_000;

    /** For a list that is so slow that its figure is clear after a few calls. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private StorageScale() {}

    /**
     * @param arguments see the class
     * @throws Exception if a database fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2 && arguments[0].startsWith("jdbc:")) {
            readSubscribers(arguments[0], arguments[1]);
            return;
        }
        int rows = Stream.of(arguments)
                .filter(argument -> argument.matches("[0-9]+"))
                .findFirst()
                .map(Integer::parseInt)
                .orElse(1_000_000);
        if (Arrays.asList(arguments).contains("postgresql")) {
            try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .start()) {
                measure(
                        "PostgreSQL",
                        server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true",
                        "postgres",
                        rows);
            }
        }
        if (Arrays.asList(arguments).contains("h2")) {
            Path folder = Files.createTempDirectory("billet-scale");
            try {
                // Else H2 answers the same question once and remembers it.
                String settings = ";WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=0";
                measure("H2", "jdbc:h2:file:" + folder.resolve("blog") + settings, "sa", rows);
            } finally {
                delete(folder);
            }
        }
        if (Arrays.asList(arguments).contains("mariadb")) {
            Path folder = Files.createTempDirectory("billet-scale");
            try (InstalledMariaDb server = InstalledMariaDb.start(folder)) {
                measure(server.release(), server.url(), "root", rows);
            } finally {
                delete(folder);
            }
        }
    }

    private static void measure(String database, String url, String user, int rows) throws Exception {
        try (HikariDataSource source = pool(url, user)) {
            JdbcStorage small = filled(database, source, "small_", SMALL);
            JdbcStorage large = filled(database, source, "large_", rows);
            System.out.printf(
                    Locale.ROOT,
                    "%n%s, %,d rows: median milliseconds of a page of %d%n%-12s %12s %12s %12s %12s %10s%n",
                    database,
                    rows,
                    PAGE,
                    "page of",
                    "first of 1k",
                    "first",
                    "middle",
                    "last",
                    "most/least");
            Map<String, ScaledList<?, ?>> lists = ScaledList.of(large);
            ScaledList.of(small).forEach((name, list) -> {
                ScaledList<?, ?> same = Objects.requireNonNull(lists.get(name));
                List<IntSupplier> pages =
                        new ArrayList<>(List.of(list.pages(PAGE).get(0)));
                pages.addAll(same.pages(PAGE));
                print(name, medians(pages, PAGE));
            });
            List<IntSupplier> neighbours =
                    new ArrayList<>(List.of(ScaledList.neighbours(small).get(0)));
            neighbours.addAll(ScaledList.neighbours(large));
            print("neighbours", medians(neighbours, 2));
            count(small, large, rows);
            explain(database, source);
        }
        readSubscribersInASmallJvm(url, user);
    }

    private static void count(JdbcStorage small, JdbcStorage large, int rows) {
        ArticleQuery published = ArticleQuery.published(BlogRows.NEWEST);
        Map<String, List<ArticleQuery>> counts = new LinkedHashMap<>();
        counts.put("articles", List.of(published));
        counts.put("a tag", List.of(published.tagged(Slug.of(BlogRows.TAG))));
        counts.put(
                COUNTS + " spans",
                IntStream.range(0, COUNTS)
                        .mapToObj(i -> BlogRows.NEWEST.minusSeconds(rows).plusSeconds(i * 4L))
                        .map(since -> published.since(since).before(since.plusSeconds(4)))
                        .toList());
        System.out.printf(Locale.ROOT, "%n%-12s %12s %12s %12s%n", "count of", "of 1k", "to " + BOUND, "exact, of all");
        counts.forEach((name, queries) -> {
            List<IntSupplier> calls = List.of(
                    () -> small.articles().count(queries, BOUND).size(),
                    () -> large.articles().count(queries, BOUND).size(),
                    () -> large.articles().count(queries, Long.MAX_VALUE).size());
            print(name, medians(calls, queries.size()));
        });
    }

    private static void print(String name, double[] medians) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-12s", name));
        for (double median : medians) {
            line.append(String.format(Locale.ROOT, " %12.3f", median));
        }
        double most = Arrays.stream(medians).max().orElseThrow();
        double least = Arrays.stream(medians).min().orElseThrow();
        System.out.println(line.append(String.format(Locale.ROOT, " %10.2f", most / least)));
    }

    private static JdbcStorage filled(String database, HikariDataSource source, String prefix, int rows)
            throws SQLException {
        JdbcStorage storage = JdbcStorage.builder(source).tablePrefix(prefix).build();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            long begin = System.nanoTime();
            boolean isH2 = database.equals("H2");
            if (isH2) {
                // With each commit on the disk at once, and what it replaces kept, a million rows would take tens of
                // gigabytes.
                statement.execute("SET WRITE_DELAY 2000");
                statement.execute("SET RETENTION_TIME 0");
                statement.execute("SET CACHE_SIZE 524288");
            }
            BlogRows.fill(connection, prefix, rows);
            if (isH2) {
                statement.execute("SET WRITE_DELAY 0");
                statement.execute("SET RETENTION_TIME 45000");
            }
            analyze(statement, prefix);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d articles, comments and subscribers made in %d s%n",
                    database,
                    rows,
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        }
        return storage;
    }

    private static void analyze(Statement statement, String prefix) throws SQLException {
        boolean mariaDb =
                statement.getConnection().getMetaData().getDatabaseProductName().equals("MariaDB");
        String tables = Stream.of(
                        "article", "article_tag", "article_author", "article_revision", "comment", "subscriber")
                .map(table -> prefix + table)
                .collect(Collectors.joining(", "));
        statement.execute(mariaDb ? "ANALYZE TABLE " + tables : "ANALYZE");
    }

    /** In turns, so that whatever else the machine does meets all of them alike. */
    private static double[] medians(List<IntSupplier> calls, int expected) {
        List<long[]> nanos = new ArrayList<>();
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int i = -WARM_UP; i < MEASURED && (nanos.isEmpty() || System.nanoTime() < end); i++) {
            long[] turn =
                    calls.stream().mapToLong(call -> nanosOf(call, expected)).toArray();
            if (i >= 0 || System.nanoTime() > end) {
                nanos.add(turn);
            }
        }
        return IntStream.range(0, calls.size())
                .mapToDouble(column ->
                        nanos.stream().mapToLong(turn -> turn[column]).sorted().toArray()[nanos.size() / 2] / 1e6)
                .toArray();
    }

    private static long nanosOf(IntSupplier call, int expected) {
        long begin = System.nanoTime();
        int rows = call.getAsInt();
        long nanos = System.nanoTime() - begin;
        if (rows != expected) {
            throw new IllegalStateException(rows + " rows instead of " + expected);
        }
        return nanos;
    }

    private static void explain(String database, HikariDataSource source) {
        ExplainedSource explained = new ExplainedSource(source);
        JdbcStorage storage =
                JdbcStorage.builder(explained.source()).tablePrefix("large_").build();
        ScaledList.of(storage).forEach((name, list) -> {
            List<IntSupplier> pages = list.pages(PAGE);
            for (String page : List.of("first", "middle", "last")) {
                explained.takePlans();
                int rows = pages.get(List.of("first", "middle", "last").indexOf(page))
                        .getAsInt();
                explained
                        .takePlans()
                        .forEach(plan -> System.out.printf(
                                Locale.ROOT, "%n%s, %s, %s page, %d rows:%n%s", database, name, page, rows, plan));
            }
        });
        explained.takePlans();
        long counted = storage.articles()
                .count(List.of(ArticleQuery.published(BlogRows.NEWEST)), BOUND)
                .get(0);
        explained
                .takePlans()
                .forEach(plan ->
                        System.out.printf(Locale.ROOT, "%n%s, articles counted to %d:%n%s", database, counted, plan));
    }

    private static void readSubscribersInASmallJvm(String url, String user) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StorageScale.class.getName(),
                        url,
                        user)
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("reading the subscribers ended with exit code " + exit);
        }
    }

    private static void readSubscribers(String url, String user) {
        try (HikariDataSource source = pool(url, user);
                JdbcStorage storage = JdbcStorage.builder(source)
                        .tablePrefix("large_")
                        .autoMigrate(false)
                        .build()) {
            long[] seen = {0};
            long begin = System.nanoTime();
            try (var subscribers = storage.subscribers().stream(SubscriberQuery.all())) {
                subscribers.forEach(subscriber -> {
                    if (++seen[0] % 200_000 == 0) {
                        System.gc();
                        long used = Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory();
                        System.out.printf(
                                Locale.ROOT, "  %,d subscribers read, %.1f MB of heap in use%n", seen[0], used / 1e6);
                    }
                });
            }
            System.out.printf(
                    Locale.ROOT,
                    "  all %,d subscribers read at -Xmx128m in %d s%n",
                    seen[0],
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        }
    }

    static HikariDataSource pool(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
