package io.billet.benchmarks.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.ArticleId;
import io.billet.core.CommentState;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.Cursor;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the first page and a far one, the 10,000th or that in the middle where there are fewer, of articles, of a tag and
 * of a thread in a blog of 1,000 and in one of a million articles, comments and subscribers, in PostgreSQL, in H2 and in the
 * MariaDB that is installed on the machine; shows how the database finds the pages of the large one; and reads all
 * subscribers in a JVM of 128 MB.
 *
 * <p>Arguments: {@code postgresql}, {@code h2}, {@code mariadb}, one or several; and how many rows (default 1,000,000).
 */
public final class StorageScale {

    private static final int SMALL = 1_000;
    private static final int PAGE = 20;
    private static final int FARTHEST_PAGE = 10_000;
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
                measure("H2", "jdbc:h2:file:" + folder.resolve("blog") + ";WRITE_DELAY=0", "sa", rows);
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
            Map<String, Function<PageRequest, Page<?>>> small = filled(database, source, "small_", SMALL);
            Map<String, Function<PageRequest, Page<?>>> large = filled(database, source, "large_", rows);
            System.out.printf(
                    Locale.ROOT,
                    "%n%s, %,d rows: median milliseconds of a page of %d%n%-10s %12s %12s %12s %12s %12s%n",
                    database,
                    rows,
                    PAGE,
                    "page of",
                    "first of 1k",
                    "first",
                    farPage(rows) + "th",
                    "first/of 1k",
                    "far/first");
            small.forEach((name, list) -> compare(name, list, Objects.requireNonNull(large.get(name)), farPage(rows)));
            explain(database, source, farPage(rows));
        }
        readSubscribersInASmallJvm(url, user);
    }

    private static Map<String, Function<PageRequest, Page<?>>> filled(
            String database, HikariDataSource source, String prefix, int rows) throws SQLException {
        JdbcStorage storage = JdbcStorage.builder(source).tablePrefix(prefix).build();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            long begin = System.nanoTime();
            BlogRows.fill(connection, prefix, rows);
            analyze(statement, prefix);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d articles, comments and subscribers made in %d s%n",
                    database,
                    rows,
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        }
        return lists(storage);
    }

    private static void analyze(Statement statement, String prefix) throws SQLException {
        boolean mariaDb =
                statement.getConnection().getMetaData().getDatabaseProductName().equals("MariaDB");
        String tables = Stream.of("article", "article_tag", "article_revision", "comment", "subscriber")
                .map(table -> prefix + table)
                .collect(Collectors.joining(", "));
        statement.execute(mariaDb ? "ANALYZE TABLE " + tables : "ANALYZE");
    }

    /** The list of a tag and a thread have half of the rows each. */
    private static int farPage(int rows) {
        return Math.max(2, Math.min(FARTHEST_PAGE, rows / 4 / PAGE));
    }

    /** In turns, so that whatever else the machine does meets all three alike. */
    private static void compare(
            String list, Function<PageRequest, Page<?>> small, Function<PageRequest, Page<?>> large, int farPage) {
        PageRequest first = PageRequest.first(PAGE);
        PageRequest far = PageRequest.after(cursorBefore(farPage, large), PAGE);
        List<long[]> nanos = new ArrayList<>();
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int i = -WARM_UP; i < MEASURED && (nanos.isEmpty() || System.nanoTime() < end); i++) {
            long[] turn = {nanosOf(small, first), nanosOf(large, first), nanosOf(large, far)};
            if (i >= 0 || System.nanoTime() > end) {
                nanos.add(turn);
            }
        }
        double[] medians = IntStream.range(0, 3)
                .mapToDouble(column ->
                        nanos.stream().mapToLong(turn -> turn[column]).sorted().toArray()[nanos.size() / 2] / 1e6)
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%-10s %12.3f %12.3f %12.3f %12.2f %12.2f%n",
                list,
                medians[0],
                medians[1],
                medians[2],
                medians[1] / medians[0],
                medians[2] / medians[1]);
    }

    private static void explain(String database, HikariDataSource source, int farPage) {
        ExplainedSource explained = new ExplainedSource(source);
        JdbcStorage storage =
                JdbcStorage.builder(explained.source()).tablePrefix("large_").build();
        lists(storage).forEach((name, list) -> {
            printPlans(database + ", " + name + ", first page", list, PageRequest.first(PAGE), explained);
            PageRequest far = PageRequest.after(cursorBefore(farPage, list), PAGE);
            printPlans(database + ", " + name + ", " + farPage + "th page", list, far, explained);
        });
    }

    private static void printPlans(
            String of, Function<PageRequest, Page<?>> list, PageRequest request, ExplainedSource explained) {
        explained.takePlans();
        int items = list.apply(request).items().size();
        explained.takePlans().forEach(plan -> System.out.printf(Locale.ROOT, "%n%s, %d items:%n%s", of, items, plan));
    }

    private static long nanosOf(Function<PageRequest, Page<?>> list, PageRequest request) {
        long begin = System.nanoTime();
        int items = list.apply(request).items().size();
        long nanos = System.nanoTime() - begin;
        if (items != PAGE) {
            throw new IllegalStateException("a page of " + items + " items instead of " + PAGE);
        }
        return nanos;
    }

    private static Map<String, Function<PageRequest, Page<?>>> lists(JdbcStorage storage) {
        ArticleQuery published = ArticleQuery.published(BlogRows.NEWEST);
        CommentQuery thread = CommentQuery.all().about(new ArticleId(BlogRows.THREAD));
        Map<String, Function<PageRequest, Page<?>>> lists = new LinkedHashMap<>();
        lists.put("articles", request -> storage.articles().list(published, request));
        lists.put("a tag", request -> storage.articles().list(published.tagged(Slug.of(BlogRows.TAG)), request));
        lists.put("a thread", request -> storage.comments().list(thread, request));
        lists.put("visible", request -> storage.comments().list(thread.in(CommentState.VISIBLE), request));
        return lists;
    }

    /** Walks there in large steps: a cursor does not know how it was reached. */
    private static Cursor cursorBefore(int page, Function<PageRequest, Page<?>> list) {
        int ahead = (page - 1) * PAGE;
        @Nullable Cursor cursor = null;
        while (ahead > 0) {
            int step = Math.min(ahead, PageRequest.MAX_SIZE);
            PageRequest request = cursor == null ? PageRequest.first(step) : PageRequest.after(cursor, step);
            cursor = list.apply(request).next().orElseThrow();
            ahead -= step;
        }
        return Objects.requireNonNull(cursor);
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

    private static HikariDataSource pool(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
