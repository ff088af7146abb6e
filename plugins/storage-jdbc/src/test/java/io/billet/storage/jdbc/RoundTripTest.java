package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.Audience;
import io.billet.core.Author;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.Discussion;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.Image;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueSummary;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.RevisionSummary;
import io.billet.core.SearchMetadata;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.DeliveryReport;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.Recipient;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One walk through each store with every column filled; the contract kit goes into the details. */
class RoundTripTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.123456Z");

    @ParameterizedTest
    @EnumSource
    void an_article_comes_back_as_it_was_through_all_its_changes(TestDatabase database) {
        try (JdbcStorage storage = database.fresh().build()) {
            Article first = storage.articles().create(fullArticle("l-europe-resiste"));
            assertThat(first.version()).isEqualTo(1);
            assertThat(storage.articles().find(first.id())).contains(first);

            Article published = storage.articles().update(first.publish(NOW.plusSeconds(5)));
            Article moved = storage.articles()
                    .update(published.edit(
                            NOW.plusSeconds(9),
                            edit -> edit.slug(Slug.of("привет-мир"))
                                    .tags(Slug.of("日本語"))
                                    .noCover()));
            assertThat(storage.articles().findBySlug(Slug.of("привет-мир"))).contains(moved);
            assertThat(storage.articles().findBySlug(Slug.of("l-europe-resiste")))
                    .isEmpty();
            assertThat(storage.articles().findByAlias(Alias.of("l-europe-resiste")))
                    .contains(moved);
            assertThat(storage.articles()
                            .list(
                                    ArticleQuery.published(NOW.plusSeconds(5)).tagged(Slug.of("日本語")),
                                    Optional.empty(),
                                    10))
                    .containsExactly(ArticleSummary.of(moved));
            assertThat(storage.articles().list(ArticleQuery.all().tagged(Slug.of("europe")), Optional.empty(), 10))
                    .isEmpty();
            assertThat(storage.revisions().list(first.id(), OptionalLong.empty(), 10))
                    .hasSize(1);

            Article rewritten =
                    storage.articles().update(moved.edit(NOW.plusSeconds(10), edit -> edit.markdown("Autre")));
            assertThat(storage.articles().find(first.id())).contains(rewritten);
            assertThat(storage.revisions().list(first.id(), OptionalLong.empty(), 10))
                    .extracting(RevisionSummary::version)
                    .containsExactly(4L, 1L);
            assertThatThrownBy(() -> storage.articles().update(moved)).isInstanceOf(StaleVersionException.class);
            assertThatThrownBy(() -> storage.articles().create(fullArticle("l-europe-resiste")))
                    .isInstanceOfSatisfying(
                            AlreadyExistsException.class,
                            e -> assertThat(e.field()).isEqualTo("slug"));

            storage.articles().delete(rewritten.id(), rewritten.version());
            assertThat(storage.articles().list(ArticleQuery.all(), Optional.empty(), 10))
                    .isEmpty();
            assertThat(storage.articles()
                            .create(fullArticle("l-europe-resiste"))
                            .version())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_longest_text_is_kept_whole(TestDatabase database) {
        // A pair of surrogates stands across every round number.
        String longest = "a" + "𝄞".repeat((Article.MAX_MARKDOWN - 2) / 2) + "b";
        try (JdbcStorage storage = database.fresh().build()) {
            Article stored = storage.articles()
                    .create(Article.draft(
                            new ArticleId(UUID.randomUUID()),
                            NOW,
                            edit -> edit.title("Long").markdown(longest)));
            assertThat(storage.articles().find(stored.id()).orElseThrow().markdown())
                    .isEqualTo(longest);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tags_and_authors_come_back_in_the_order_of_code_points(TestDatabase database) {
        try (JdbcStorage storage = database.fresh().build()) {
            Image image = new Image("/a.png", "Une image");
            // U+FA0E comes before U+10428 by code points, and after it by UTF-16.
            List<Slug> slugs = List.of(Slug.of("a"), Slug.of("é"), Slug.of("﨎"), Slug.of("𐐨"));
            for (Slug slug : List.of(slugs.get(3), slugs.get(1), slugs.get(0), slugs.get(2))) {
                storage.tags().put(new Tag(slug, "Nom", Optional.of("Description"), Optional.of(image)));
                storage.authors()
                        .put(new Author(
                                slug,
                                "Zoë",
                                Optional.of("Bio"),
                                List.of(HttpUrl.of("https://a.example/"), HttpUrl.of("https://b.example/")),
                                Optional.of(image)));
            }
            assertThat(storage.tags().list(Optional.empty(), 10))
                    .extracting(Tag::slug)
                    .containsExactlyElementsOf(slugs);
            assertThat(storage.authors().list(Optional.empty(), 10))
                    .extracting(Author::slug)
                    .containsExactlyElementsOf(slugs);
            storage.tags().put(Tag.named(slugs.get(0), "Autre"));
            assertThat(storage.tags().find(slugs.get(0))).contains(Tag.named(slugs.get(0), "Autre"));
            storage.authors().delete(slugs.get(0));
            assertThat(storage.authors().findAll(List.of(slugs.get(2), slugs.get(0), slugs.get(1))))
                    .extracting(Author::slug)
                    .containsExactly(slugs.get(2), slugs.get(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_subscriber_comes_back_as_they_were_and_is_erased_whole(TestDatabase database) {
        try (JdbcStorage storage = database.fresh().build()) {
            Subscriber asked = Subscriber.request(
                            new SubscriberId(UUID.randomUUID()),
                            EmailAddress.of("mıke@example.org"),
                            LanguageTag.of("pt-BR"),
                            Consent.asked("footer", "2026-11", NOW).from(Optional.of("::1"), Optional.of("Agent")),
                            NOW)
                    .introduce("Mıke 𝄞", LanguageTag.FRENCH, NOW)
                    .label(List.of(Label.of("premium"), Label.of("équipe à part")), NOW);
            Subscriber stored = storage.subscribers().create(asked);
            assertThat(storage.subscribers().find(stored.id())).contains(stored);
            assertThat(storage.subscribers().findByEmail(EmailAddress.of("mike@example.org")))
                    .isEmpty();
            Subscriber confirmed = storage.subscribers().update(stored.confirm(NOW.plusSeconds(1)));
            assertThat(storage.subscribers().findByEmail(EmailAddress.of("mıke@example.org")))
                    .contains(confirmed);
            SubscriberQuery premium =
                    SubscriberQuery.all().in(SubscriberState.Kind.CONFIRMED).labelled(Label.of("premium"));
            assertThat(storage.subscribers().list(premium, Optional.empty(), 10))
                    .containsExactly(confirmed);
            assertThat(storage.subscribers().count(premium)).isEqualTo(1);
            Subscriber suppressed = storage.subscribers()
                    .update(confirmed.suppress(SubscriberState.Reason.COMPLAINED, NOW.plusSeconds(2)));
            assertThat(storage.subscribers().find(stored.id())).contains(suppressed);
            storage.subscribers().erase(stored.id());
            assertThat(storage.subscribers().count(SubscriberQuery.all())).isZero();
            assertThat(storage.subscribers().create(asked)).isEqualTo(stored);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_comment_comes_back_as_it_was_and_leaves_a_tombstone(TestDatabase database) {
        try (JdbcStorage storage = database.fresh().build()) {
            ArticleId article = new ArticleId(UUID.randomUUID());
            Commenter zoe = Commenter.named("Zoë")
                    .withEmail(EmailAddress.of("zoe@example.org"))
                    .withUrl(HttpUrl.of("https://zoe.example/"))
                    .withIdentity(HostIdentity.of("user:1"));
            IdempotencyKey key = new IdempotencyKey("k-1");
            Comment stored = storage.comments()
                    .create(
                            Comment.submit(
                                    new CommentId(UUID.randomUUID()), article, Optional.empty(), zoe, "Merci !", NOW),
                            Optional.of(key));
            assertThat(storage.comments().find(stored.id())).contains(stored);
            Comment again = storage.comments()
                    .create(
                            Comment.submit(
                                    new CommentId(UUID.randomUUID()), article, Optional.empty(), zoe, "Merci !", NOW),
                            Optional.of(key));
            assertThat(again).isEqualTo(stored);
            Comment answer = storage.comments()
                    .create(
                            Comment.submit(
                                            new CommentId(UUID.randomUUID()),
                                            article,
                                            Optional.of(stored.id()),
                                            zoe,
                                            "Oui",
                                            NOW)
                                    .approve(),
                            Optional.empty());
            Comment edited = storage.comments().update(answer.edit("Non", NOW.plusSeconds(1)));
            assertThat(storage.comments().list(CommentQuery.all().about(article).newestFirst(), Optional.empty(), 10))
                    .containsExactlyInAnyOrder(edited, stored);
            Comment erased = storage.comments().update(stored.erase());
            assertThat(storage.comments().find(stored.id())).contains(erased);
            assertThat(storage.comments()
                            .count(
                                    List.of(CommentQuery.all()
                                            .by(new CommenterKey.Address(EmailAddress.of("zoe@example.org")))),
                                    9))
                    .containsExactly(1L);
            storage.comments().deleteAbout(article);
            assertThat(storage.comments().count(List.of(CommentQuery.all()), 9)).containsExactly(0L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_issue_goes_out_and_its_ledger_agrees(TestDatabase database) {
        try (JdbcStorage storage = database.fresh().build()) {
            Article article = storage.articles().create(fullArticle("numéro-1"));
            Issue issue =
                    storage.issues().create(Issue.of(new IssueId(UUID.randomUUID()), article, NOW), Optional.empty());
            assertThat(storage.issues().find(issue.id())).contains(issue);
            List<Recipient> recipients = List.of(recipient("a@example.org"), recipient("b@example.org"));
            assertThat(storage.issues().enqueue(issue.id(), recipients, NOW)).isEqualTo(2);
            assertThat(storage.issues().enqueue(issue.id(), recipients, NOW)).isZero();
            Issue sending = storage.issues().update(issue.send(2, NOW));
            List<Delivery> claimed = storage.issues().claim(issue.id(), "w1", 10, NOW, Duration.ofMinutes(1));
            assertThat(claimed).hasSize(2);
            assertThat(storage.issues().claim(issue.id(), "w2", 10, NOW, Duration.ofMinutes(1)))
                    .isEmpty();
            assertThat(storage.issues().deliveries(issue.id(), DeliveryState.Kind.CLAIMED, Optional.empty(), 10))
                    .isEqualTo(claimed);
            storage.issues().forget(claimed.get(1).subscriber());
            assertThat(storage.issues().counts(issue.id())).isEqualTo(new DeliveryCounts(0, 2, 0, 0, 0));
            DeliveryId first = claimed.get(0).id();
            DeliveryId second = claimed.get(1).id();
            assertThat(storage.issues()
                            .record(List.of(
                                    new DeliveryReport(first, 1, new DeliveryOutcome.Sent(NOW)),
                                    new DeliveryReport(second, 2, new DeliveryOutcome.Failed(NOW, "gone")))))
                    .containsExactly(second);
            assertThat(storage.issues().record(List.of(new DeliveryReport(second, 1, new DeliveryOutcome.Retry(NOW)))))
                    .isEmpty();
            DeliveryCounts counts = storage.issues().counts(issue.id());
            assertThat(counts).isEqualTo(new DeliveryCounts(0, 0, 1, 0, 0));
            Issue completed = storage.issues().update(sending.complete(counts, NOW));
            assertThat(storage.issues().find(issue.id())).contains(completed);
            assertThat(storage.issues().list(IssueQuery.all().about(article.id()), Optional.empty(), 10))
                    .containsExactly(IssueSummary.of(completed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_token_serves_once(TestDatabase database) {
        try (JdbcStorage storage = database.fresh().build()) {
            StoredToken token = new StoredToken(TokenHash.of("secret"), "confirm", "subscriber ", NOW.plusSeconds(60));
            storage.tokens().put(token);
            assertThatThrownBy(() -> storage.tokens().put(token)).isInstanceOf(AlreadyExistsException.class);
            storage.tokens().revoke("confirm", "subscriber");
            assertThat(storage.tokens().find(token.hash(), "confirm ", NOW)).isEmpty();
            assertThat(storage.tokens().find(token.hash(), "confirm", NOW)).contains(token);
            assertThat(storage.tokens().consume(token.hash(), "confirm", NOW.plusSeconds(60)))
                    .isEmpty();
            assertThat(storage.tokens().consume(token.hash(), "confirm", NOW)).contains(token);
            assertThat(storage.tokens().consume(token.hash(), "confirm", NOW)).isEmpty();
        }
    }

    private static Recipient recipient(String email) {
        return new Recipient(
                new DeliveryId(UUID.randomUUID()),
                new SubscriberId(UUID.randomUUID()),
                EmailAddress.of(email),
                LanguageTag.GERMAN);
    }

    private static Article fullArticle(String slug) {
        return Article.draft(
                new ArticleId(UUID.randomUUID()),
                NOW,
                edit -> edit.title("L’Europe résiste 𝄞")
                        .slug(Slug.of(slug))
                        .markdown("« Bonjour »\r\n\t𝄞\n")
                        .summary("Résumé")
                        .cover(new Image("https://a.example/i.png", "Une image"))
                        .authors(Slug.of("zoé"), Slug.of("ann"))
                        .tags(Slug.of("europe"), Slug.of("monde"))
                        .language(LanguageTag.of("fr-CH"))
                        .audience(Audience.labelled(Label.of("or"), Label.of("premium plus")))
                        .discussion(Discussion.CLOSED)
                        .metadata(new SearchMetadata(
                                Optional.of(HttpUrl.of("https://o.example/x")),
                                Optional.of("Titre"),
                                Optional.of("Desc"))));
    }
}
