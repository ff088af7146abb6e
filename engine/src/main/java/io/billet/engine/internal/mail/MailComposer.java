package io.billet.engine.internal.mail;

import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.LanguageTag;
import io.billet.engine.BlogUrls;
import io.billet.engine.Messages;
import io.billet.engine.Site;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.spi.OutgoingMail.MailingList;
import io.billet.engine.spi.OutgoingMail.Sender;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The mails that the engine itself writes, in the recipient's language. */
public final class MailComposer {

    private static final int LONGEST_LABEL = 63;

    private final Site site;
    private final BlogUrls urls;
    private final Messages messages;
    private final IdGenerator ids;

    public MailComposer(Site site, BlogUrls urls, Messages messages, IdGenerator ids) {
        this.site = site;
        this.urls = urls;
        this.messages = messages;
        this.ids = ids;
    }

    public OutgoingMail confirmation(EmailAddress to, LanguageTag language, String token) {
        return withLink("confirm", to, language, urls.confirm(token));
    }

    public OutgoingMail signIn(EmailAddress to, LanguageTag language, String token) {
        return withLink("sign-in", to, language, urls.signIn(token));
    }

    public OutgoingMail welcome(EmailAddress to, LanguageTag language, String unsubscribeToken) {
        URI unsubscribe = urls.unsubscribe(unsubscribeToken);
        return mail(
                to,
                messages.message(language, "mail.welcome.subject", site.title()),
                messages.message(
                        language, "mail.welcome.text", site.title(), urls.home().toString(), unsubscribe.toString()),
                Optional.of(new MailingList(listId(site.baseUrl()), site.title(), unsubscribe)));
    }

    private OutgoingMail withLink(String kind, EmailAddress to, LanguageTag language, URI link) {
        return mail(
                to,
                messages.message(language, "mail." + kind + ".subject", site.title()),
                messages.message(language, "mail." + kind + ".text", site.title(), link.toString()),
                Optional.empty());
    }

    private OutgoingMail mail(EmailAddress to, String subject, String text, Optional<MailingList> list) {
        return new OutgoingMail(
                "<" + ids.next() + "@" + site.baseUrl().getHost() + ">",
                site.sender().map(address -> new Sender(site.title(), address)),
                to,
                subject,
                text,
                Optional.empty(),
                list);
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
