package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.MailOutcome.Cause;
import io.billet.engine.spi.MailOutcome.RefusedForGood;
import io.billet.engine.spi.MailOutcome.RefusedForNow;
import io.billet.engine.spi.OutgoingMail;
import jakarta.mail.Header;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenMailTest {

    private static final MailWriter WRITER = new MailWriter(
            Optional.empty(), Clock.fixed(Instant.parse("2026-11-06T07:08:09Z"), ZoneId.of("Pacific/Chatham")));

    private static MimeMessage read(byte[] message) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return new MimeMessage(Session.getInstance(properties), new ByteArrayInputStream(message));
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }

    /** Texts of what breaks mails: ends of lines of all kinds, dots, blanks, controls, other scripts, halves of pairs. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "é",
                        "漢",
                        "\ud83d\ude00",
                        "\ud83d",
                        ".",
                        "..",
                        "\r",
                        "\n",
                        "\r\n",
                        "\n.\r\n",
                        "\u2028",
                        "\u2029",
                        "\u0085",
                        "\u0000",
                        "\u001b",
                        "\u007f",
                        " ",
                        "\t",
                        " \r\n",
                        "=",
                        "=?UTF-8?Q?x?=",
                        "From ",
                        "--",
                        "\nSubject: x\n",
                        "a".repeat(2_000),
                        "é".repeat(1_000),
                        "mot ".repeat(500))
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Nested
    class A_message {

        @Test
        void has_both_forms_and_the_fields_of_the_mail() throws Exception {
            MimeMessage message = read(WRITER.write(Mails.ofList(7)));

            assertThat(message.getSubject()).isEqualTo("L’été à la plage");
            assertThat(message.getMessageID()).isEqualTo("<7@example.net>");
            assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo("Le Billet");
            assertThat(message.getHeader("Date")).containsExactly("Fri, 6 Nov 2026 07:08:09 +0000");
            assertThat(message.getHeader("MIME-Version")).containsExactly("1.0");
            assertThat(message.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
            assertThat(message.getHeader("List-Unsubscribe")).containsExactly("<https://example.net/leave?token=abc>");
            MimeMultipart forms = (MimeMultipart) message.getContent();
            assertThat(forms.getContentType()).startsWith("multipart/alternative");
            assertThat(forms.getBodyPart(0).getContentType()).startsWith("text/plain; charset=UTF-8");
            assertThat(forms.getBodyPart(0).getContent()).isEqualTo("Été.\r\n");
            assertThat(forms.getBodyPart(1).getContentType()).startsWith("text/html; charset=UTF-8");
            assertThat(forms.getBodyPart(1).getContent()).isEqualTo("<p>Été.</p>\r\n");
        }

        @Test
        void is_written_in_a_thread_of_any_pool() throws Exception {
            Thread thread = Thread.currentThread();
            ClassLoader own = thread.getContextClassLoader();
            // As a pool's, which knows the JDK and nothing of the application.
            for (ClassLoader other : new ClassLoader[] {ClassLoader.getPlatformClassLoader(), null}) {
                thread.setContextClassLoader(other);
                try {
                    assertThat(text(WRITER.write(Mails.mail(1)))).contains("text/html");
                    assertThat(thread.getContextClassLoader()).isSameAs(other);
                } finally {
                    thread.setContextClassLoader(own);
                }
            }
        }

        @Test
        void without_html_is_plain_text() throws Exception {
            MimeMessage message = read(WRITER.write(Mails.of("Bonjour", "Été", Optional.empty())));

            assertThat(message.getContentType()).startsWith("text/plain; charset=UTF-8");
            assertThat(message.getContent()).isEqualTo("Été");
        }

        @Test
        void is_encoded_as_fits_its_letters() throws Exception {
            assertThat(text(WRITER.write(Mails.of("a", "plain\n", Optional.empty()))))
                    .contains("-Encoding: 7bit");
            assertThat(text(WRITER.write(Mails.of("a", "C'est l'été\n", Optional.empty()))))
                    .contains("-Encoding: quoted-printable");
            assertThat(text(WRITER.write(Mails.of("a", "漢字漢字\n", Optional.empty()))))
                    .contains("-Encoding: base64");
        }

        @Test
        void whose_field_cannot_be_folded_is_refused() {
            OutgoingMail mail = new OutgoingMail(
                    "<1@example.net>",
                    Optional.of(Mails.BLOG),
                    Mails.ZOE,
                    "a",
                    "a",
                    Optional.empty(),
                    Optional.of(new OutgoingMail.MailingList(
                            "blog.example.net", "a", URI.create("https://example.net/" + "a".repeat(2_000)))));

            try (SmtpMailer mailer = SmtpMailer.builder("localhost").port(1).build()) {
                assertThat(mailer.send(mail)).isInstanceOfSatisfying(RefusedForGood.class, refused -> {
                    assertThat(refused.cause()).isEqualTo(Cause.CONTENT);
                });
            }
        }
    }

    @Property(tries = 300)
    void any_text_comes_back_and_no_line_is_too_long(@ForAll @From("texts") String text, @ForAll boolean isHtml)
            throws Exception {
        byte[] octets = WRITER.write(Mails.of("a", isHtml ? "a" : text, isHtml ? Optional.of(text) : Optional.empty()));

        assertThat(text(octets).replace("\r\n", "")).doesNotContain("\r", "\n", "\u0000");
        assertThat(text(octets).split("\r\n", -1)).allMatch(line -> line.length() <= 998);
        assertThat(text(octets).chars()).allMatch(c -> c < 128);
        Object content = read(octets).getContent();
        String came = isHtml ? (String) ((MimeMultipart) content).getBodyPart(1).getContent() : (String) content;
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
        // A half of a pair cannot be written in UTF-8.
        String expected = new String(lines.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(came.stripTrailing()).isEqualTo(expected.stripTrailing());
    }

    @Property(tries = 500)
    void no_value_becomes_a_field_of_its_own(
            @ForAll @From("texts") String subject,
            @ForAll @From("texts") String name,
            @ForAll @From("texts") String list)
            throws Exception {
        OutgoingMail mail;
        try {
            mail = new OutgoingMail(
                    "<1@example.net>",
                    Optional.of(new OutgoingMail.Sender(name, Mails.BLOG.address())),
                    Mails.ZOE,
                    subject,
                    "a",
                    Optional.empty(),
                    Optional.of(new OutgoingMail.MailingList(
                            "blog.example.net", list, URI.create("https://example.net/x"))));
        } catch (InvalidValueException e) {
            return; // refused before
        }
        byte[] octets;
        try {
            octets = WRITER.write(mail);
        } catch (UnwritableMailException e) {
            return; // a word of more than 998 characters
        }

        List<Header> fields = Collections.list(read(octets).getAllHeaders());
        assertThat(fields)
                .extracting(Header::getName)
                .containsExactlyInAnyOrder(
                        "From",
                        "To",
                        "Subject",
                        "Message-ID",
                        "List-Id",
                        "List-Unsubscribe",
                        "List-Unsubscribe-Post",
                        "Date",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Transfer-Encoding");
        assertThat(text(octets).chars()).allMatch(c -> c < 128);
    }

    @Nested
    class On_the_wire {

        @Test
        void dots_at_the_beginning_of_lines_are_kept() throws Exception {
            String text = ".\n..\n.a\n\n.\nQUIT\n.";
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder().start();
                    SmtpMailer mailer = SmtpMailer.builder("localhost")
                            .port(server.port())
                            .localName("a")
                            .build()) {
                assertThat(mailer.send(Mails.of("a", text, Optional.empty()))).isEqualTo(MailOutcome.accepted());
                assertThat(mailer.send(Mails.of("a", text, Optional.empty()))).isEqualTo(MailOutcome.accepted());

                assertThat(server.messages()).hasSize(2);
                byte[] came = server.messages().get(1).text().getBytes(StandardCharsets.ISO_8859_1);
                assertThat(((String) read(came).getContent()).strip()).isEqualTo(text.replace("\n", "\r\n"));
            }
        }

        @Test
        void an_address_that_is_not_ascii_asks_for_smtputf8() throws Exception {
            EmailAddress zoe = EmailAddress.of("zoë@exämple.org");
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder().start();
                    SmtpMailer mailer = SmtpMailer.builder("localhost")
                            .port(server.port())
                            .localName("a")
                            .build()) {
                assertThat(mailer.send(Mails.to(1, zoe))).isEqualTo(MailOutcome.accepted());
                assertThat(mailer.send(Mails.mail(2))).isEqualTo(MailOutcome.accepted());

                MisbehavingSmtpServer.Message first = server.messages().get(0);
                assertThat(new String(first.recipient().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                        .isEqualTo(zoe.value());
                assertThat(first.mail()).contains("SMTPUTF8");
                byte[] octets = first.text().getBytes(StandardCharsets.ISO_8859_1);
                assertThat(((InternetAddress) read(octets).getAllRecipients()[0]).getAddress())
                        .isEqualTo(zoe.value());
                assertThat(server.messages().get(1).mail()).doesNotContain("SMTPUTF8");
            }
        }

        @Test
        void an_address_that_is_not_ascii_is_refused_where_smtputf8_is_not_offered() throws Exception {
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder()
                            .extensions("8BITMIME")
                            .start();
                    SmtpMailer mailer = SmtpMailer.builder("localhost")
                            .port(server.port())
                            .localName("a")
                            .build()) {
                assertThat(mailer.send(Mails.to(1, EmailAddress.of("zoë@example.org"))))
                        .isInstanceOfSatisfying(RefusedForGood.class, refused -> {
                            assertThat(refused.cause()).isEqualTo(Cause.OTHER);
                            assertThat(refused.reason()).contains("SMTPUTF8");
                        });
                assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
                // A domain has a form in ASCII.
                assertThat(mailer.send(Mails.to(2, EmailAddress.of("zoe@exämple.org"))))
                        .isEqualTo(MailOutcome.accepted());
                assertThat(server.messages().get(0).recipient()).isEqualTo("zoe@xn--exmple-cua.org");
            }
        }

        @Test
        void a_message_that_the_server_calls_too_large_is_not_sent() throws Exception {
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder()
                            .extensions("SIZE 2000")
                            .start();
                    SmtpMailer mailer = SmtpMailer.builder("localhost")
                            .port(server.port())
                            .localName("a")
                            .build()) {
                assertThat(mailer.send(Mails.of("a", "a\n".repeat(2_000), Optional.empty())))
                        .isInstanceOfSatisfying(RefusedForGood.class, refused -> {
                            assertThat(refused.cause()).isEqualTo(Cause.CONTENT);
                        });
                assertThat(mailer.send(Mails.mail(1))).isEqualTo(MailOutcome.accepted());
                assertThat(server.messages())
                        .hasSize(1)
                        .allMatch(message -> message.mail().startsWith("SIZE="));
            }
        }

        @Test
        void bounces_go_where_they_are_wanted() throws Exception {
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder().start();
                    SmtpMailer mailer = SmtpMailer.builder("localhost")
                            .port(server.port())
                            .localName("a")
                            .bounceAddress(EmailAddress.of("bounces@example.net"))
                            .build()) {
                mailer.send(Mails.mail(1));

                assertThat(server.messages().get(0).from()).isEqualTo("bounces@example.net");
                assertThat(server.messages().get(0).text()).contains("From: \"Le Billet\" <blog@example.net>");
            }
        }

        @Test
        void a_mail_of_nobody_is_sent_by_the_account_or_waits() throws Exception {
            OutgoingMail mail = new OutgoingMail(
                    "<1@example.net>", Optional.empty(), Mails.ZOE, "a", "a", Optional.empty(), Optional.empty());
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder()
                    .account("box@example.net", "a")
                    .start()) {
                SmtpMailer.Builder builder =
                        SmtpMailer.builder("localhost").port(server.port()).localName("a");
                try (SmtpMailer mailer = builder.build()) {
                    assertThat(mailer.send(mail)).isInstanceOf(RefusedForNow.class);
                }
                try (SmtpMailer mailer = builder.account("box@example.net", "a").build()) {
                    assertThat(mailer.send(mail)).isEqualTo(MailOutcome.accepted());
                    assertThat(server.messages().get(0).from()).isEqualTo("box@example.net");
                    assertThat(server.messages().get(0).text()).contains("From: <box@example.net>\r\n");
                }
            }
        }
    }

    @Nested
    class A_host {

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "a\r\nb", "exämple.org", "a/b", "a\u2028b"})
        void of_another_form_is_refused(String host) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> SmtpMailer.builder(host))
                    .isInstanceOf(IllegalArgumentException.class);
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> SmtpMailer.builder("a").localName(host))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_server_of_others_takes_it() throws Exception {
        GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        try (SmtpMailer mailer =
                SmtpMailer.builder("127.0.0.1").port(server.getSmtp().getPort()).build()) {
            for (int i = 0; i < 5; i++) {
                assertThat(mailer.send(Mails.ofList(i))).isEqualTo(MailOutcome.accepted());
            }

            assertThat(server.waitForIncomingEmail(20_000, 5)).isTrue();
            MimeMessage came = server.getReceivedMessages()[4];
            assertThat(came.getSubject()).isEqualTo("L’été à la plage");
            assertThat(((MimeMultipart) came.getContent()).getBodyPart(1).getContent())
                    .isEqualTo("<p>Été.</p>\r\n");
        } finally {
            server.stop();
        }
    }
}
