package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.billet.engine.Blog;
import io.billet.mail.smtp.MisbehavingSmtpServer.Message;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks for the newsletter at several processes over one PostgreSQL, while processes are killed ({@code SIGKILL}) and the mail
 * server goes wrong: whoever was told to look into their inbox gets a link that works.
 *
 * <p>The profile {@code newsletter-kills} makes it 1,000 requests and 20 kills.
 */
class SubscriptionKillsTest {

    private static final int REQUESTS = Integer.getInteger("billet.outbox.requests", 200);
    private static final int KILLS = Integer.getInteger("billet.outbox.kills", 5);
    private static final int NODES = 2;
    private static final Pattern TOKEN = Pattern.compile("confirm\\?token=([\\w-]+)");

    /** None that is for good: whom the server will never take a mail for gets none. */
    private static final Faults FAULTS = Faults.random(
            14,
            5,
            Fault.RCPT_4XX,
            Fault.END_4XX,
            Fault.MAIL_421,
            Fault.DROP_AT_DATA,
            Fault.DROP_IN_MESSAGE,
            Fault.DROP_AFTER_END,
            Fault.DROP_AFTER_END_UNTAKEN,
            Fault.CLOSE_421_AFTERWARDS,
            Fault.SLOW_250);

    @TempDir
    private static Path folder;

    private final Random random = new Random(14);
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Queue<String> toAsk = new ConcurrentLinkedQueue<>();

    /** A process, and what was asked of it. */
    private final class Node {

        private final Process process;
        private final PrintStream requests;
        private final Thread answers;
        private final Set<String> open = ConcurrentHashMap.newKeySet();

        Node(String url, int port, long begin) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SubscriptionNode.class.getName(),
                            url,
                            String.valueOf(port),
                            String.valueOf(begin))
                    .redirectError(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "nodes.log")))
                    .start();
            requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            answers = new Thread(this::read, "answers");
            answers.setDaemon(true);
            answers.start();
        }

        private void read() {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String address = line.substring(line.lastIndexOf(' ') + 1);
                    answered.add(address);
                    open.remove(address);
                }
            } catch (IOException e) {
                // It was killed in the middle of a line, which nobody has read.
            }
        }

        void ask(String address) {
            open.add(address);
            requests.println(address);
        }

        /** Whoever got no answer asks again, as people do. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
            answers.join(10_000);
            toAsk.addAll(open);
        }
    }

    @Test
    void whoever_was_told_to_look_into_their_inbox_gets_a_link_that_works() throws Exception {
        long begunAt = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                MisbehavingSmtpServer server = MisbehavingSmtpServer.builder()
                        .faults(FAULTS)
                        .slow(Duration.ofMillis(100))
                        .start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            long begin = System.currentTimeMillis();
            try (HikariDataSource pool = NewsletterNode.pool(url);
                    Blog desk = SubscriptionNode.blog(pool, server.port(), SubscriptionNode.clock(begin))) {
                int kills = ask(url, server.port(), begin, desk, server);
                assertThat(kills).isEqualTo(KILLS);
                assertThat(answered).hasSize(REQUESTS);
                assertEachHasALinkThatWorks(desk, server);
                System.err.printf(
                        Locale.ROOT,
                        "%d requests answered, %d kills, %d mails taken by the server, %d to the same person again; %.1f s%n",
                        answered.size(),
                        kills,
                        server.messages().stream().filter(Message::isTaken).count(),
                        server.messages().stream().filter(Message::isTaken).count()
                                - mailed(server).size(),
                        (System.nanoTime() - begunAt) / 1e9);
            }
        }
    }

    /** Returns how many were killed. */
    private int ask(String url, int port, long begin, Blog desk, MisbehavingSmtpServer server) throws Exception {
        IntStream.range(0, REQUESTS).forEach(i -> toAsk.add("reader" + i + "@d" + i % 7 + ".example"));
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(new Node(url, port, begin));
        }
        int kills = 0;
        int asked = 0;
        long deadline =
                System.nanoTime() + Duration.ofSeconds(90 + REQUESTS / 5).toNanos();
        try {
            while (answered.size() < REQUESTS || !mailed(server).containsAll(answered) || kills < KILLS) {
                String next = toAsk.poll();
                if (next != null) {
                    nodes.get(random.nextInt(NODES)).ask(next);
                    asked++;
                }
                if (kills < KILLS && asked >= (kills + 1) * REQUESTS * 0.9 / (KILLS + 1)) {
                    int victim = random.nextInt(NODES);
                    nodes.get(victim).kill();
                    nodes.set(victim, new Node(url, port, begin));
                    kills++;
                }
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(
                            answered.size() + " answered, " + mailed(server).size() + " mailed, "
                                    + desk.outbox().waiting() + " wait, " + kills + " kills");
                }
                Thread.sleep(next == null ? 50 : 5);
            }
            return kills;
        } finally {
            for (Node node : nodes) {
                node.kill();
            }
        }
    }

    private static Set<String> mailed(MisbehavingSmtpServer server) {
        return server.messages().stream()
                .filter(Message::isTaken)
                .map(Message::recipient)
                .collect(Collectors.toSet());
    }

    /** The latest mail of each; one that was sent again has another link under the same identity. */
    private void assertEachHasALinkThatWorks(Blog desk, MisbehavingSmtpServer server) throws Exception {
        Map<String, Message> latest = server.messages().stream()
                .filter(Message::isTaken)
                .collect(Collectors.toMap(Message::recipient, message -> message, (first, second) -> second));
        for (String address : answered) {
            Matcher token = TOKEN.matcher(Mails.text(latest.get(address)));
            assertThat(token.find()).as("a link for %s", address).isTrue();
            assertThat(desk.subscribers().awaitingConfirmation(token.group(1)))
                    .as("whom the link of %s confirms", address)
                    .hasValueSatisfying(
                            subscriber -> assertThat(subscriber.email().value()).isEqualTo(address));
        }
    }
}
