package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.MailOutcome.Cause;
import io.billet.engine.spi.MailOutcome.RefusedForGood;
import io.billet.engine.spi.MailOutcome.RefusedForNow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpMailerTest {

    private static SmtpMailer.Builder mailer(MisbehavingSmtpServer server) {
        return SmtpMailer.builder("localhost")
                .port(server.port())
                .localName("localhost")
                .readTimeout(Duration.ofMillis(1_500));
    }

    private static MisbehavingSmtpServer server(Fault... faults) throws Exception {
        return MisbehavingSmtpServer.builder().faults(Faults.script(faults)).start();
    }

    @Nested
    class A_mail {

        @Test
        void comes_as_it_was_given_in_its_envelope() throws Exception {
            try (MisbehavingSmtpServer server = server();
                    SmtpMailer mailer = mailer(server).build()) {
                assertThat(mailer.send(Mails.mail(1))).isEqualTo(MailOutcome.accepted());

                MisbehavingSmtpServer.Message message = server.messages().get(0);
                assertThat(message.from()).isEqualTo("blog@example.net");
                assertThat(message.recipient()).isEqualTo("zoe@example.org");
                assertThat(message.id()).isEqualTo("<1@example.net>");
                assertThat(message.text()).contains("Subject: Bonjour\r\n", "Content-Type: multipart/alternative");
            }
        }

        @Test
        void goes_over_the_connection_of_the_one_before() throws Exception {
            try (MisbehavingSmtpServer server = server();
                    SmtpMailer mailer = mailer(server).messagesPerConnection(3).build()) {
                for (int i = 0; i < 7; i++) {
                    assertThat(mailer.send(Mails.mail(i))).isEqualTo(MailOutcome.accepted());
                }

                assertThat(server.messages().stream().map(MisbehavingSmtpServer.Message::connection))
                        .containsExactly(1, 1, 1, 2, 2, 2, 3);
                assertThat(server.commands().stream().filter("QUIT"::equals)).hasSize(2);
            }
        }
    }

    @Nested
    class An_outcome {

        @ParameterizedTest
        @CsvSource({
            "MAIL_4XX, now,",
            "MAIL_5XX, good, POLICY",
            "MAIL_DEAD, good, OTHER",
            "RCPT_4XX, now,",
            "RCPT_DEAD, good, ADDRESS",
            "RCPT_FULL, good, MAILBOX",
            "DATA_4XX, now,",
            "END_4XX, now,",
            "END_CONTENT, good, CONTENT",
            "END_POLICY, good, POLICY",
            "MAIL_421, now,",
            "END_421, now,",
            "DROP_AT_MAIL, now,",
            "DROP_AT_RCPT, now,",
            "DROP_AT_DATA, now,",
            "DROP_IN_MESSAGE, unknown,",
            "DROP_AFTER_END, unknown,",
            "DROP_AFTER_END_UNTAKEN, unknown,",
            "SLOW_250, accepted,",
            "SILENCE_AFTER_END, unknown,",
            "SILENCE_AT_MAIL, now,",
            "CLOSE_421_AFTERWARDS, accepted,",
            "CLOSE_AFTERWARDS, accepted,",
            "GARBAGE_AT_RCPT, now,",
            "GARBAGE_AFTER_END, unknown,",
            "LONG_LINE_AT_RCPT, now,",
            "ENDLESS_REPLY_AT_RCPT, now,",
            "DRIP_AT_RCPT, now,",
            "MANY_LINES_AT_RCPT, good, ADDRESS"
        })
        void is_what_the_server_said_last(Fault fault, String kind, Cause cause) throws Exception {
            for (boolean isPipelined : new boolean[] {true, false}) {
                try (MisbehavingSmtpServer server = server(fault);
                        SmtpMailer mailer =
                                mailer(server).pipelining(isPipelined).build()) {
                    MailOutcome outcome = mailer.send(Mails.mail(1));

                    assertThat(kind(outcome)).as("%s", outcome).isEqualTo(kind);
                    if (outcome instanceof RefusedForGood refused) {
                        assertThat(refused.cause()).isEqualTo(cause);
                        assertThat(refused.reason()).startsWith("5").doesNotContain("zoe");
                    }
                    // And the next one is sent.
                    assertThat(mailer.send(Mails.mail(2))).isEqualTo(MailOutcome.accepted());
                    assertThat(server.taken())
                            .containsEntry(new MisbehavingSmtpServer.Key("<2@example.net>", "zoe@example.org"), 1);
                    assertThat(server.taken().values()).allMatch(count -> count == 1);
                }
            }
        }

        private static String kind(MailOutcome outcome) {
            return outcome instanceof MailOutcome.Accepted
                    ? "accepted"
                    : outcome instanceof RefusedForGood ? "good" : outcome instanceof RefusedForNow ? "now" : "unknown";
        }
    }

    @Nested
    class Connections {

        @Test
        void that_the_server_has_ended_are_replaced_without_losing_or_doubling_a_mail() throws Exception {
            for (boolean isPipelined : new boolean[] {true, false}) {
                try (MisbehavingSmtpServer server = server(Fault.CLOSE_421_AFTERWARDS, Fault.CLOSE_AFTERWARDS);
                        SmtpMailer mailer =
                                mailer(server).pipelining(isPipelined).build()) {
                    for (int i = 0; i < 3; i++) {
                        assertThat(mailer.send(Mails.mail(i))).isEqualTo(MailOutcome.accepted());
                    }
                    server.dropAll();
                    assertThat(mailer.send(Mails.mail(3))).isEqualTo(MailOutcome.accepted());

                    assertThat(server.taken())
                            .hasSize(4)
                            .allSatisfy((key, count) -> assertThat(count).isEqualTo(1));
                    assertThat(server.connections()).isEqualTo(4);
                }
            }
        }

        @Test
        void of_a_server_that_was_started_anew_are_replaced() throws Exception {
            MisbehavingSmtpServer first = server();
            int port = first.port();
            try (SmtpMailer mailer = mailer(first).build()) {
                assertThat(mailer.send(Mails.mail(1))).isEqualTo(MailOutcome.accepted());
                first.close();
                assertThat(mailer.send(Mails.mail(2))).isInstanceOf(RefusedForNow.class);

                try (MisbehavingSmtpServer second =
                        MisbehavingSmtpServer.builder().port(port).start()) {
                    assertThat(mailer.send(Mails.mail(2))).isEqualTo(MailOutcome.accepted());
                    assertThat(second.messages()).hasSize(1);
                }
            }
        }

        @Test
        void are_replaced_once_for_a_mail_and_not_for_ever() throws Exception {
            try (MisbehavingSmtpServer server = server();
                    SmtpMailer mailer = mailer(server).build()) {
                mailer.send(Mails.mail(1));
                server.faults(Faults.random(1, 100, Fault.MAIL_421));

                assertThat(mailer.send(Mails.mail(2))).isInstanceOf(RefusedForNow.class);
                assertThat(server.connections()).isEqualTo(2);
            }
        }

        @Test
        void on_which_a_message_to_nobody_is_asked_for_get_none_and_go_on() throws Exception {
            try (MisbehavingSmtpServer server = server(Fault.RCPT_DEAD_YET_354);
                    SmtpMailer mailer = mailer(server).build()) {
                assertThat(mailer.send(Mails.mail(1))).isInstanceOf(RefusedForGood.class);
                assertThat(mailer.send(Mails.mail(2))).isEqualTo(MailOutcome.accepted());

                assertThat(server.connections()).isEqualTo(1);
                assertThat(server.messages()).hasSize(1);
            }
        }

        @Test
        void that_were_lost_after_the_message_are_not_replaced_for_the_same_mail() throws Exception {
            try (MisbehavingSmtpServer server = server(Fault.NONE, Fault.DROP_AFTER_END);
                    SmtpMailer mailer = mailer(server).build()) {
                mailer.send(Mails.mail(1));

                assertThat(mailer.send(Mails.mail(2))).isInstanceOf(MailOutcome.Unknown.class);
                assertThat(server.messages()).hasSize(2);
            }
        }

        @Test
        void are_as_many_as_allowed_for_a_hundred_threads_and_each_mail_comes_once() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(100);
            try (MisbehavingSmtpServer server = server();
                    SmtpMailer mailer = mailer(server)
                            .connections(4)
                            .messagesPerConnection(10_000)
                            .build()) {
                List<Future<MailOutcome>> outcomes = new ArrayList<>();
                for (int i = 0; i < 2_000; i++) {
                    int number = i;
                    outcomes.add(threads.submit(() -> mailer.send(Mails.mail(number))));
                }
                for (Future<MailOutcome> outcome : outcomes) {
                    assertThat(outcome.get()).isEqualTo(MailOutcome.accepted());
                }

                assertThat(server.taken())
                        .hasSize(2_000)
                        .allSatisfy((key, count) -> assertThat(count).isEqualTo(1));
                assertThat(server.mostConnections()).isLessThanOrEqualTo(4);
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void of_many_threads_stand_any_fault_and_nothing_is_lost_or_doubled() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder()
                            .faults(Faults.usual(7, 20))
                            .slow(Duration.ofMillis(20))
                            .start();
                    SmtpMailer mailer = mailer(server).connections(4).build()) {
                List<Future<MailOutcome>> outcomes = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                    int number = i;
                    outcomes.add(threads.submit(() -> mailer.send(Mails.mail(number))));
                }
                Map<MisbehavingSmtpServer.Key, Integer> taken = null;
                int unknown = 0;
                for (int i = 0; i < 1_000; i++) {
                    MailOutcome outcome = outcomes.get(i).get();
                    taken = server.taken();
                    int count = taken.getOrDefault(
                            new MisbehavingSmtpServer.Key("<" + i + "@example.net>", "zoe@example.org"), 0);
                    if (outcome instanceof MailOutcome.Unknown) {
                        unknown++;
                        assertThat(count).isLessThanOrEqualTo(1);
                    } else {
                        assertThat(count).as("%s", outcome).isEqualTo(outcome instanceof MailOutcome.Accepted ? 1 : 0);
                    }
                }

                assertThat(unknown).isPositive();
                assertThat(server.messages().stream()
                                .filter(message -> message.fault().losesTheReply()))
                        .isNotEmpty();
                assertThat(server.mostConnections()).isLessThanOrEqualTo(8);
                eventually(() -> server.openConnections() <= 4);
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void that_wait_for_long_are_ended_as_one_should() throws Exception {
            try (MisbehavingSmtpServer server = server();
                    SmtpMailer mailer =
                            mailer(server).idleTime(Duration.ofMillis(100)).build()) {
                mailer.send(Mails.mail(1));
                assertThat(server.openConnections()).isEqualTo(1);

                eventually(() -> server.openConnections() == 0);
                assertThat(server.commands()).contains("QUIT");
                assertThat(mailer.send(Mails.mail(2))).isEqualTo(MailOutcome.accepted());
            }
        }

        @Test
        void are_waited_for_as_long_as_one_has_patience() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(1);
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder()
                            .faults(Faults.script(Fault.SLOW_250))
                            .slow(Duration.ofMillis(800))
                            .start();
                    SmtpMailer mailer = mailer(server)
                            .connections(1)
                            .patience(Duration.ofMillis(50))
                            .build()) {
                Future<MailOutcome> slow = threads.submit(() -> mailer.send(Mails.mail(1)));
                eventually(() -> server.messages().size() == 1);

                assertThat(mailer.send(Mails.mail(2))).isInstanceOf(RefusedForNow.class);
                assertThat(slow.get()).isEqualTo(MailOutcome.accepted());
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void end_with_the_mailer_and_leave_no_thread() throws Exception {
            MisbehavingSmtpServer server = MisbehavingSmtpServer.builder()
                    .faults(Faults.script(Fault.NONE, Fault.SLOW_250))
                    .start();
            SmtpMailer mailer = mailer(server).build();
            ExecutorService threads = Executors.newFixedThreadPool(1);
            try (server) {
                mailer.send(Mails.mail(1));
                Future<MailOutcome> underWay = threads.submit(() -> mailer.send(Mails.mail(2)));
                eventually(() -> server.messages().size() == 2);
                mailer.close();

                assertThat(mailer.send(Mails.mail(3))).isInstanceOf(RefusedForNow.class);
                assertThat(underWay.get()).isEqualTo(MailOutcome.accepted());
                eventually(() -> server.openConnections() == 0);
                eventually(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("billet-smtp") && thread.isAlive()));
                mailer.close();
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void to_a_server_that_greets_with_a_refusal_are_none() throws Exception {
            for (String greeting : new String[] {"554 5.7.1 Not you", "421 4.3.2 Too busy", "hm?", ""}) {
                try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder()
                                .greeting(greeting)
                                .start();
                        SmtpMailer mailer = mailer(server)
                                .readTimeout(Duration.ofMillis(300))
                                .build()) {
                    assertThat(mailer.send(Mails.mail(1))).isInstanceOf(RefusedForNow.class);
                    eventually(() -> server.openConnections() == 0);
                }
            }
        }

        @Test
        void that_do_not_read_are_given_up() throws Exception {
            // It reads what is said before the message, and nothing of the message itself.
            try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    SmtpMailer mailer = SmtpMailer.builder("localhost")
                            .port(deaf.getLocalPort())
                            .localName("a")
                            .writeTimeout(Duration.ofMillis(300))
                            .build()) {
                Thread server = new Thread(() -> {
                    try {
                        Socket client = deaf.accept();
                        client.getOutputStream()
                                .write("220 a\r\n250 a\r\n250 ok\r\n250 ok\r\n354 go\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                        Thread.sleep(60_000);
                    } catch (IOException | InterruptedException e) {
                        // The test is over.
                    }
                });
                server.setDaemon(true);
                server.start();
                MailOutcome outcome = mailer.send(Mails.of("a", "line\n".repeat(4_000_000), Optional.empty()));

                assertThat(outcome).isInstanceOf(MailOutcome.Unknown.class);
                server.interrupt();
            }
        }

        private static void eventually(BooleanSupplier condition) throws InterruptedException {
            for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
                Thread.sleep(10);
            }
            assertThat(condition.getAsBoolean()).isTrue();
        }
    }
}
