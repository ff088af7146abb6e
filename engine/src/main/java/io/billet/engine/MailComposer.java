package io.billet.engine;

import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The mails that the engine itself writes, in the recipient's language. */
final class MailComposer {

    private final Site site;
    private final BlogUrls urls;
    private final Messages messages;

    MailComposer(Site site, BlogUrls urls, Messages messages) {
        this.site = site;
        this.urls = urls;
        this.messages = messages;
    }

    OutgoingMail confirmation(EmailAddress to, LanguageTag language, String token) {
        return withLink("confirm", to, language, urls.confirm(token));
    }

    OutgoingMail signIn(EmailAddress to, LanguageTag language, String token) {
        return withLink("sign-in", to, language, urls.signIn(token));
    }

    OutgoingMail welcome(EmailAddress to, LanguageTag language, String unsubscribeToken) {
        URI unsubscribe = urls.unsubscribe(unsubscribeToken);
        return new OutgoingMail(
                to,
                messages.message(language, "mail.welcome.subject", site.title()),
                messages.message(
                        language, "mail.welcome.text", site.title(), urls.home().toString(), unsubscribe.toString()),
                Optional.empty(),
                // RFC 8058: the mail program may unsubscribe with one POST, without opening the page.
                Map.of(
                        "List-Unsubscribe",
                        "<" + unsubscribe + ">",
                        "List-Unsubscribe-Post",
                        "List-Unsubscribe=One-Click"));
    }

    private OutgoingMail withLink(String kind, EmailAddress to, LanguageTag language, URI link) {
        return new OutgoingMail(
                to,
                messages.message(language, "mail." + kind + ".subject", site.title()),
                messages.message(language, "mail." + kind + ".text", site.title(), link.toString()),
                Optional.empty(),
                Map.of());
    }
}
