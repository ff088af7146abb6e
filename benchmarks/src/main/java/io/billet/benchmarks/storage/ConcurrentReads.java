package io.billet.benchmarks.storage;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.ArticleId;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.jdbc.JdbcStorage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Measures how an H2 file answers when many threads read at once: what 8 of them and what 256 get done in a second of mixed
 * reads, what a read costs, and how long it takes; over the pool of {@link JdbcStorage#h2File}, and over others for comparison.
 *
 * <p>Arguments: which pools ({@code ours}, {@code hikari10}, {@code hikari32}, {@code h2}; by default only ours), how many
 * turns of how many seconds ({@code 10x2}), and how many articles and comments there are ({@code 10000}). All pools are open at once,
 * and pools and numbers of threads take turns, so that whatever else the machine does meets all alike. Ends with exit
 * code 1 if a read over our pool failed, if 256 threads got less than 0.9 times done what 8 did, or if the 99th percentile
 * of their times was more than 256 / 8 times as long.
 */
public final class ConcurrentReads {

    private static final int FEW = 8;
    private static final int MANY = 256;
    private static final double LEAST_RATE = 0.9;
    private static final int WARM_UP_TURNS = 2;

    private final int articles;
    private final long turnMillis;
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ConcurrentReads(int articles, long turnMillis) {
        this.articles = articles;
        this.turnMillis = turnMillis;
    }

    /**
     * @param arguments see the class
     * @throws Exception if the database fails
     */
    public static void main(String[] arguments) throws Exception {
        List<String> pools = new ArrayList<>();
        int turns = 10;
        int seconds = 2;
        int articles = 10_000;
        for (String argument : arguments) {
            if (argument.matches("[0-9]+x[0-9]+")) {
                turns = Integer.parseInt(argument.substring(0, argument.indexOf('x')));
                seconds = Integer.parseInt(argument.substring(argument.indexOf('x') + 1));
            } else if (argument.matches("[0-9]+")) {
                articles = Integer.parseInt(argument);
            } else {
                pools.add(argument);
            }
        }
        if (pools.isEmpty()) {
            pools.add("ours");
        }
        Path folder = Files.createTempDirectory("billet-reads");
        boolean met;
        try {
            Path file = folder.resolve("blog");
            fill(file, articles);
            met = new ConcurrentReads(articles, seconds * 1_000L).compare(pools, file, turns);
        } finally {
            delete(folder);
        }
        System.exit(met ? 0 : 1);
    }

    private static void fill(Path file, int articles) throws SQLException {
        JdbcStorage.h2File(file).close();
        try (Connection connection = DriverManager.getConnection(url(file), "sa", "")) {
            BlogRows.fill(connection, JdbcStorage.Builder.DEFAULT_TABLE_PREFIX, articles);
        }
    }

    private boolean compare(List<String> names, Path file, int turns) throws InterruptedException {
        List<Pool> pools =
                names.stream().map(name -> new Pool(name, open(name, file))).toList();
        for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
            for (Pool pool : pools) {
                run(pool.storage, FEW);
                run(pool.storage, MANY);
            }
        }
        for (int turn = 0; turn < turns; turn++) {
            for (Pool pool : pools) {
                pool.few.add(run(pool.storage, FEW));
            }
            for (Pool pool : pools) {
                pool.many.add(run(pool.storage, MANY));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-9s %8s %9s %8s %9s %9s %9s %7s%n",
                "pool",
                "threads",
                "reads/s",
                "CPU us",
                "p50 ms",
                "p99 ms",
                "max ms",
                "failed");
        pools.forEach(Pool::print);
        return pools.stream().filter(pool -> pool.name.equals("ours")).allMatch(Pool::meetsTheBounds);
    }

    private static BlogStorage open(String pool, Path file) {
        return switch (pool) {
            case "ours" -> JdbcStorage.h2File(file);
            case "hikari10" -> JdbcStorage.builder(hikari(file, 10)).build();
            case "hikari32" -> JdbcStorage.builder(hikari(file, 32)).build();
            case "h2" ->
                JdbcStorage.builder(JdbcConnectionPool.create(url(file), "sa", ""))
                        .build();
            default -> throw new IllegalArgumentException("pools are ours, hikari10, hikari32 and h2, not " + pool);
        };
    }

    private static HikariDataSource hikari(Path file, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(file));
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    private Reads run(BlogStorage storage, int threads) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Reader reader = new Reader(storage, start, new SplittableRandom(i));
            readers.add(reader);
            reader.start();
        }
        long cpuBefore = process.getProcessCpuTime();
        long begin = System.nanoTime();
        start.countDown();
        Thread.sleep(turnMillis);
        readers.forEach(reader -> reader.ended = true);
        Reads all = new Reads();
        for (Reader reader : readers) {
            reader.join();
            all.add(reader.reads);
        }
        all.nanos = System.nanoTime() - begin;
        all.cpuNanos = process.getProcessCpuTime() - cpuBefore;
        return all;
    }

    private final class Reader extends Thread {

        private static final ArticleQuery PUBLISHED = ArticleQuery.published(BlogRows.NEWEST);
        private static final CommentQuery THREAD = CommentQuery.all().about(new ArticleId(BlogRows.THREAD));
        private static final int PAGE = 20;

        private final BlogStorage storage;
        private final CountDownLatch start;
        private final SplittableRandom random;
        private final Reads reads = new Reads();
        private volatile boolean ended;

        Reader(BlogStorage storage, CountDownLatch start, SplittableRandom random) {
            this.storage = storage;
            this.start = start;
            this.random = random;
        }

        @Override
        public void run() {
            try {
                start.await();
            } catch (InterruptedException e) {
                return;
            }
            while (!ended) {
                long begin = System.nanoTime();
                try {
                    read();
                    reads.take(System.nanoTime() - begin);
                } catch (RuntimeException e) {
                    if (reads.failed++ == 0) {
                        System.err.println(e);
                    }
                }
            }
        }

        /** One of the reads that pages are made of. */
        private void read() {
            int what = random.nextInt(10);
            if (what < 4) {
                Slug slug = Slug.of("article-" + (1 + random.nextInt(articles)));
                if (storage.articles().findBySlug(slug).isEmpty()) {
                    throw new IllegalStateException(slug + " was not found");
                }
            } else if (what < 6) {
                requireFull(storage.articles().list(PUBLISHED, Optional.empty(), PAGE));
            } else if (what < 7) {
                requireFull(storage.articles().list(PUBLISHED.tagged(Slug.of(BlogRows.TAG)), Optional.empty(), PAGE));
            } else if (what < 9) {
                requireFull(storage.comments().list(THREAD, Optional.empty(), PAGE));
            } else {
                storage.tags().findAll(List.of(Slug.of(BlogRows.TAG), Slug.of("small-1")));
            }
        }

        private static void requireFull(List<?> page) {
            if (page.size() != PAGE) {
                throw new IllegalStateException("a page of " + page.size() + " rows");
            }
        }
    }

    private static final class Pool {

        private final String name;
        private final BlogStorage storage;
        private final Reads few = new Reads();
        private final Reads many = new Reads();

        Pool(String name, BlogStorage storage) {
            this.name = name;
            this.storage = storage;
        }

        void print() {
            few.print(name, FEW);
            many.print(name, MANY);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d threads get %.2f times done what %d do, for %.2f times the CPU; 99th percentile %.1f times%n",
                    name,
                    MANY,
                    rates(),
                    FEW,
                    many.cpuMicros() / few.cpuMicros(),
                    tails());
        }

        boolean meetsTheBounds() {
            return few.failed + many.failed == 0 && rates() >= LEAST_RATE && tails() <= (double) MANY / FEW;
        }

        private double rates() {
            return many.rate() / few.rate();
        }

        private double tails() {
            return many.percentile(99) / few.percentile(99);
        }
    }

    /** How long reads took, what they cost, and how many failed. */
    private static final class Reads {

        private long[] times = new long[1024];
        private int count;
        private long failed;
        private long nanos;
        private long cpuNanos;

        void take(long time) {
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = time;
        }

        void add(Reads more) {
            for (int i = 0; i < more.count; i++) {
                take(more.times[i]);
            }
            failed += more.failed;
            nanos += more.nanos;
            cpuNanos += more.cpuNanos;
        }

        double rate() {
            return count * 1e9 / nanos;
        }

        double cpuMicros() {
            return cpuNanos / 1e3 / count;
        }

        /** In milliseconds. */
        double percentile(double percent) {
            long[] sorted = Arrays.copyOf(times, count);
            Arrays.sort(sorted);
            return sorted[(int) Math.min(count - 1L, (long) (count * percent / 100))] / 1e6;
        }

        void print(String pool, int threads) {
            System.out.printf(
                    Locale.ROOT,
                    "%-9s %8d %9.0f %8.0f %9.3f %9.3f %9.3f %7d%n",
                    pool,
                    threads,
                    rate(),
                    cpuMicros(),
                    percentile(50),
                    percentile(99),
                    percentile(100),
                    failed);
        }
    }

    /** As {@code h2File} has it: one process has a file open by one URL. */
    private static String url(Path file) {
        return "jdbc:h2:async:" + file.toAbsolutePath() + ";WRITE_DELAY=0";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
