package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.billet.core.EmailAddress;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail by the host's own sender, which keeps what it is given, or fails as real ones do. */
class MailTest {

    @Configuration(proxyBeanMethods = false)
    @Import(OpenHost.class)
    static class Application {

        @Bean
        Outbox outbox() {
            return new Outbox();
        }
    }

    static final class Outbox extends JavaMailSenderImpl {

        private final BlockingQueue<MimeMessage> sent = new LinkedBlockingQueue<>();

        @Override
        protected void doSend(MimeMessage[] messages, Object[] originals) {
            for (MimeMessage message : messages) {
                try {
                    String id = message.getMessageID();
                    message.saveChanges();
                    message.setHeader("Message-ID", id);
                    String to = message.getRecipients(Message.RecipientType.TO)[0].toString();
                    if (to.startsWith("unknown")) {
                        Address[] none = {};
                        Address[] invalid = {new InternetAddress(to)};
                        throw new MailSendException(Map.of(
                                message, new SendFailedException("550 no such user", null, none, none, invalid)));
                    }
                    if (to.startsWith("later")) {
                        throw new MailSendException(Map.of(message, new SendFailedException("451 try later")));
                    }
                    if (to.startsWith("locked")) {
                        throw new MailAuthenticationException("535 who are you?");
                    }
                    sent.add(message);
                } catch (jakarta.mail.MessagingException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Test
    void goes_out_by_the_hosts_sender_with_its_header_fields() throws Exception {
        try (Host host = Host.startWithoutDatabase(
                Application.class,
                "billet.mail-from=billet@example.org",
                "billet.title=Une élégante revue",
                "billet.language=fr")) {
            assertThat(host.beans().getBeansOfType(JavaMailSender.class)).containsOnlyKeys("outbox");
            host.publish("Bonjour", "Text.");
            host.browser()
                    .fillIn(
                            host.browser().get("/blog/bonjour"),
                            "/newsletter/subscribe",
                            Map.of("email", "zoe@example.org"));

            MimeMessage mail = host.bean(Outbox.class).sent.poll(20, TimeUnit.SECONDS);
            assertThat(mail).isNotNull();
            assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Une élégante revue");
            assertThat(mail.getFrom()[0].toString()).contains("billet@example.org");
            assertThat(mail.getHeader("List-Unsubscribe", null)).isNull();
            assertThat(mail.getMessageID()).startsWith("<");
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat((String) parts.getBodyPart(0).getContent()).contains("/blog/newsletter/confirm?token=");
            assertThat(parts.getBodyPart(0).getContentType().toLowerCase(java.util.Locale.ROOT))
                    .contains("utf-8");
        }
    }

    @Test
    void has_the_outcome_that_the_sender_tells() throws Exception {
        try (Host host = Host.startWithoutDatabase(Application.class, "spring.mail.username=account@example.org")) {
            Mailer mailer = host.bean(Mailer.class);

            assertThat(mailer.send(mail("zoe@example.org", Optional.of("<p>Été</p>"))))
                    .isEqualTo(MailOutcome.accepted());
            MimeMessage sent = host.bean(Outbox.class).sent.poll(1, TimeUnit.SECONDS);
            MimeMultipart parts = (MimeMultipart) sent.getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Été</p>");
            assertThat(sent.getMessageID()).isEqualTo("<1@example.org>");
            assertThat(sent.getFrom()[0].toString()).isEqualTo("account@example.org");
            assertThat(mailer.send(mail("unknown@example.org", Optional.empty())))
                    .isEqualTo(new MailOutcome.RefusedForGood(MailOutcome.Cause.ADDRESS, "550 no such user"));
            assertThat(mailer.send(mail("later@example.org", Optional.empty())))
                    .isInstanceOf(MailOutcome.RefusedForNow.class);
            assertThat(mailer.send(mail("locked@example.org", Optional.empty())))
                    .isInstanceOf(MailOutcome.RefusedForNow.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OpenHost.class)
    static class ApplicationWithAMailServer {}

    @Nested
    class By_a_mail_server {

        @Test
        void arrives_as_the_blog_wrote_it() throws Exception {
            GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
            server.start();
            try (Host host = Host.startWithoutDatabase(
                    ApplicationWithAMailServer.class,
                    "billet.mail-from=billet@example.org",
                    "spring.mail.host=127.0.0.1",
                    "spring.mail.port=" + server.getSmtp().getPort())) {
                Mailer mailer = host.bean(Mailer.class);

                assertThat(mailer.send(mail("zoe@example.org", Optional.of("<p>Été</p>"))))
                        .isEqualTo(MailOutcome.accepted());
                assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
                MimeMessage came = server.getReceivedMessages()[0];
                assertThat(came.getMessageID()).isEqualTo("<1@example.org>");
                assertThat(came.getSubject()).isEqualTo("Été");
                MimeMultipart parts = (MimeMultipart) came.getContent();
                assertThat(parts.getContentType()).startsWith("multipart/alternative");
                assertThat(((String) parts.getBodyPart(1).getContent()).strip()).isEqualTo("<p>Été</p>");
            } finally {
                server.stop();
            }
        }

        @Test
        void is_refused_for_the_cause_that_the_server_says() throws Exception {
            for (Map.Entry<String, MailOutcome.Cause> each : Map.of(
                            "550 5.1.1 Unknown", MailOutcome.Cause.ADDRESS,
                            "552 5.2.2 Full", MailOutcome.Cause.MAILBOX,
                            "550 5.7.1 User unknown to us", MailOutcome.Cause.POLICY)
                    .entrySet()) {
                MailOutcome outcome = outcomeBy(each.getKey());

                assertThat(outcome).isEqualTo(new MailOutcome.RefusedForGood(each.getValue(), each.getKey()));
            }
            assertThat(outcomeBy("450 4.2.1 Busy")).isEqualTo(new MailOutcome.RefusedForNow("450 4.2.1 Busy"));
            assertThat(outcomeBy("250 Ok\r\n354 Go on\r\n")).isInstanceOf(MailOutcome.Unknown.class);
        }

        @Test
        void that_is_not_there_is_tried_again() throws Exception {
            int port;
            try (ServerSocket socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            try (Host host = Host.startWithoutDatabase(
                    ApplicationWithAMailServer.class, "spring.mail.host=127.0.0.1", "spring.mail.port=" + port)) {
                assertThat(host.bean(Mailer.class).send(mail("zoe@example.org", Optional.empty())))
                        .isInstanceOf(MailOutcome.RefusedForNow.class);
            }
        }

        /** A server that says this to RCPT, to one client, and hangs up after it has asked for a message. */
        private static MailOutcome outcomeBy(String answer) throws Exception {
            try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread thread = new Thread(() -> answer(listener, answer));
                thread.start();
                try (Host host = Host.startWithoutDatabase(
                        ApplicationWithAMailServer.class,
                        "spring.mail.host=127.0.0.1",
                        "spring.mail.port=" + listener.getLocalPort())) {
                    return host.bean(Mailer.class).send(mail("zoe@example.org", Optional.empty()));
                } finally {
                    thread.join(20_000);
                }
            }
        }

        private static void answer(ServerSocket listener, String recipient) {
            try (Socket client = listener.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = client.getOutputStream();
                out.write("220 localhost\r\n".getBytes(StandardCharsets.US_ASCII));
                for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                    if (line.startsWith("QUIT")) {
                        return;
                    }
                    if (line.matches("(EHLO|MAIL|RSET|RCPT).*")) {
                        String reply = line.startsWith("RCPT") ? recipient.strip() : "250 Ok";
                        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static OutgoingMail mail(String to, Optional<String> html) {
        return new OutgoingMail(
                "<1@example.org>", Optional.empty(), EmailAddress.of(to), "Été", "Text", html, Optional.empty());
    }
}
