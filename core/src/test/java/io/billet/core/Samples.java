package io.billet.core;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of each: small, valid, with every component filled, named as its golden file. */
final class Samples {

    static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    static final Instant TUESDAY = Instant.parse("2026-11-24T09:30:00.123456Z");
    static final Instant WEDNESDAY = Instant.parse("2026-11-25T00:00:00.100Z");
    static final Instant THURSDAY = Instant.parse("2026-11-26T23:59:59.999999Z");

    static final ArticleId ARTICLE = ArticleId.of("0193a1b2-0000-7000-8000-000000000001");
    static final CommentId COMMENT = CommentId.of("0193a1b2-0000-7000-8000-000000000002");
    static final CommentId PARENT = CommentId.of("0193a1b2-0000-7000-8000-000000000003");
    static final SubscriberId SUBSCRIBER = SubscriberId.of("0193a1b2-0000-7000-8000-000000000004");
    static final IssueId ISSUE = IssueId.of("0193a1b2-0000-7000-8000-000000000005");
    static final DeliveryId DELIVERY = DeliveryId.of("0193a1b2-0000-7000-8000-000000000006");

    static final EmailAddress ZOE = EmailAddress.of("zoë@exämple.org");
    static final Image COVER = new Image("/médias/écluse.jpg", "Une écluse");
    static final DeliveryCounts COUNTS = new DeliveryCounts(0, 0, 40, 1, 2);

    private Samples() {}

    static Article article() {
        return Article.builder()
                .id(ARTICLE)
                .kind(ArticleKind.PAGE)
                .slug(Slug.of("l-europe-resiste"))
                .title("L’Europe résiste")
                .markdown("# Un titre\n\n« Texte » & <b>plus</b> 🎉\n")
                .summary(Optional.of("En bref"))
                .cover(Optional.of(COVER))
                .authors(List.of(Slug.of("zoe")))
                .tags(List.of(Slug.of("europe"), Slug.of("привет-мир")))
                .language(LanguageTag.FRENCH)
                .translationKey(Optional.of(TranslationKey.of("europe")))
                .audience(Audience.labelled(Label.of("premium"), Label.of("équipe")))
                .discussion(Discussion.CLOSED)
                .featured(true)
                .metadata(metadata())
                .attributes(attributes())
                .state(new PublicationState.Published(TUESDAY))
                .firstPublishedAt(Optional.of(MONDAY))
                .aliases(List.of(Alias.of("ancien-titre"), Alias.of("2020/05/L’Europe résiste.html")))
                .createdAt(MONDAY)
                .updatedAt(WEDNESDAY)
                .updatedBy(Optional.of(HostIdentity.of("user-7")))
                .version(3)
                .build();
    }

    static Article draft() {
        return Article.draft(ARTICLE, MONDAY, edit -> edit.title("A draft"));
    }

    /** In an order that is neither that of the alphabet nor that of a hash. */
    static Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("z", "1");
        attributes.put("Größe", "zwei\nZeilen\t\\n");
        attributes.put("a", "");
        return attributes;
    }

    static SearchMetadata metadata() {
        return new SearchMetadata(
                Optional.of(HttpUrl.of("https://example.org/a?b=c#d")),
                Optional.of("Title"),
                Optional.of("Description"));
    }

    static Consent asked() {
        return Consent.asked("article-footer", "2026-11", MONDAY)
                .from(Optional.of("192.0.2.7"), Optional.of("Mozilla/5.0"));
    }

    static Subscriber pending() {
        return Subscriber.request(SUBSCRIBER, ZOE, LanguageTag.FRENCH, asked(), MONDAY);
    }

    static Subscriber confirmed() {
        return pending()
                .introduce("Zoë", LanguageTag.GERMAN, MONDAY)
                .label(List.of(Label.of("premium")), MONDAY)
                .decline(List.of(Slug.of("sport"), Slug.of("привет-мир")), MONDAY)
                .confirm(TUESDAY);
    }

    static Commenter commenter() {
        return Commenter.named("Zoë")
                .withEmail(ZOE)
                .withUrl(HttpUrl.of("https://zoë.example.org/"))
                .withIdentity(HostIdentity.of("user:7"));
    }

    static Comment held() {
        return Comment.submit(COMMENT, ARTICLE, Optional.of(PARENT), commenter(), "Merci !\n", MONDAY);
    }

    static Issue issue() {
        return Issue.of(ISSUE, article(), MONDAY);
    }

    static Delivery delivery(DeliveryState state) {
        return new Delivery(DELIVERY, ISSUE, SUBSCRIBER, ZOE, LanguageTag.FRENCH, state, 2, 7);
    }

    /** Every model, every state and audience, and the barest form of each, by the name of its golden file. */
    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        articles(all);
        subscribers(all);
        comments(all);
        newsletter(all);
        all.put("image", COVER);
        all.put("image-decorative", new Image("https://example.org/a.png", ""));
        all.put(
                "author",
                new Author(
                        Slug.of("zoe"),
                        "Zoë",
                        Optional.of("Écrit"),
                        List.of(HttpUrl.of("https://example.org/zoe")),
                        Optional.of(COVER)));
        all.put("author-bare", Author.named(Slug.of("zoe"), "Zoë"));
        all.put("tag", new Tag(Slug.of("europe"), "Europe", Optional.of("Le continent"), Optional.of(COVER)));
        all.put("tag-bare", Tag.named(Slug.of("europe"), "Europe"));
        all.put("slug", Slug.of("日本語の題"));
        all.put("email-address", ZOE);
        all.put("http-url", HttpUrl.of("https://example.org/é"));
        all.put("language-tag", LanguageTag.of("fr-CH"));
        all.put("label", Label.of("premium"));
        all.put("host-identity", HostIdentity.of("user:7"));
        return all;
    }

    private static void articles(Map<String, Object> all) {
        all.put("article", article());
        all.put("article-bare", draft());
        all.put("article-summary", ArticleSummary.of(article()));
        all.put("article-summary-bare", ArticleSummary.of(draft()));
        all.put("article-untitled", Article.draft(ARTICLE, MONDAY, e -> {}));
        all.put("article-withdrawn", draft().publish(MONDAY).unpublish(TUESDAY));
        all.put("alias", Alias.of("2020/05/slug.html"));
        all.put("translation-key", TranslationKey.of("Über uns"));
        all.put("revision", Revision.of(article()));
        all.put("revision-bare", Revision.of(draft()));
        all.put("revision-summary", RevisionSummary.of(Revision.of(article())));
        all.put("revision-summary-bare", RevisionSummary.of(Revision.of(draft())));
        all.put(
                "staged-edit",
                StagedEdit.of(article(), WEDNESDAY, e -> e.title("Mieux"))
                        .savedBy(Optional.of(HostIdentity.of("user:7")))
                        .withVersion(2));
        all.put("staged-edit-bare", StagedEdit.of(draft().publish(TUESDAY).withVersion(1), TUESDAY, e -> {}));
        all.put("search-metadata", metadata());
        all.put("search-metadata-bare", SearchMetadata.NONE);
        all.put("publication-state-draft", new PublicationState.Draft());
        all.put("publication-state-scheduled", new PublicationState.Scheduled(TUESDAY));
        all.put("publication-state-published", new PublicationState.Published(WEDNESDAY));
        all.put("publication-state-archived", new PublicationState.Archived());
        all.put("audience-everyone", Audience.EVERYONE);
        all.put("audience-members", Audience.MEMBERS);
        all.put("audience-labelled", Audience.labelled(Label.of("b"), Label.of("a")));
        for (Discussion discussion : Discussion.values()) {
            all.put("article-discussion-" + slug(discussion), draft().edit(MONDAY, e -> e.discussion(discussion)));
        }
        all.put("article-scheduled", draft().schedule(TUESDAY, MONDAY));
        all.put("article-archived", draft().archive(TUESDAY));
    }

    private static void subscribers(Map<String, Object> all) {
        all.put("subscriber-pending", pending());
        all.put("subscriber-confirmed", confirmed());
        all.put("subscriber-unsubscribed", confirmed().unsubscribe(WEDNESDAY));
        for (SubscriberState.Reason reason : SubscriberState.Reason.values()) {
            all.put("subscriber-suppressed-" + slug(reason), confirmed().suppress(reason, WEDNESDAY));
        }
        all.put("subscriber-state-pending", new SubscriberState.Pending());
        all.put("subscriber-state-confirmed", new SubscriberState.Confirmed());
        all.put("subscriber-state-unsubscribed", new SubscriberState.Unsubscribed(TUESDAY));
        all.put("subscriber-state-suppressed", new SubscriberState.Suppressed(TUESDAY, SubscriberState.Reason.BLOCKED));
        all.put("consent-record", ConsentRecord.of(confirmed().withVersion(2)));
        all.put(
                "consent-record-suppressed",
                ConsentRecord.of(confirmed()
                                .suppress(SubscriberState.Reason.COMPLAINED, WEDNESDAY)
                                .withVersion(3))
                        .withoutEvidence());
        all.put("consent", asked().confirmed(TUESDAY));
        all.put("consent-bare", Consent.asked("import", "2026-11", MONDAY));
    }

    private static void comments(Map<String, Object> all) {
        all.put("comment-held", held());
        all.put("comment-visible", held().approve().edit("Merci bien !", TUESDAY));
        all.put("comment-hidden", held().hide());
        all.put("comment-spam", held().markAsSpam());
        all.put("comment-erased", held().erase());
        all.put("commenter", commenter());
        all.put("commenter-member", commenter().asMember(SUBSCRIBER));
        all.put("commenter-erased", Commenter.ERASED);
    }

    private static void newsletter(Map<String, Object> all) {
        all.put("issue-planned", Issue.planned(ISSUE, article(), Optional.of(TUESDAY), MONDAY));
        all.put("issue-paused", issue().send(43, TUESDAY).pause(IssueState.Reason.LATE, WEDNESDAY));
        all.put("issue-summary", IssueSummary.of(issue()));
        all.put("issue-text", new IssueText(LanguageTag.SPANISH, "Hola", ""));
        all.put("issue-state-planned", new IssueState.Planned(Optional.empty()));
        for (IssueState.Reason reason : IssueState.Reason.values()) {
            all.put("issue-state-paused-" + slug(reason), new IssueState.Paused(TUESDAY, reason, Optional.empty()));
        }
        all.put("issue-preparing", issue());
        all.put("issue-sending", issue().send(43, TUESDAY));
        all.put("issue-completed", issue().send(43, TUESDAY).complete(COUNTS, WEDNESDAY));
        all.put("issue-cancelled", issue().cancel(DeliveryCounts.NONE, WEDNESDAY));
        all.put("issue-state-preparing", new IssueState.Preparing());
        all.put("issue-state-sending", new IssueState.Sending(TUESDAY, 43));
        all.put("issue-state-completed", new IssueState.Completed(TUESDAY, COUNTS));
        all.put("issue-state-cancelled", new IssueState.Cancelled(TUESDAY, COUNTS));
        all.put("delivery-counts", new DeliveryCounts(1, 2, 3, 4, 5));
        all.put("delivery-pending", delivery(new DeliveryState.Pending(TUESDAY)));
        all.put("delivery-claimed", delivery(new DeliveryState.Claimed("node-1", TUESDAY)));
        all.put("delivery-sent", delivery(new DeliveryState.Sent(TUESDAY)));
        all.put("delivery-uncertain", delivery(new DeliveryState.Uncertain(TUESDAY)));
        all.put(
                "outbox-mail",
                OutboxMail.pending(
                        OutboxId.of("0193a1b2-0000-7000-8000-000000000009"),
                        "subscribe",
                        SUBSCRIBER.toString(),
                        Optional.of("fr|é"),
                        TUESDAY));
        all.put("delivery-failed", delivery(new DeliveryState.Failed(TUESDAY, "mailbox unavailable")));
    }

    private static String slug(Enum<?> constant) {
        return Slug.fromTitle(constant.name()).value();
    }
}
