package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.Article;
import io.billet.core.Consent;
import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.Blog;
import io.billet.mail.smtp.MisbehavingSmtpServer.Key;
import io.billet.mail.smtp.MisbehavingSmtpServer.Message;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.IssueStore;
import io.billet.storage.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends an issue from several processes over one PostgreSQL to a server that counts what comes, while processes are killed
 * ({@code SIGKILL}) and the server goes wrong.
 *
 * <p>The profile {@code newsletter-kills} makes it 10,000 recipients, 4 processes and 50 kills.
 */
class NewsletterKillsTest {

    private static final int RECIPIENTS = Integer.getInteger("billet.newsletter.recipients", 500);
    private static final int NODES = Integer.getInteger("billet.newsletter.nodes", 2);
    private static final int KILLS = Integer.getInteger("billet.newsletter.kills", 5);

    /** How many messages before a kill may not have been recorded: what two connections send in a few tenths of a second. */
    private static final int UNRECORDED = 100;

    private static EmbeddedPostgres postgres;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    /** A send, and what it left. */
    private final class Trial implements AutoCloseable {

        private final Random random = new Random(14);
        private final String url;
        private final HikariDataSource pool;
        private final BlogStorage storage;
        private final MisbehavingSmtpServer server;
        private final List<Process> nodes = new ArrayList<>();
        private final List<Integer> killedAt = new ArrayList<>();
        private IssueId issue;

        Trial(String database, int recipients, Faults faults) throws Exception {
            try (var connection = postgres.getPostgresDatabase().getConnection()) {
                connection.createStatement().execute("CREATE DATABASE " + database);
            }
            url = postgres.getJdbcUrl("postgres", database);
            pool = NewsletterNode.pool(url);
            storage = JdbcStorage.builder(pool).build();
            server = MisbehavingSmtpServer.builder()
                    .faults(faults)
                    .slow(Duration.ofMillis(400))
                    .withoutBodies()
                    .start();
            subscribe(recipients);
            try (Blog desk = NewsletterNode.blog(pool, server.port())) {
                Article draft =
                        desk.articles().draft(edit -> edit.title("Bonjour").markdown("Un texte."));
                Article article = desk.articles().publish(draft.id(), draft.version());
                issue = desk.newsletter().send(article.id(), article.version()).id();
            }
        }

        private void subscribe(int recipients) {
            IdGenerator ids = new IdGenerator(Clock.systemUTC(), new SecureRandom());
            Instant now = Instant.now();
            for (int i = 0; i < recipients; i++) {
                storage.subscribers()
                        .create(Subscriber.request(
                                        new SubscriberId(ids.next()),
                                        EmailAddress.of("reader" + i + "@d" + i % 7 + ".example"),
                                        LanguageTag.FRENCH,
                                        Consent.asked("test", "1", now),
                                        now)
                                .confirm(now));
            }
        }

        private Process node() throws IOException {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                            "-cp",
                            System.getProperty("java.class.path"),
                            NewsletterNode.class.getName(),
                            url,
                            String.valueOf(server.port()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "nodes.log")))
                    .start();
        }

        /** Kills when so many messages more or less have come, so that all kills hit while there is something to hit. */
        void run(int nodeCount, int kills, Duration patience) throws Exception {
            for (int i = 0; i < nodeCount; i++) {
                nodes.add(node());
            }
            int recipients = (int) storage.subscribers().count(io.billet.storage.api.SubscriberQuery.all());
            long deadline = System.nanoTime() + patience.toNanos();
            while (state().kind() != IssueState.Kind.COMPLETED) {
                int came = server.messages().size();
                if (killedAt.size() < kills && came >= (killedAt.size() + 1) * recipients * 0.9 / (kills + 1)) {
                    int victim = random.nextInt(nodes.size());
                    nodes.get(victim).destroyForcibly().waitFor();
                    killedAt.add(server.messages().size());
                    nodes.set(victim, node());
                }
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("not done in " + patience + ": " + state() + ", "
                            + storage.issues().counts(issue) + ", " + killedAt.size() + " kills");
                }
                Thread.sleep(5);
            }
        }

        IssueState state() {
            return storage.issues().find(issue).orElseThrow().state();
        }

        Map<DeliveryState.Kind, List<Delivery>> ledger() {
            Map<DeliveryState.Kind, List<Delivery>> rows = new TreeMap<>();
            IssueStore issues = storage.issues();
            for (DeliveryState.Kind kind : DeliveryState.Kind.values()) {
                List<Delivery> all = new ArrayList<>();
                List<Delivery> part;
                do {
                    Optional<DeliveryId> after = all.isEmpty()
                            ? Optional.empty()
                            : Optional.of(all.get(all.size() - 1).id());
                    part = issues.deliveries(issue, kind, after, 1_000);
                    all.addAll(part);
                } while (part.size() == 1_000);
                rows.put(kind, all);
            }
            return rows;
        }

        /** Returns the copies that came after a first one was taken, and whether there is a reason for each. */
        List<String> unexplainedCopies() {
            List<Message> messages = server.messages();
            Map<Key, Integer> lastTaken = new HashMap<>();
            List<String> unexplained = new ArrayList<>();
            for (int i = 0; i < messages.size(); i++) {
                Message message = messages.get(i);
                if (!message.isTaken()) {
                    continue;
                }
                Integer before = lastTaken.put(new Key(message.id(), message.recipient()), i);
                if (before != null && !messages.get(before).fault().losesTheReply() && !wasKilledAfter(before)) {
                    unexplained.add(message.id() + ", message " + before + " and " + i + ", after "
                            + messages.get(before).fault());
                }
            }
            return unexplained;
        }

        private boolean wasKilledAfter(int message) {
            return killedAt.stream().anyMatch(kill -> message < kill && message >= kill - UNRECORDED);
        }

        long copies() {
            return server.taken().values().stream()
                    .mapToLong(times -> times - 1)
                    .sum();
        }

        void assertNobodyIsMissed(int recipients) {
            Map<DeliveryState.Kind, List<Delivery>> ledger = ledger();
            List<Delivery> sent = ledger.get(DeliveryState.Kind.SENT);
            List<Delivery> failed = ledger.get(DeliveryState.Kind.FAILED);
            assertThat(sent.size() + failed.size()).as("rows at an end").isEqualTo(recipients);
            assertThat(ledger.values().stream()
                            .flatMap(List::stream)
                            .map(Delivery::subscriber)
                            .distinct())
                    .as("subscribers with a row")
                    .hasSize(recipients);
            assertThat(state())
                    .isInstanceOfSatisfying(
                            IssueState.Completed.class,
                            completed -> assertThat(completed.counts())
                                    .isEqualTo(new DeliveryCounts(0, 0, sent.size(), 0, failed.size())));

            Map<Key, Integer> taken = server.taken();
            assertThat(sent.stream()
                            .map(row -> new Key(
                                    "<" + row.id() + "@example.org>",
                                    row.email().value()))
                            .filter(key -> !taken.containsKey(key)))
                    .as("sent, says the ledger, and never came")
                    .isEmpty();
            assertThat(failed)
                    .allSatisfy(row -> assertThat(((DeliveryState.Failed) row.state()).reason())
                            .as("only what the server refused for good has failed")
                            .matches("(mailbox|policy|content|address): 5.*"));
            assertThat(taken.keySet().stream().collect(Collectors.groupingBy(Key::recipient, Collectors.counting())))
                    .as("Message-IDs by recipient")
                    .allSatisfy((recipient, ids) -> assertThat(ids).isEqualTo(1));
        }

        void tell(String what, long begunAt) {
            Map<Fault, Long> faults = server.messages().stream()
                    .map(Message::fault)
                    .filter(fault -> fault != Fault.NONE)
                    .collect(Collectors.groupingBy(fault -> fault, TreeMap::new, Collectors.counting()));
            System.err.printf(
                    java.util.Locale.ROOT,
                    "%s: %s, %d kills, %d messages came to their end, %d copies more than one, %d of them unexplained;"
                            + " faults at or after the end %s; %.1f s%n",
                    what,
                    state(),
                    killedAt.size(),
                    server.messages().size(),
                    copies(),
                    unexplainedCopies().size(),
                    faults,
                    (System.nanoTime() - begunAt) / 1e9);
        }

        @Override
        public void close() throws Exception {
            for (Process node : nodes) {
                node.destroyForcibly().waitFor();
            }
            storage.close();
            pool.close();
            server.close();
        }
    }

    @Test
    void whoever_is_killed_nobody_is_missed_and_a_second_copy_has_a_reason() throws Exception {
        long begun = System.nanoTime();
        try (Trial trial = new Trial("kills", RECIPIENTS, Faults.usual(14, 5))) {
            trial.run(NODES, KILLS, Duration.ofSeconds(60 + RECIPIENTS / 20));
            trial.tell(RECIPIENTS + " recipients, " + NODES + " nodes", begun);

            trial.assertNobodyIsMissed(RECIPIENTS);
            assertThat(trial.killedAt).hasSize(KILLS);
            assertThat(trial.unexplainedCopies()).isEmpty();
        }
    }

    @Test
    void without_kills_and_faults_nobody_gets_two() throws Exception {
        long begun = System.nanoTime();
        try (Trial trial = new Trial("quiet", RECIPIENTS, Faults.none())) {
            trial.run(NODES, 0, Duration.ofSeconds(60 + RECIPIENTS / 20));
            trial.tell(RECIPIENTS + " recipients, " + NODES + " nodes", begun);

            trial.assertNobodyIsMissed(RECIPIENTS);
            assertThat(trial.ledger().get(DeliveryState.Kind.SENT)).hasSize(RECIPIENTS);
            assertThat(trial.server.messages()).hasSize(RECIPIENTS);
        }
    }
}
