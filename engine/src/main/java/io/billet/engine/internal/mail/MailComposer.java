package io.billet.engine.internal.mail;

import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.engine.BlogUrls;
import io.billet.engine.Messages;
import io.billet.engine.Site;
import io.billet.engine.spi.OutgoingMail;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mails that the engine itself writes, in the recipient's language: some sentences, a link, why they get it. The same
 * arguments give the same mail with the same {@code Message-ID}, however often it is composed. Immutable and thread-safe.
 */
public final class MailComposer {

    private final Site site;
    private final BlogUrls urls;
    private final Messages messages;
    private final Envelope envelope;

    public MailComposer(Site site, BlogUrls urls, Messages messages) {
        this.site = site;
        this.urls = urls;
        this.messages = messages;
        this.envelope = new Envelope(site);
    }

    /**
     * Returns the mail that asks to confirm a subscription.
     *
     * @param mail  identity of the mail
     * @param token of the link
     */
    public OutgoingMail confirmation(UUID mail, EmailAddress to, LanguageTag language, String token) {
        Wording words = words(language);
        return small(mail, to, words, requested("confirm", words, urls.confirm(token)));
    }

    /**
     * Returns the mail by which a subscriber signs in.
     *
     * @param mail  identity of the mail
     * @param token of the link
     */
    public OutgoingMail signIn(UUID mail, EmailAddress to, LanguageTag language, String token) {
        Wording words = words(language);
        return small(mail, to, words, requested("sign-in", words, urls.signIn(token)));
    }

    /**
     * Returns the mail that asks to confirm that mail is to come to another address.
     *
     * @param mail  identity of the mail
     * @param to    the new address
     * @param token of the link
     */
    public OutgoingMail moved(UUID mail, EmailAddress to, LanguageTag language, String token) {
        Wording words = words(language);
        return small(mail, to, words, requested("moved", words, urls.moved(token)));
    }

    /**
     * Returns the mail that tells at an address that a subscriber has left it for another, which is not named.
     *
     * @param mail identity of the mail
     */
    public OutgoingMail movedAway(UUID mail, EmailAddress to, LanguageTag language) {
        Wording words = words(language);
        return small(mail, to, words, requested("moved-away", words, urls.subscribe()));
    }

    /**
     * Returns the mail that tells somebody that they have subscribed, and how to leave.
     *
     * @param mail             identity of the mail
     * @param unsubscribeToken of the link to leave
     */
    public OutgoingMail welcome(UUID mail, Subscriber to, String unsubscribeToken) {
        Wording words = words(to.language());
        URI unsubscribe = urls.unsubscribe(unsubscribeToken);
        SmallMail welcome = new SmallMail(
                words.say("mail.welcome.subject", site.title()),
                to.name()
                        .map(name -> words.say("mail.greeting-name", words.isolated(name)))
                        .orElseGet(() -> words.say("mail.greeting")),
                words.sayOfMembership("mail.welcome.text", words.title()),
                words.say("mail.welcome.action"),
                urls.home(),
                words.say("mail.welcome.note"),
                words.say(
                        "mail.footer.subscriber",
                        words.title(),
                        words.isolated(to.email().value())),
                Optional.of(new SmallMail.Link(words.say("mail.footer.unsubscribe"), unsubscribe)));
        return envelope.begin(mail, to.email(), words.language())
                .subject(welcome.subject())
                .text(welcome.text(words))
                .html(welcome.html(words))
                .list(envelope.list(unsubscribe))
                .automatic()
                .build();
    }

    /**
     * Returns a mail that tells the blog's owner of something: {@code mail.notice.<key>.subject} and {@code .text}, and {@code
     * .action} if the link is called otherwise than others are.
     *
     * @param mail      identity of the mail
     * @param key       names what it tells
     * @param link      where there is more of it
     * @param arguments what to put in, as text
     * @throws IllegalArgumentException if there are no such words
     */
    public OutgoingMail notice(
            UUID mail, EmailAddress to, LanguageTag language, String key, URI link, @Nullable Object... arguments) {
        Wording words = words(language);
        String prefix = "mail.notice." + key;
        return small(
                mail,
                to,
                words,
                new SmallMail(
                        words.say(prefix + ".subject", arguments),
                        words.say("mail.greeting"),
                        words.say(prefix + ".text", arguments),
                        words.find(prefix + ".action").orElseGet(() -> words.say("mail.notice.action")),
                        link,
                        "",
                        words.say("mail.footer.owner", words.title()),
                        Optional.empty()));
    }

    private Wording words(LanguageTag language) {
        return Wording.of(messages, site, language);
    }

    /** A mail that somebody asked for by typing an address. */
    private SmallMail requested(String kind, Wording words, URI link) {
        String prefix = "mail." + kind;
        String text = kind.equals("sign-in")
                ? words.sayOfMembership(prefix + ".text", words.title())
                : words.say(prefix + ".text", words.title());
        return new SmallMail(
                words.say(prefix + ".subject", site.title()),
                words.say("mail.greeting"),
                text,
                words.say(prefix + ".action"),
                link,
                words.say(prefix + ".note"),
                words.say("mail.footer.requested", words.title()),
                Optional.empty());
    }

    private OutgoingMail small(UUID mail, EmailAddress to, Wording words, SmallMail content) {
        return envelope.begin(mail, to, words.language())
                .subject(content.subject())
                .text(content.text(words))
                .html(content.html(words))
                .automatic()
                .build();
    }
}
