package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.Cursor;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.TokenHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
            assertThat(all(request -> storage.subscribers().list(query, request)))
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
        assertThat(all(request -> storage.articles().list(query, request)))
                .contains(ArticleSummary.of(stored))
                .allMatch(found -> found.tags().contains(named))
                .isSortedAccordingTo(order == ArticleQuery.Order.OLDEST_FIRST ? byId : byId.reversed());
        assertThat(storage.articles()
                        .list(query.in(PublicationState.Kind.PUBLISHED), PageRequest.first(10))
                        .items())
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
        CommentQuery query =
                CommentQuery.all().about(article).in(state).by(EmailAddress.of("o'hara+%_{$}@example.org"));
        assertThat(all(request -> storage.comments().list(query, request)))
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

    @Property(tries = 200)
    void a_cursor_that_is_not_ours_is_refused(
            @ForAll("databases") TestDatabase database, @ForAll("cursors") Cursor cursor) {
        JdbcStorage storage = storage(database);
        PageRequest request = PageRequest.after(cursor, 10);
        for (Runnable list : List.<Runnable>of(
                () -> storage.articles().list(ArticleQuery.all(), request),
                () -> storage.articles().revisions(new ArticleId(UUID.randomUUID()), request),
                () -> storage.tags().list(request),
                () -> storage.authors().list(request),
                () -> storage.subscribers().list(SubscriberQuery.all(), request),
                () -> storage.comments().list(CommentQuery.all(), request),
                () -> storage.issues().list(request))) {
            assertThat(catchThrowable(list::run))
                    .isInstanceOfSatisfying(
                            InvalidValueException.class,
                            refused -> assertThat(refused.object()).isEqualTo("Cursor"));
        }
    }

    @Provide
    Arbitrary<Cursor> cursors() {
        Arbitrary<String> any = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars('-', '_')
                .ofMinLength(1)
                .ofMaxLength(Cursor.MAX_LENGTH);
        return Combinators.combine(any, Arbitraries.integers().between(1, 60))
                .as((text, length) -> new Cursor(text.substring(0, Math.min(length, text.length()))));
    }

    @Property(tries = 40)
    void a_cursor_with_one_letter_changed_is_refused(
            @ForAll("databases") TestDatabase database, @ForAll int position, @ForAll char letter) {
        JdbcStorage storage = storage(database);
        while (storage.tags().list(PageRequest.first(2)).items().size() < 2) {
            storage.tags().put(Tag.named(Slug.fromTitle(UUID.randomUUID().toString()), "Tag"));
        }
        String ours =
                storage.tags().list(PageRequest.first(1)).next().orElseThrow().value();
        int changed = Math.floorMod(position, ours.length());
        char other = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_".charAt(letter % 64);
        if (ours.charAt(changed) != other) {
            Cursor forged = new Cursor(ours.substring(0, changed) + other + ours.substring(changed + 1));
            assertThat(catchThrowable(() -> storage.tags().list(PageRequest.after(forged, 1))))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    private JdbcStorage storage(TestDatabase database) {
        return storages.computeIfAbsent(database, each -> each.fresh().build());
    }

    private static <T> List<T> all(Function<PageRequest, Page<T>> list) {
        List<T> items = new ArrayList<>();
        Page<T> page = list.apply(PageRequest.first(3));
        items.addAll(page.items());
        while (page.next().isPresent()) {
            page = list.apply(PageRequest.after(page.next().get(), 3));
            items.addAll(page.items());
        }
        return items;
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
