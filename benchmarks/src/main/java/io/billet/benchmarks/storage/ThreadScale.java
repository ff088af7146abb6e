package io.billet.benchmarks.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.ArticleId;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.SubscriberId;
import io.billet.storage.api.CommentPlace;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.ThreadQuery;
import io.billet.storage.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Measures the first, the middle and the last page of one article's thread, forward and backward, a comment with its place, and
 * what one commenter has said, with 1,000 and with a million comments on the article, in PostgreSQL and in H2. Every tenth
 * comment begins a chain of answers; every fifth is erased.
 *
 * <p>Arguments: {@code postgresql}, {@code h2}, one or both; and how many comments (default 1,000,000).
 */
public final class ThreadScale {

    private static final int SMALL = 1_000;
    private static final int PAGE = 50;
    private static final int WARM_UP = 100;
    private static final int MEASURED = 300;
    /** For a list that is so slow that its figure is clear after a few calls. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final int BATCH = 5_000;
    private static final int COMMENTERS = 5;
    private static final UUID ARTICLE = new UUID(0, 7);
    private static final Instant NEWEST = Instant.parse("2026-11-22T08:00:00Z");

    private ThreadScale() {}

    /**
     * @param arguments see the class
     * @throws Exception if a database fails
     */
    public static void main(String[] arguments) throws Exception {
        List<String> wanted = Arrays.asList(arguments);
        int rows = wanted.stream()
                .filter(argument -> argument.matches("[0-9]+"))
                .findFirst()
                .map(Integer::parseInt)
                .orElse(1_000_000);
        if (wanted.contains("postgresql")) {
            try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .start()) {
                String url = server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
                measure("PostgreSQL", url, "postgres", rows);
            }
        }
        if (wanted.contains("h2")) {
            Path folder = Files.createTempDirectory("billet-thread-scale");
            // Else H2 answers the same question once and remembers it.
            measure("H2", "jdbc:h2:file:" + folder.resolve("blog") + ";OPTIMIZE_REUSE_RESULTS=0", "sa", rows);
            Files.delete(folder.resolve("blog.mv.db"));
            Files.delete(folder);
        }
    }

    private static void measure(String database, String url, String user, int rows) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(4);
        try (HikariDataSource source = new HikariDataSource(config)) {
            Map<String, List<IntSupplier>> small = calls(filled(source, "small_", SMALL), SMALL);
            long begin = System.nanoTime();
            Map<String, List<IntSupplier>> large = calls(filled(source, "large_", rows), rows);
            System.out.printf(
                    Locale.ROOT,
                    "%n%s, %,d comments (made in %d s): median milliseconds of a page of %d%n%-16s %11s %11s %11s %11s %10s%n",
                    database,
                    rows,
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                    PAGE,
                    "page of",
                    "first of 1k",
                    "first",
                    "middle",
                    "last",
                    "most/least");
            small.forEach((name, calls) -> {
                List<IntSupplier> all = new ArrayList<>(List.of(calls.get(0)));
                all.addAll(Objects.requireNonNull(large.get(name)));
                print(name, medians(all));
            });
        }
    }

    private static Map<String, List<IntSupplier>> calls(CommentStore store, int rows) {
        Map<String, List<IntSupplier>> calls = new LinkedHashMap<>();
        ThreadQuery shown = ThreadQuery.about(new ArticleId(ARTICLE)).in(CommentState.VISIBLE, CommentState.ERASED);
        calls.put(
                "a thread",
                pages(
                        rows,
                        at -> store.thread(shown, at.map(ThreadScale::place), PAGE)
                                .size()));
        calls.put(
                "backward",
                pages(
                        rows,
                        at -> store.thread(shown.backward(), at.map(i -> place(rows + 1 - i)), PAGE)
                                .size()));
        calls.put(
                "found, placed",
                List.of(() -> found(store, 1), () -> found(store, rows / 2), () -> found(store, rows)));
        Map<String, CommenterKey> commenters = new LinkedHashMap<>();
        commenters.put("by address", new CommenterKey.Address(EmailAddress.of("reader-1@example.org")));
        commenters.put("by subscriber", new CommenterKey.Member(new SubscriberId(subscriber(1))));
        commenters.put("by host's user", new CommenterKey.HostUser(HostIdentity.of("user-1")));
        commenters.forEach((name, key) -> calls.put(
                name,
                pages(
                        rows,
                        at -> store.list(CommentQuery.all().by(key), at.map(ThreadScale::date), PAGE)
                                .size())));
        return calls;
    }

    private interface PageCall {
        int after(Optional<Integer> row);
    }

    /** The last page of a fifth of all begins five pages before the end. */
    private static List<IntSupplier> pages(int rows, PageCall call) {
        return List.of(
                () -> call.after(Optional.empty()),
                () -> call.after(Optional.of(rows / 2)),
                () -> call.after(Optional.of(rows - PAGE * COMMENTERS)));
    }

    private static int found(CommentStore store, int row) {
        return store.findPlaced(new CommentId(id(row))).isPresent() ? PAGE : 0;
    }

    private static CommentStore filled(HikariDataSource source, String prefix, int rows) throws SQLException {
        JdbcStorage storage = JdbcStorage.builder(source).tablePrefix(prefix).build();
        String columns = "id, article, parent, name, email, host_identity, subscriber, markdown, state, created_at,"
                + " version, sort_key, place";
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO " + prefix + "comment ("
                        + columns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                Statement analysis = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= rows; i++) {
                Object[] values = row(i);
                for (int column = 0; column < values.length; column++) {
                    statement.setObject(column + 1, values[column]);
                }
                statement.addBatch();
                if (i % BATCH == 0 || i == rows) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
            connection.setAutoCommit(true);
            analysis.execute("ANALYZE");
        }
        return storage.comments();
    }

    private static Object[] row(int i) {
        boolean isErased = i % 5 == 0;
        int commenter = i % COMMENTERS;
        return new Object[] {
            id(i),
            ARTICLE,
            i % 10 == 1 ? null : id(i - 1),
            isErased ? null : "Reader " + i,
            isErased ? null : "reader-" + commenter + "@example.org",
            isErased ? null : "user-" + commenter,
            isErased ? null : subscriber(commenter),
            isErased ? "" : "What a reader says. ".repeat(5),
            isErased ? "ERASED" : "VISIBLE",
            micros(i),
            1L,
            sortKey(i),
            octets(place(i))
        };
    }

    private static CommentPlace place(int i) {
        int beginning = (i - 1) / 10 * 10 + 1;
        CommentPlace place = CommentPlace.ofBeginning(new CommentId(id(beginning)));
        for (int answer = beginning + 1; answer <= i; answer++) {
            place = place.ofAnswer(new CommentId(id(answer)));
        }
        return place;
    }

    private static DatePosition date(int i) {
        return new DatePosition(NEWEST.plusSeconds(i - 2_000_000L), id(i));
    }

    private static UUID id(int i) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | i);
    }

    private static UUID subscriber(int number) {
        return new UUID(1, number);
    }

    private static long micros(int i) {
        return (NEWEST.getEpochSecond() - 2_000_000L + i) * 1_000_000;
    }

    /** As the store packs it: the time with its sign bit turned over, then the id. */
    private static byte[] sortKey(int i) {
        return ByteBuffer.allocate(24)
                .putLong(micros(i) ^ Long.MIN_VALUE)
                .put(octets(CommentPlace.ofBeginning(new CommentId(id(i)))))
                .array();
    }

    private static byte[] octets(CommentPlace place) {
        ByteBuffer octets = ByteBuffer.allocate(16 * place.path().size());
        place.path()
                .forEach(id -> octets.putLong(id.value().getMostSignificantBits())
                        .putLong(id.value().getLeastSignificantBits()));
        return octets.array();
    }

    /** In turns, so that whatever else the machine does meets all of them alike. */
    private static double[] medians(List<IntSupplier> calls) {
        long[][] nanos = new long[calls.size()][MEASURED];
        long end = System.nanoTime() + LONGEST.toNanos();
        int measured = 0;
        for (int i = -WARM_UP; i < MEASURED && (measured == 0 || System.nanoTime() < end); i++) {
            for (int call = 0; call < calls.size(); call++) {
                long begin = System.nanoTime();
                int rows = calls.get(call).getAsInt();
                long taken = System.nanoTime() - begin;
                if (rows != PAGE) {
                    throw new IllegalStateException("call " + call + " met " + rows + " rows instead of " + PAGE);
                }
                if (i >= 0) {
                    nanos[call][i] = taken;
                }
            }
            measured = Math.max(0, i + 1);
        }
        int median = measured / 2;
        int last = measured;
        return IntStream.range(0, calls.size())
                .mapToDouble(
                        call -> Arrays.stream(nanos[call], 0, last).sorted().toArray()[median] / 1e6)
                .toArray();
    }

    private static void print(String name, double[] medians) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-16s", name));
        for (double median : medians) {
            line.append(String.format(Locale.ROOT, " %11.3f", median));
        }
        double most = Arrays.stream(medians).max().orElseThrow();
        double least = Arrays.stream(medians).min().orElseThrow();
        System.out.println(line.append(String.format(Locale.ROOT, " %10.2f", most / least)));
    }
}
