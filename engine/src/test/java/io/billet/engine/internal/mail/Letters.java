package io.billet.engine.internal.mail;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.DeliveryId;
import io.billet.core.EmailAddress;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import io.billet.engine.BlogUrls;
import io.billet.engine.Letterhead;
import io.billet.engine.Messages;
import io.billet.engine.Site;
import io.billet.engine.spi.OutgoingMail;
import io.billet.renderer.MarkdownRenderer;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Letters of one blog to one subscriber, for tests. */
final class Letters {

    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");
    static final LanguageTag ARABIC = LanguageTag.of("ar");
    static final List<LanguageTag> LANGUAGES =
            List.of(LanguageTag.ENGLISH, LanguageTag.FRENCH, LanguageTag.GERMAN, LanguageTag.SPANISH, ARABIC);
    static final URI PAGE = URI.create("https://example.org/blog/premier");
    static final DeliveryId DELIVERY = DeliveryId.of("01900000-0000-7000-8000-00000000000c");

    final Site site;
    final BlogUrls urls;
    final Messages messages;
    final IssueComposer issues;
    final MailComposer mails;

    Letters() {
        this(site -> site);
    }

    Letters(UnaryOperator<Site> more) {
        this(more, Messages.of(Messages.class));
    }

    Letters(UnaryOperator<Site> more, Messages messages) {
        this.site = more.apply(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH)
                .mailFrom(EmailAddress.of("billet@example.org"))
                .inZone(ZoneId.of("Europe/Paris")));
        this.messages = messages;
        this.urls = new BlogUrls(site);
        this.issues = new IssueComposer(site, messages, MarkdownRenderer.article());
        this.mails = new MailComposer(site, urls, messages);
    }

    static Letters on(Letterhead letterhead) {
        return new Letters(site -> site.writingOn(letterhead));
    }

    static IssueText text(String title, String markdown) {
        return new IssueText(LanguageTag.FRENCH, title, markdown);
    }

    static Issue issue(IssueText text, Audience audience) {
        return new Issue(
                IssueId.of("01900000-0000-7000-8000-000000000001"),
                ArticleId.of("01900000-0000-7000-8000-000000000002"),
                1,
                text.subject(),
                List.of(text),
                audience,
                new IssueState.Preparing(),
                NOW,
                1);
    }

    static IssueArticle article() {
        return new IssueArticle(PAGE, Optional.empty(), List.of("Anne Rivet"), Optional.of(NOW));
    }

    IssueLetter letter(IssueText text, LanguageTag frame, ArticleAccess access) {
        return issues.letter(issue(text, new Audience.Members()), text, article(), frame, access);
    }

    OutgoingMail whole(IssueText text, LanguageTag frame) {
        return to(letter(text, frame, ArticleAccess.WHOLE), Optional.empty());
    }

    OutgoingMail whole(String markdown) {
        return whole(text("Premier", markdown), LanguageTag.FRENCH);
    }

    OutgoingMail preview(String markdown) {
        return to(letter(text("Premier", markdown), LanguageTag.FRENCH, ArticleAccess.PREVIEW), Optional.empty());
    }

    OutgoingMail to(IssueLetter letter, Optional<String> name) {
        return letter.to(DELIVERY, ZOE, name, urls.unsubscribe("leave"), urls.preferences("change"));
    }
}
