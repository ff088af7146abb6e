package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.MailOutcome.Cause;
import io.billet.engine.spi.MailOutcome.RefusedForGood;
import io.billet.engine.spi.MailOutcome.RefusedForNow;
import java.time.Duration;
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
}
