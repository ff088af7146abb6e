package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.InvalidValueException;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.TokenHash;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever a caller puts into filters, orders and cursors, the answer is the one that a loop over all rows gives, and the
 * tables stay. The values are made of what breaks out of SQL, of LIKE patterns, of Jdbi's templates and of its parameters.
 */
class HostileInputTest {

    private static final List<String> FRAGMENTS = List.of(
            "'",
            "''",
            "\"",
            "`",
            "\\",
            "\\'",
            ";",
            "--",
            "/*",
            "*/",
            "#",
            "%",
            "_",
            "<prefix>",
            "<slugs>",
            ":after",
            ":limit",
            "?",
            "??",
            "${prefix}",
            "{fn now()}",
            "$$",
            "$1",
            "' OR '1'='1",
            "'; DROP TABLE article; --",
            " UNION SELECT 1",
            ") OR (1=1",
            "NULL",
            "sort_key DESC",
            "a",
            "A",
            "é",
            "e\u0301",
            "ß",
            "ss",
            "ı",
            "i",
            "İ",
            "𝄞",
            "日",
            " ",
            "\u00a0");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final Map<TestDatabase, JdbcStorage> storages = new EnumMap<>(TestDatabase.class);

    @Provide
    Arbitrary<TestDatabase> databases() {
        return Arbitraries.of(
                Stream.of(TestDatabase.values()).filter(TestDatabase::isThere).toList());
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(FRAGMENTS).list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("", parts));
    }

    @Property(tries = 80)
    void labels_and_names_find_those_who_bear_them(
            @ForAll("databases") TestDatabase database,
            @ForAll("hostile") String label,
            @ForAll("hostile") String other,
            @ForAll SubscriberState.Kind kind) {
        JdbcStorage storage = storage(database);
        Optional<Label> wanted = label(label);
        // A property in which no label is one would pass whatever the store does.
        Statistics.label("label").collect(wanted.isPresent());
        Statistics.label("label").coverage(seen -> seen.check(true).percentage(share -> share > 30));
        List<Label> labels =
                Stream.of(wanted, label(other)).flatMap(Optional::stream).toList();
        Subscriber stored = storage.subscribers().create(subscriber(labels));
        assertThat(storage.subscribers().find(stored.id())).contains(stored);
        wanted.ifPresent(mark -> {
            SubscriberQuery query = SubscriberQuery.all().labelled(mark);
            assertThat(new Listed<>(
                                    (Optional<SubscriberId> after, Integer limit) ->
                                            storage.subscribers().list(query, after, limit),
                                    Subscriber::id,
                                    octets -> new SubscriberId(SortKey.toUuid(octets)))
                            .all(3))
                    .contains(stored)
                    .allMatch(found -> found.labels().contains(mark));
            assertThat(storage.subscribers().count(query.in(kind)))
                    .isEqualTo(
                            kind == SubscriberState.Kind.PENDING
                                    ? storage.subscribers().count(query)
                                    : 0);
        });
        storage.subscribers().erase(stored.id());
    }

    @Property(tries = 80)
    void slugs_tags_and_languages_find_their_articles(
            @ForAll("databases") TestDatabase database,
            @ForAll("hostile") String title,
            @ForAll("hostile") String tag,
            @ForAll ArticleQuery.Order order) {
        JdbcStorage storage = storage(database);
        Slug named = Slug.fromTitle(tag);
        Article stored = storage.articles()
                .create(Article.draft(
                        new ArticleId(UUID.randomUUID()),
                        NOW,
                        edit -> edit.title("x" + title)
                                .slug(Slug.fromTitle(title + " " + UUID.randomUUID()))
                                .tags(named)
                                .authors(named)
                                .markdown(title)));
        assertThat(storage.articles().findBySlug(stored.slug())).contains(stored);
        ArticleQuery tagged = ArticleQuery.all().tagged(named).by(named).written(LanguageTag.ENGLISH);
        ArticleQuery query = order == ArticleQuery.Order.OLDEST_FIRST ? tagged.oldestFirst() : tagged;
        Comparator<ArticleSummary> byId = Comparator.comparing(ArticleSummary::id);
        assertThat(QueryPlanTest.articles(storage, query).all(3))
                .contains(ArticleSummary.of(stored))
                .allMatch(found -> found.tags().contains(named))
                .isSortedAccordingTo(order == ArticleQuery.Order.OLDEST_FIRST ? byId : byId.reversed());
        assertThat(storage.articles().list(query.in(PublicationState.Kind.PUBLISHED), Optional.empty(), 10))
                .isEmpty();
    }

    @Property(tries = 80)
    void comments_and_tokens_are_kept_to_the_letter(
            @ForAll("databases") TestDatabase database,
            @ForAll("hostile") String text,
            @ForAll("hostile") String other,
            @ForAll CommentState state) {
        JdbcStorage storage = storage(database);
        ArticleId article = new ArticleId(UUID.randomUUID());
        Comment stored = storage.comments()
                .create(
                        Comment.submit(
                                new CommentId(UUID.randomUUID()),
                                article,
                                Optional.empty(),
                                Commenter.named("x" + text)
                                        .withEmail(EmailAddress.of("o'hara+%_{$}@example.org"))
                                        .withIdentity(HostIdentity.of("x" + other)),
                                "x" + text,
                                NOW),
                        Optional.empty());
        CommentQuery query = CommentQuery.all()
                .about(article)
                .in(state)
                .by(new CommenterKey.Address(EmailAddress.of("o'hara+%_{$}@example.org")));
        assertThat(Listed.<Comment>byDate(
                                (after, limit) -> storage.comments().list(query, after, limit), DatePosition::of)
                        .all(3))
                .isEqualTo(state == CommentState.HELD ? List.of(stored) : List.of());

        StoredToken token = new StoredToken(
                TokenHash.of(UUID.randomUUID().toString()),
                cut("p" + text, 50),
                cut("s" + other, 200),
                NOW.plusSeconds(1));
        storage.tokens().put(token);
        if (!text.equals(other)) {
            storage.tokens().revoke(cut("p" + other, 50), token.subject());
        }
        assertThat(storage.tokens().consume(token.hash(), token.purpose(), NOW)).contains(token);
    }

    private JdbcStorage storage(TestDatabase database) {
        return storages.computeIfAbsent(database, each -> each.fresh().build());
    }

    private static Optional<Label> label(String text) {
        try {
            return Optional.of(Label.of(text));
        } catch (InvalidValueException e) {
            // What is no label never comes to a store.
            return Optional.empty();
        }
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    private static Subscriber subscriber(List<Label> labels) {
        return Subscriber.request(
                        new SubscriberId(UUID.randomUUID()),
                        EmailAddress.of("s" + UUID.randomUUID() + "@example.org"),
                        LanguageTag.FRENCH,
                        Consent.asked("'; DROP TABLE x; --", "1", NOW),
                        NOW)
                .label(labels, NOW);
    }
}
