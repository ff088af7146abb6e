package io.billet.engine.internal.mail;

import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.Site;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.spi.OutgoingMail.MailingList;
import io.billet.engine.spi.OutgoingMail.Sender;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;

/** What all mails of a blog have around what they say. Immutable and thread-safe. */
final class Envelope {

    private static final int LONGEST_LABEL = 63;

    private final Site site;
    private final String listId;

    Envelope(Site site) {
        this.site = site;
        this.listId = listId(site.baseUrl());
    }

    /** Begins a mail. */
    OutgoingMail.Builder begin(UUID mail, EmailAddress to, LanguageTag language) {
        return OutgoingMail.builder("<" + mail + "@" + site.baseUrl().getHost() + ">", to)
                .from(site.sender().map(address -> new Sender(site.title(), address)))
                .replyTo(site.letterhead().replyTo())
                .language(language);
    }

    /** Returns the list of those who subscribe. */
    MailingList list(URI unsubscribe) {
        return new MailingList(listId, site.title(), unsubscribe);
    }

    String listId() {
        return listId;
    }

    /** The path and the host: blogs of one host are different lists. */
    static String listId(URI baseUrl) {
        String path = label(baseUrl.getRawPath());
        String host = baseUrl.getHost()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        return (path.isEmpty() ? "newsletter" : path) + "." + host;
    }

    private static String label(String path) {
        String label =
                path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return label.length() > LONGEST_LABEL ? label.substring(0, LONGEST_LABEL) : label;
    }
}
