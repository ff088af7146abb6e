package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.MailOutcome.RefusedForNow;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {

    private static final Certificate LOCAL = Certificate.of("dns:localhost,ip:127.0.0.1");
    private static final Certificate OTHER = Certificate.of("dns:other.example");

    private static SmtpMailer.Builder mailer(MisbehavingSmtpServer server, SmtpTls tls) {
        return SmtpMailer.builder("localhost")
                .port(server.port())
                .tls(tls)
                .localName("localhost")
                .account("blog@example.net", "s3cret")
                .readTimeout(Duration.ofSeconds(5));
    }

    private static MisbehavingSmtpServer.Builder server(SmtpTls tls, Certificate certificate) throws Exception {
        MisbehavingSmtpServer.Builder server = MisbehavingSmtpServer.builder().account("blog@example.net", "s3cret");
        return switch (tls) {
            case STARTTLS -> server.tls(certificate.server());
            case IMPLICIT -> server.implicitTls(certificate.server());
            case NONE -> server;
        };
    }

    /** Nothing of the mail or of the account, in clear or not. */
    private static void nothingWasSaid(MisbehavingSmtpServer server) {
        assertThat(server.commands())
                .noneMatch(
                        command -> command.startsWith("AUTH") || command.startsWith("MAIL") || command.contains("zoe"));
        assertThat(server.messages()).isEmpty();
    }

    @Nested
    class A_secured_connection {

        @ParameterizedTest
        @CsvSource({"STARTTLS", "IMPLICIT"})
        void takes_the_password_and_many_mails(SmtpTls tls) throws Exception {
            try (MisbehavingSmtpServer server = server(tls, LOCAL).start();
                    SmtpMailer mailer =
                            mailer(server, tls).trust(LOCAL.trusted()).build()) {
                for (int i = 0; i < 3; i++) {
                    assertThat(mailer.send(Mails.mail(i))).isEqualTo(MailOutcome.accepted());
                }

                assertThat(server.messages()).hasSize(3).allMatch(MisbehavingSmtpServer.Message::isSecure);
                assertThat(server.connections()).isEqualTo(1);
                assertThat(server.commands()).anyMatch(command -> command.startsWith("AUTH"));
            }
        }

        @ParameterizedTest
        @CsvSource({"STARTTLS", "IMPLICIT"})
        void that_is_lost_is_replaced(SmtpTls tls) throws Exception {
            try (MisbehavingSmtpServer server = server(tls, LOCAL).start();
                    SmtpMailer mailer = mailer(server, tls)
                            .trust(LOCAL.trusted())
                            .readTimeout(Duration.ofMillis(1_500))
                            .build()) {
                mailer.send(Mails.mail(1));
                server.dropAll();

                assertThat(mailer.send(Mails.mail(2))).isEqualTo(MailOutcome.accepted());
                server.faults(Faults.script(Fault.DRIP_AT_RCPT, Fault.NONE, Fault.DROP_AFTER_END));
                assertThat(mailer.send(Mails.mail(3))).isEqualTo(MailOutcome.accepted());
                assertThat(mailer.send(Mails.mail(4))).isInstanceOf(MailOutcome.Unknown.class);
                assertThat(server.messages()).hasSize(4);
            }
        }
    }

    @Nested
    class Nothing_is_said {

        @ParameterizedTest
        @CsvSource({"STARTTLS", "IMPLICIT"})
        void to_a_server_whose_certificate_nobody_knows(SmtpTls tls) throws Exception {
            try (MisbehavingSmtpServer server = server(tls, LOCAL).start();
                    SmtpMailer mailer = mailer(server, tls).build()) {
                assertThat(mailer.send(Mails.mail(1))).isInstanceOf(RefusedForNow.class);

                nothingWasSaid(server);
            }
        }

        @ParameterizedTest
        @CsvSource({"STARTTLS", "IMPLICIT"})
        void to_a_server_whose_certificate_is_anothers(SmtpTls tls) throws Exception {
            try (MisbehavingSmtpServer server = server(tls, OTHER).start();
                    SmtpMailer mailer =
                            mailer(server, tls).trust(OTHER.trusted()).build()) {
                assertThat(mailer.send(Mails.mail(1))).isInstanceOf(RefusedForNow.class);

                nothingWasSaid(server);
            }
        }

        @Test
        void where_starttls_is_not_offered_or_was_taken_out() throws Exception {
            for (boolean isOffered : new boolean[] {true, false}) {
                MisbehavingSmtpServer.Builder options =
                        MisbehavingSmtpServer.builder().account("blog@example.net", "s3cret");
                try (MisbehavingSmtpServer server =
                                (isOffered ? options.tls(LOCAL.server()).stripped() : options).start();
                        SmtpMailer mailer = mailer(server, SmtpTls.STARTTLS)
                                .trust(LOCAL.trusted())
                                .build()) {
                    MailOutcome outcome = mailer.send(Mails.mail(1));

                    assertThat(outcome).isInstanceOf(RefusedForNow.class);
                    assertThat(((RefusedForNow) outcome).reason()).contains("STARTTLS");
                    nothingWasSaid(server);
                }
            }
        }

        @Test
        void in_clear_to_a_server_that_waits_for_tls_or_the_other_way_round() throws Exception {
            try (MisbehavingSmtpServer server = server(SmtpTls.IMPLICIT, LOCAL).start();
                    SmtpMailer mailer = mailer(server, SmtpTls.STARTTLS)
                            .readTimeout(Duration.ofMillis(300))
                            .build()) {
                assertThat(mailer.send(Mails.mail(1))).isInstanceOf(RefusedForNow.class);
                nothingWasSaid(server);
            }
            try (MisbehavingSmtpServer server = server(SmtpTls.NONE, LOCAL).start();
                    SmtpMailer mailer = mailer(server, SmtpTls.IMPLICIT).build()) {
                assertThat(mailer.send(Mails.mail(1))).isInstanceOf(RefusedForNow.class);
                nothingWasSaid(server);
            }
        }
    }

    @Nested
    class An_account {

        @Test
        void that_is_not_taken_is_for_the_owner_to_mend() throws Exception {
            try (MisbehavingSmtpServer server = server(SmtpTls.NONE, LOCAL).start();
                    SmtpMailer mailer = mailer(server, SmtpTls.NONE)
                            .account("blog@example.net", "wr0ng")
                            .build()) {
                MailOutcome outcome = mailer.send(Mails.mail(1));

                assertThat(outcome).isInstanceOf(RefusedForNow.class);
                assertThat(((RefusedForNow) outcome).reason()).contains("535").doesNotContain("wr0ng");
                assertThat(mailer.toString()).doesNotContain("wr0ng");
                assertThat(server.messages()).isEmpty();
            }
        }

        @Test
        void for_which_the_server_does_not_ask_is_not_passed_over() throws Exception {
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder().start();
                    SmtpMailer mailer = mailer(server, SmtpTls.NONE).build()) {
                assertThat(mailer.send(Mails.mail(1))).isInstanceOf(RefusedForNow.class);
                nothingWasSaid(server);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.org, 0, mail.example.org:587 (STARTTLS)",
        "mail.example.org, 465, mail.example.org:465 (IMPLICIT)",
        "mail.example.org, 25, mail.example.org:25 (STARTTLS)",
        "localhost.example.org, 25, localhost.example.org:25 (STARTTLS)",
        "127.0.0.1.example.org, 25, 127.0.0.1.example.org:25 (STARTTLS)",
        "192.0.2.1, 25, 192.0.2.1:25 (STARTTLS)",
        "0.0.0.0, 25, 0.0.0.0:25 (STARTTLS)",
        "localhost, 0, localhost:25 (NONE)",
        "LOCALHOST, 2525, LOCALHOST:2525 (NONE)",
        "127.0.0.1, 2525, 127.0.0.1:2525 (NONE)",
        "::1, 2525, ::1:2525 (NONE)"
    })
    void only_this_machine_is_spoken_to_in_clear_unless_it_is_said(String host, int port, String kind) {
        SmtpMailer.Builder builder = SmtpMailer.builder(host);
        try (SmtpMailer mailer = (port == 0 ? builder : builder.port(port)).build()) {
            assertThat(mailer.toString()).isEqualTo("mail by " + kind);
        }
    }
}
