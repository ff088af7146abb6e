package io.billet.storage.tck;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.Audience;
import io.billet.core.Author;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.DeliveryId;
import io.billet.core.Discussion;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.IdGenerator;
import io.billet.core.Image;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueText;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.SearchMetadata;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.Tag;
import io.billet.core.TranslationKey;
import io.billet.storage.api.Recipient;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.TokenHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Examples of every model; one instance gives each id once, and every instance the same ones. */
final class Samples {

    /** A moment with all six digits of a microsecond. */
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    /** Letters of one to four octets, a combining mark, right-to-left text, and an emoji of several code points. */
    static final String UNICODE = "Ça résiste « déjà » ß ı İ ẹ́ привет שלום 日本語 𐐨 😀👩‍👩‍👧";

    private final IdGenerator ids = new IdGenerator(Clock.fixed(NOON, ZoneOffset.UTC), new Random(4));

    UUID id() {
        return ids.next();
    }

    ArticleId articleId() {
        return new ArticleId(id());
    }

    Article draft(String slug) {
        return Article.draft(
                articleId(),
                NOON,
                edit -> edit.slug(Slug.of(slug)).title("About " + slug).markdown("Text of " + slug + "."));
    }

    Article published(String slug, Instant at) {
        return draft(slug).publish(at);
    }

    Article scheduled(String slug, Instant at) {
        return draft(slug).schedule(at, at.minusSeconds(1));
    }

    /** An article with something in every component. */
    Article fullArticle(String slug) {
        return Article.builder()
                .id(articleId())
                .kind(ArticleKind.PAGE)
                .slug(Slug.of(slug))
                .title(UNICODE)
                .markdown(
                        "# " + UNICODE + "\r\n\r\n\tcode \\ ' \" ; -- %s ${x}\n---\n+++\n\u2028 trailing blanks  \n\n")
                .summary(Optional.of("Short: " + UNICODE))
                .cover(Optional.of(new Image("/pictures/a%20b.png", "What it shows: " + UNICODE)))
                .authors(List.of(Slug.of("zoë"), Slug.of("abel")))
                .tags(List.of(Slug.of("ünïcode"), Slug.of("europe"), Slug.of("日本語")))
                .language(LanguageTag.of("fr-CH"))
                .translationKey(Optional.of(TranslationKey.of("key/of " + UNICODE)))
                .audience(Audience.labelled(Label.of("premium"), Label.of("Équipe 😀")))
                .discussion(Discussion.CLOSED)
                .featured(true)
                .attributes(Map.of("mood", UNICODE))
                .metadata(new SearchMetadata(
                        Optional.of(HttpUrl.of("https://example.org/original?a=1&b=2#part")),
                        Optional.of("Found: " + UNICODE),
                        Optional.of("Described: " + UNICODE)))
                .state(new PublicationState.Published(NOON.plusSeconds(3600)))
                .firstPublishedAt(Optional.of(NOON.minusNanos(1_000)))
                .aliases(List.of(
                        Alias.of(slug + "-first"),
                        Alias.of("2020/05/" + slug + " " + "Ünïcode.HTML"),
                        Alias.of(slug + "-second")))
                .createdAt(NOON)
                .updatedAt(NOON.plus(Duration.ofDays(1).plusNanos(1_000)))
                .updatedBy(Optional.of(HostIdentity.of(" user 7 \\ ' 😀")))
                .build();
    }

    Tag tag(String slug) {
        return Tag.named(Slug.of(slug), "Tag " + slug);
    }

    Tag fullTag(String slug) {
        return new Tag(
                Slug.of(slug),
                UNICODE,
                Optional.of("About: " + UNICODE),
                Optional.of(new Image("https://example.org/tag.png", UNICODE)));
    }

    Author author(String slug) {
        return Author.named(Slug.of(slug), "Author " + slug);
    }

    Author fullAuthor(String slug) {
        return new Author(
                Slug.of(slug),
                UNICODE,
                Optional.of("About: " + UNICODE),
                List.of(HttpUrl.of("https://example.org/z"), HttpUrl.of("https://example.org/a?b=c#d")),
                Optional.of(new Image("/zoe.jpg", UNICODE)));
    }

    SubscriberId subscriberId() {
        return new SubscriberId(id());
    }

    Subscriber pending(String email) {
        return Subscriber.request(
                subscriberId(),
                EmailAddress.of(email),
                LanguageTag.ENGLISH,
                Consent.asked("article-footer", "2026-11", NOON),
                NOON);
    }

    Subscriber confirmed(String email) {
        return pending(email).confirm(NOON.plusSeconds(60));
    }

    /** A subscriber with something in every component. */
    Subscriber fullSubscriber(String email) {
        return Subscriber.request(
                        subscriberId(),
                        EmailAddress.of(email),
                        LanguageTag.of("pt-BR"),
                        Consent.asked("form " + UNICODE, "version " + UNICODE, NOON)
                                .from(Optional.of("2001:db8::1"), Optional.of("Agent " + UNICODE)),
                        NOON)
                .introduce(UNICODE, LanguageTag.of("zh-Hant-TW"), NOON.plusSeconds(1))
                .label(List.of(Label.of("premium"), Label.of("Premium"), Label.of("Équipe 😀")), NOON.plusSeconds(2))
                .decline(List.of(Slug.of("sport"), Slug.of("日本語"), Slug.of("é-ünï")), NOON.plusSeconds(2))
                .confirm(NOON.plusSeconds(3).plusNanos(1_000));
    }

    Comment comment(ArticleId article, String text) {
        return comment(article, text, NOON);
    }

    Comment comment(ArticleId article, String text, Instant at) {
        return Comment.submit(new CommentId(id()), article, Optional.empty(), Commenter.named("Commenter"), text, at);
    }

    Comment answer(Comment parent, String text) {
        return Comment.submit(
                new CommentId(id()),
                parent.article(),
                Optional.of(parent.id()),
                Commenter.named("Answerer"),
                text,
                NOON.plusSeconds(1));
    }

    /** A comment with something in every component but the parent. */
    Comment fullComment(ArticleId article) {
        return Comment.submit(
                        new CommentId(id()), article, Optional.empty(), fullCommenter(), UNICODE + "\n\n> x", NOON)
                .edit("Edited: " + UNICODE + "\r\n", NOON.plusSeconds(5))
                .approve();
    }

    Commenter fullCommenter() {
        return Commenter.named(UNICODE)
                .withEmail(EmailAddress.of("zoë@example.org"))
                .withUrl(HttpUrl.of("https://example.org/~zoe/?a=b#c"))
                .withIdentity(HostIdentity.of("user:" + UNICODE))
                .asMember(subscriberId());
    }

    Issue issue() {
        return new Issue(
                new IssueId(id()),
                articleId(),
                3,
                "Subject " + UNICODE,
                List.of(
                        new IssueText(LanguageTag.of("zh-Hant-TW"), "Subject " + UNICODE, UNICODE + "\r\n\n\ttext \\ "),
                        new IssueText(LanguageTag.FRENCH, "Autre", "")),
                Audience.labelled(Label.of("premium"), Label.of("😀")),
                new IssueState.Preparing(),
                NOON,
                0);
    }

    Issue issueOf(ArticleId article) {
        Issue issue = issue();
        return new Issue(
                issue.id(),
                article,
                issue.articleVersion(),
                issue.subject(),
                List.of(),
                issue.audience(),
                issue.state(),
                issue.createdAt(),
                0);
    }

    Recipient recipient(int number) {
        return recipient(subscriberId(), "reader" + number + "@example.org");
    }

    Recipient recipient(SubscriberId subscriber, String email) {
        return new Recipient(new DeliveryId(id()), subscriber, EmailAddress.of(email), LanguageTag.of("fr-CH"));
    }

    StoredToken token(String secret, String purpose, String subject, Instant expiresAt) {
        return new StoredToken(TokenHash.of(secret), purpose, subject, expiresAt);
    }
}
