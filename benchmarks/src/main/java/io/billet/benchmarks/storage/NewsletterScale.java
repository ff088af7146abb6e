package io.billet.benchmarks.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.EmailAddress;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import io.billet.engine.BackgroundJob;
import io.billet.engine.Blog;
import io.billet.engine.NewsletterOptions;
import io.billet.engine.Site;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Measures how long an issue takes from the call that sends it to the last outcome that is recorded, and how much heap that takes;
 * beside it, a loop over all subscribers that sends to one after the other and writes nothing down.
 *
 * <p>Arguments: {@code postgresql} or {@code h2}; how many subscribers (default 100,000); {@code latency=5} for a mailer that takes
 * so many milliseconds, in place of one that takes none; {@code nodes=2} for two nodes in this process, each with a pool of its own;
 * {@code connections=16} for so many at a node; {@code naive} for the loop.
 */
public final class NewsletterScale {

    private NewsletterScale() {}

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
        Trial trial = new Trial(
                rows,
                number(wanted, "latency", 0),
                number(wanted, "nodes", 1),
                number(wanted, "connections", NewsletterOptions.DEFAULT.connections()),
                wanted.contains("naive"));
        if (wanted.contains("h2")) {
            Path folder = Files.createTempDirectory("billet-newsletter");
            try {
                trial.run("H2", "jdbc:h2:file:" + folder.resolve("blog") + ";WRITE_DELAY=0", "sa", CpuTime.ofThis());
            } finally {
                StorageScale.delete(folder);
            }
        } else {
            Path folder = Files.createTempDirectory("billet-newsletter");
            try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .start()) {
                trial.run(
                        "PostgreSQL",
                        server.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        CpuTime.withServer(folder.resolve("postmaster.pid")));
            }
        }
    }

    private static int number(List<String> arguments, String name, int otherwise) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(name + "="))
                .map(argument -> Integer.parseInt(argument.substring(name.length() + 1)))
                .findFirst()
                .orElse(otherwise);
    }

    private record Trial(int rows, int latency, int nodes, int connections, boolean isNaive) {

        private Mailer mailer(LongAdder sent) {
            return mail -> {
                if (latency > 0) {
                    pause(latency);
                }
                sent.increment();
                return MailOutcome.accepted();
            };
        }

        void run(String database, String url, String user, CpuTime cpu) throws Exception {
            List<HikariDataSource> pools = new ArrayList<>();
            List<Blog> blogs = new ArrayList<>();
            List<JdbcStorage> storages = new ArrayList<>();
            LongAdder sent = new LongAdder();
            for (int i = 0; i < nodes; i++) {
                HikariDataSource pool = StorageScale.pool(url, user);
                pools.add(pool);
                JdbcStorage storage = JdbcStorage.builder(pool).build();
                storages.add(storage);
                blogs.add(Blog.builder()
                        .site(Site.of("Scale", URI.create("https://example.org/blog"), LanguageTag.ENGLISH))
                        .storage(storage)
                        .mailer(mailer(sent))
                        .newsletter(NewsletterOptions.DEFAULT.withConnections(connections))
                        .build());
                if (i == 0) {
                    fill(pool);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%n%s, %,d subscribers, mailer of %d ms, %d node(s) of %d connections, heap of at most %d MB%n",
                    database,
                    rows,
                    latency,
                    nodes,
                    connections,
                    Runtime.getRuntime().maxMemory() >> 20);
            if (isNaive) {
                loop(blogs.get(0), storages.get(0), sent, cpu);
            } else {
                measure(blogs, sent, cpu);
            }
            blogs.forEach(Blog::close);
            pools.forEach(HikariDataSource::close);
        }

        private void fill(HikariDataSource pool) throws Exception {
            try (Connection connection = pool.getConnection()) {
                BlogRows.fillSubscribers(connection, "billet_", rows);
                connection.createStatement().execute("ANALYZE");
            }
        }

        /** What somebody would write first: no ledger, so that who was mailed before a kill is not known after. */
        private void loop(Blog blog, JdbcStorage storage, LongAdder sent, CpuTime cpu) {
            Article article = article(blog);
            Mailer mailer = mailer(sent);
            OutgoingMail mail = blog.newsletter()
                    .preview(article.id(), EmailAddress.of("a@example.org"), LanguageTag.ENGLISH, ArticleAccess.WHOLE);
            long begun = System.nanoTime();
            CpuTime.Reading first = cpu.read();
            try (Stream<Subscriber> all =
                    storage.subscribers().stream(SubscriberQuery.all().in(SubscriberState.Kind.CONFIRMED))) {
                all.forEach(subscriber -> mailer.send(mail));
            }
            print(
                    "a loop, nothing written down",
                    sent.sum(),
                    System.nanoTime() - begun,
                    cpu.read().since(first));
        }

        private Article article(Blog blog) {
            Article draft = blog.articles()
                    .draft(edit -> edit.title("An issue").markdown("Some *text* of an article.\n\n".repeat(40)));
            return blog.articles().publish(draft.id(), draft.version());
        }

        private void measure(List<Blog> blogs, LongAdder sent, CpuTime cpu) {
            Blog desk = blogs.get(0);
            Article article = article(desk);
            long begun = System.nanoTime();
            CpuTime.Reading first = cpu.read();
            CpuTime.Reading half = first;
            IssueSummary issue = desk.newsletter().send(article.id(), article.version());
            blogs.forEach(blog -> blog.start(BackgroundJob.NEWSLETTER));
            long frozen = 0;
            long peak = 0;
            IssueState state = issue.state();
            while (state.kind() != IssueState.Kind.COMPLETED) {
                pause(50);
                state = desk.newsletter().find(issue.id()).orElseThrow().state();
                if (frozen == 0 && state.kind() != IssueState.Kind.PREPARING) {
                    frozen = System.nanoTime();
                    half = cpu.read();
                }
                peak = Math.max(
                        peak,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
            long ended = System.nanoTime();
            CpuTime.Reading last = cpu.read();
            print("audience frozen", rows, frozen - begun, half.since(first));
            print("sent and recorded", sent.sum(), ended - frozen, last.since(half));
            print("from the call to the end", rows, ended - begun, last.since(first));
            System.out.printf(Locale.ROOT, "%s; heap in use at most %d MB%n", state, peak >> 20);
        }
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(String what, long rows, long nanos, CpuTime.Reading cpu) {
        System.out.printf(
                Locale.ROOT,
                "%-30s %,10d %8.1f s %,10.0f a second; %s%n",
                what,
                rows,
                nanos / 1e9,
                rows * 1e9 / nanos,
                cpu);
    }
}
