package io.billet.mail.smtp;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.OutgoingMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** Mails for tests. */
final class Mails {

    static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");
    static final OutgoingMail.Sender BLOG = new OutgoingMail.Sender("Le Billet", EmailAddress.of("blog@example.net"));

    private Mails() {}

    static OutgoingMail mail(int number) {
        return to(number, ZOE);
    }

    static OutgoingMail to(int number, EmailAddress to) {
        return new OutgoingMail(
                "<" + number + "@example.net>",
                Optional.of(BLOG),
                to,
                "Bonjour",
                "Text.\n",
                Optional.of("<p>Text.</p>\n"),
                Optional.empty());
    }

    static OutgoingMail of(String subject, String text, Optional<String> html) {
        return new OutgoingMail("<1@example.net>", Optional.of(BLOG), ZOE, subject, text, html, Optional.empty());
    }

    static OutgoingMail ofList(int number) {
        return new OutgoingMail(
                "<" + number + "@example.net>",
                Optional.of(BLOG),
                ZOE,
                "L’été à la plage",
                "Été.\n",
                Optional.of("<p>Été.</p>\n"),
                Optional.of(new OutgoingMail.MailingList(
                        "blog.example.net", "Le Billet", URI.create("https://example.net/leave?token=abc"))));
    }

    /** Returns the plain text of a mail as it came to a server. */
    static String text(MisbehavingSmtpServer.Message message) {
        try {
            MimeMessage mime = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(message.text().getBytes(StandardCharsets.ISO_8859_1)));
            return mime.getContent() instanceof Multipart parts
                    ? (String) parts.getBodyPart(0).getContent()
                    : (String) mime.getContent();
        } catch (MessagingException | IOException e) {
            throw new AssertionError("what came is no mail:\n" + message.text(), e);
        }
    }
}
