package io.billet.mail.smtp;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.OutgoingMail;
import java.net.URI;
import java.util.Optional;

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
}
