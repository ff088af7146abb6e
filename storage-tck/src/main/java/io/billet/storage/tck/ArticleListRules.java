package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.DatePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Rules of listing articles, page by page. */
@Needs(Capability.ARTICLES)
abstract class ArticleListRules extends StoreRules {

    ArticleListRules(BlogStorageContract contract) {
        super(contract);
    }

    private ArticleStore articles() {
        return storage().articles();
    }

    private List<ArticleSummary> list(ArticleQuery query, int size) {
        return listing(query).all(size);
    }

    private Listing<ArticleSummary, DatePosition> listing(ArticleQuery query) {
        return Listing.of(storage(), query);
    }

    private static List<ArticleSummary> summaries(Article... articles) {
        return Arrays.stream(articles).map(ArticleSummary::of).toList();
    }

    @RuleTest(check = "compare the columns of the list with those of the article")
    void art_09_a_summary_says_what_the_article_says() {
        Article full = articles().create(samples.fullArticle("full"));
        Article updated = articles().update(full.edit(Samples.NOON, edit -> edit.title("Another")));

        assertThat(list(ArticleQuery.all(), 10)).containsExactly(ArticleSummary.of(updated));
    }

    @RuleTest(
            check = "order by the state's time where it has one, else by createdAt; then by id; id alone is not enough")
    void art_09_the_order_is_by_date_and_then_by_id() {
        Instant noon = Samples.NOON;
        Article draft = articles().create(samples.draft("draft-at-noon"));
        Article later = articles().create(samples.published("later", noon.plusSeconds(1)));
        Article earlier = articles().create(samples.published("earlier", noon.minusSeconds(1)));
        Article planned = articles().create(samples.scheduled("planned", noon.plusSeconds(2)));
        Article archived = articles()
                .create(samples.published("archived", noon.minusSeconds(9)).archive(noon.plusSeconds(9)));

        assertThat(list(ArticleQuery.all(), 2))
                .containsExactlyElementsOf(summaries(planned, later, archived, draft, earlier));
        assertThat(list(ArticleQuery.all().oldestFirst(), 2))
                .containsExactlyElementsOf(summaries(earlier, draft, archived, later, planned));
    }

    @RuleTest(check = "are equal dates told apart by the id's text (unsigned), in the direction of the order?")
    void art_09_equal_dates_are_ordered_by_the_text_of_ids() {
        List<String> ids = List.of(
                "00000000-0000-4000-8000-000000000001",
                "7fffffff-ffff-4fff-8fff-ffffffffffff",
                "80000000-0000-4000-8000-000000000000",
                "80000000-0000-4000-bfff-ffffffffffff",
                "fedcba98-0000-4000-8000-000000000000");
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, new Random(7));
        for (String id : shuffled) {
            articles()
                    .create(Article.draft(
                            new ArticleId(UUID.fromString(id)),
                            Samples.NOON,
                            edit -> edit.title("T").slug(Slug.of("a-" + id))));
        }

        assertThat(list(ArticleQuery.all().oldestFirst(), 2))
                .extracting(summary -> summary.id().toString())
                .containsExactlyElementsOf(ids);
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        assertThat(list(ArticleQuery.all(), 2))
                .extracting(summary -> summary.id().toString())
                .containsExactlyElementsOf(reversed);
    }

    @RuleTest(check = "does each condition of ArticleQuery reach the query, and are they joined by AND?")
    void art_09_every_condition_narrows_the_list_alone_and_together() {
        Slug europe = Slug.of("europe");
        Slug zoe = Slug.of("zoé");
        Instant noon = Samples.NOON;
        Article one = articles()
                .create(described("one", List.of(europe), List.of(zoe), "fr").publish(noon));
        Article two = articles()
                .create(described("two", List.of(Slug.of("x"), europe), List.of(Slug.of("zoe")), "fr-CH")
                        .publish(noon.plusSeconds(1)));
        Article three = articles()
                .create(described("three", List.of(), List.of(Slug.of("abel"), zoe), "fr")
                        .publish(noon.plusSeconds(2)));
        Article four = articles().create(described("four", List.of(europe), List.of(), "en"));

        assertThat(list(ArticleQuery.all().tagged(europe).oldestFirst(), 2))
                .as("tagged europe")
                .containsExactlyElementsOf(
                        four.id().compareTo(one.id()) > 0 ? summaries(one, four, two) : summaries(four, one, two));
        assertThat(list(ArticleQuery.all().by(zoe), 2)).as("by zoé").containsExactlyElementsOf(summaries(three, one));
        assertThat(list(ArticleQuery.all().written(LanguageTag.FRENCH), 2))
                .as("in fr, which is not fr-CH")
                .containsExactlyElementsOf(summaries(three, one));
        assertThat(list(ArticleQuery.all().in(PublicationState.Kind.DRAFT), 2))
                .containsExactlyElementsOf(summaries(four));
        assertThat(list(ArticleQuery.published(noon.plusSeconds(1)), 2))
                .as("published by the second's date, that one included")
                .containsExactlyElementsOf(summaries(two, one));
        assertThat(list(ArticleQuery.published(noon.plusSeconds(1).minusNanos(1)), 2))
                .as("published a nanosecond before the second's date: is a time rounded up?")
                .containsExactlyElementsOf(summaries(one));
        assertThat(list(
                        ArticleQuery.published(noon.plusSeconds(9))
                                .tagged(europe)
                                .by(zoe)
                                .written(LanguageTag.FRENCH),
                        2))
                .as("all conditions at once")
                .containsExactlyElementsOf(summaries(one));
        assertThat(list(ArticleQuery.all().tagged(Slug.of("europé")), 2)).isEmpty();
    }

    private Article described(String slug, List<Slug> tags, List<Slug> authors, String language) {
        return samples.draft(slug)
                .edit(Samples.NOON, edit -> edit.tags(tags).authors(authors).language(LanguageTag.of(language)));
    }

    @RuleTest(check = "does a change of tags, state or language reach what lists are made of (index rows)?")
    void art_09_a_list_follows_changes_and_deletions() {
        Article article = articles()
                .create(described("moving", List.of(Slug.of("old")), List.of(), "fr")
                        .publish(Samples.NOON));
        Article moved = articles()
                .update(article.edit(Samples.NOON, edit -> edit.tags(Slug.of("new")))
                        .archive(Samples.NOON));

        assertThat(list(ArticleQuery.all().tagged(Slug.of("old")), 2)).isEmpty();
        assertThat(list(ArticleQuery.published(Samples.NOON), 2)).isEmpty();
        assertThat(list(ArticleQuery.all().tagged(Slug.of("new")), 2)).containsExactly(ArticleSummary.of(moved));
        articles().delete(moved.id(), moved.version());
        assertThat(list(ArticleQuery.all().tagged(Slug.of("new")), 2)).isEmpty();
    }

    @RuleTest(
            check =
                    "is a date of the very bound in (since) and out (before), a part of a microsecond later the other way?")
    void art_09_since_and_before_cut_the_list_where_they_say() {
        Instant noon = Samples.NOON;
        List<Article> created = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            created.add(articles()
                    .create(described("a-" + i, List.of(Slug.of("europe")), List.of(Slug.of("zoe")), "fr")
                            .publish(noon.plusNanos(1_000L * (i / 2)))));
        }
        created.sort(Comparator.comparing(DatePosition::of));
        ArticleQuery all = ArticleQuery.all().oldestFirst();
        for (ArticleQuery query : List.of(
                all,
                all.in(PublicationState.Kind.PUBLISHED),
                all.tagged(Slug.of("europe")),
                all.by(Slug.of("zoe")).in(PublicationState.Kind.PUBLISHED),
                all.written(LanguageTag.FRENCH))) {
            for (int since = -1; since <= 5; since++) {
                for (int before = -1; before <= 5; before++) {
                    Instant from = noon.plusNanos(1_000L * since);
                    Instant end = noon.plusNanos(1_000L * before);
                    List<ArticleSummary> between = created.stream()
                            .filter(each -> !ArticleQuery.dateOf(each).isBefore(from)
                                    && ArticleQuery.dateOf(each).isBefore(end))
                            .map(ArticleSummary::of)
                            .toList();
                    assertThat(list(query.since(from).before(end), 3))
                            .as("%s since %s before %s", query, from, end)
                            .containsExactlyElementsOf(between);
                }
            }
        }
        List<Article> last = created.subList(2, 7);
        assertThat(list(all.since(noon.plusNanos(1)), 3))
                .as("since a nanosecond after the first date")
                .containsExactlyElementsOf(summaries(last.toArray(Article[]::new)));
        assertThat(list(all.before(noon.plusNanos(1)), 3))
                .as("before a nanosecond after the first date")
                .containsExactlyElementsOf(summaries(created.get(0), created.get(1)));
        assertThat(list(all.since(Instant.MIN).before(Instant.MAX), 3)).hasSize(7);
        assertThat(list(all.upTo(Instant.MAX), 3)).hasSize(7);
        assertThat(list(all.since(Instant.MAX), 3)).isEmpty();
        assertThat(list(all.before(Instant.MIN), 3)).isEmpty();
    }

    @RuleTest(check = "does the position meet the bounds of the date, in either order, and is neither lost?")
    void art_09_a_list_between_two_dates_goes_on_and_ends() {
        List<Article> created = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            created.add(articles().create(samples.published("a-" + i, minute(i / 2))));
        }
        created.sort(Comparator.comparing(DatePosition::of));
        List<ArticleSummary> between =
                created.subList(4, 10).stream().map(ArticleSummary::of).toList();
        List<ArticleSummary> reversed = new ArrayList<>(between);
        Collections.reverse(reversed);
        for (ArticleQuery query : List.of(ArticleQuery.all(), ArticleQuery.all().in(PublicationState.Kind.PUBLISHED))) {
            ArticleQuery months = query.since(minute(2)).before(minute(5));
            listing(months.oldestFirst()).assertIs(between);
            listing(months).assertIs(reversed);
            listing(months.oldestFirst()).assertGoesOnAfter(DatePosition.of(created.get(1)), between);
            listing(months.oldestFirst()).assertGoesOnAfter(DatePosition.of(created.get(11)), List.of());
            listing(months).assertGoesOnAfter(DatePosition.of(created.get(11)), reversed);
            listing(months).assertGoesOnAfter(DatePosition.of(created.get(1)), List.of());
        }
    }

    @RuleTest(check = "does the last part end where the list ends: with the last article, and with nothing after it?")
    void art_09_every_list_ends_where_its_articles_end() {
        Slug europe = Slug.of("europe");
        Slug zoe = Slug.of("zoe");
        List<Article> wanted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            wanted.add(articles()
                    .create(described("wanted-" + i, List.of(europe), List.of(zoe), "fr")
                            .publish(minute(i / 2))));
            articles()
                    .create(described("other-" + i, List.of(Slug.of("asia")), List.of(Slug.of("abel")), "en")
                            .publish(minute(i / 2)));
            articles().create(described("draft-" + i, List.of(europe), List.of(zoe), "fr"));
        }
        wanted.sort(
                Comparator.comparing((Article each) -> DatePosition.of(each)).reversed());
        List<ArticleSummary> newestFirst =
                wanted.stream().map(ArticleSummary::of).toList();
        List<ArticleSummary> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);

        ArticleQuery published = ArticleQuery.published(minute(60));
        for (ArticleQuery query : List.of(
                published.tagged(europe),
                published.by(zoe),
                published.written(LanguageTag.FRENCH),
                published.tagged(europe).by(zoe),
                published.tagged(europe).written(LanguageTag.FRENCH))) {
            listing(query).assertIs(newestFirst);
            listing(query.oldestFirst()).assertIs(oldestFirst);
        }
        List<ArticleSummary> everything = list(ArticleQuery.all(), 4);
        assertThat(everything).hasSize(15);
        listing(ArticleQuery.all()).assertIs(everything);
        listing(ArticleQuery.all().in(PublicationState.Kind.ARCHIVED)).assertIs(List.of());
        listing(published.tagged(Slug.of("unknown"))).assertIs(List.of());
    }

    @RuleTest(check = "ask for what comes after date and id together: WHERE (date, id) < (?, ?)")
    void art_10_articles_of_one_date_are_met_once_each_in_either_order() {
        List<ArticleId> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(articles()
                    .create(samples.published("same-" + i, Samples.NOON))
                    .id());
        }
        ids.sort(Comparator.naturalOrder());

        for (int size : List.of(1, 2, 7, 24, 25, 26)) {
            assertThat(list(ArticleQuery.all().oldestFirst(), size))
                    .as("pages of %s", size)
                    .extracting(ArticleSummary::id)
                    .containsExactlyElementsOf(ids);
            assertThat(list(ArticleQuery.all(), size))
                    .as("pages of %s, newest first", size)
                    .extracting(ArticleSummary::id)
                    .containsExactlyElementsOf(
                            ids.stream().sorted(Comparator.reverseOrder()).toList());
        }
    }

    @RuleTest(check = "is the place of the next page an offset? It shifts when rows come or go; use the last row's key")
    void art_10_writes_between_pages_neither_hide_nor_repeat_what_stays() {
        for (ArticleQuery query : List.of(ArticleQuery.all(), ArticleQuery.all().oldestFirst())) {
            String order = query.order().name().toLowerCase(Locale.ROOT).replace('_', '-');
            List<Article> stay = IntStream.range(0, 20)
                    .mapToObj(i -> articles().create(samples.published(order + "-stays-" + i, minute(2 * i))))
                    .toList();
            List<Article> go = new ArrayList<>(IntStream.range(0, 20)
                    .mapToObj(i -> articles().create(samples.published(order + "-goes-" + i, minute(2 * i))))
                    .toList());
            AtomicInteger pages = new AtomicInteger();
            List<ArticleId> met = listing(query)
                    .all(3, page -> {
                        // A store that pages by offset would run after its own new rows for ever.
                        if (pages.incrementAndGet() < 30) {
                            disturb(page, go, order + "-" + pages);
                        }
                    })
                    .stream()
                    .map(ArticleSummary::id)
                    .toList();

            assertMetOnceInOrder(met, stay, query.order());
            list(ArticleQuery.all(), 1_000).forEach(each -> articles().delete(each.id(), each.version()));
        }
    }

    /** Removes what was just met and what is yet to come, the last row of the part included, and adds at both ends. */
    private void disturb(List<ArticleSummary> page, List<Article> go, String name) {
        page.stream().filter(item -> item.slug().value().contains("-goes-")).forEach(item -> {
            articles().delete(item.id(), item.version());
            go.removeIf(each -> each.id().equals(item.id()));
        });
        if (!go.isEmpty()) {
            Article another = go.remove(go.size() / 2);
            articles().delete(another.id(), another.version());
        }
        articles().create(samples.published("x-first-" + name, minute(1_000)));
        articles().create(samples.published("x-last-" + name, minute(-1_000)));
        articles().create(samples.published("x-among-" + name, minute(20)));
    }

    @RuleTest(check = "is each page one statement (one snapshot), asked by key and not by offset?")
    void art_10_writers_at_work_neither_hide_nor_repeat_what_stays() {
        List<Article> stay = IntStream.range(0, 30)
                .mapToObj(i -> articles().create(samples.published("stays-" + i, minute(i / 3))))
                .toList();
        for (int round = 0; round < Math.max(1, fewerRounds() / 5); round++) {
            int number = round;
            List<List<ArticleId>> met = Race.of(3, i -> {
                        if (i > 0) {
                            comeAndGo("r" + number + "-" + i);
                            return List.<ArticleId>of();
                        }
                        return list(ArticleQuery.all(), 4).stream()
                                .map(ArticleSummary::id)
                                .toList();
                    })
                    .allSucceeded("listing while others write");

            assertMetOnceInOrder(met.get(0), stay, ArticleQuery.Order.NEWEST_FIRST);
        }
    }

    private void comeAndGo(String name) {
        for (int i = 0; i < 10; i++) {
            Article passing;
            synchronized (samples) {
                passing = samples.published("passes-" + name + "-" + i, minute(i));
            }
            Article stored = articles().create(passing);
            Article changed = articles().update(stored.edit(Samples.NOON, edit -> edit.title("Changed")));
            articles().delete(changed.id(), changed.version());
        }
    }

    private static void assertMetOnceInOrder(List<ArticleId> met, List<Article> stay, ArticleQuery.Order order) {
        List<ArticleId> stayed = stay.stream().map(Article::id).toList();
        Comparator<Article> byDate =
                Comparator.<Article, Instant>comparing(ArticleQuery::dateOf).thenComparing(Article::id);
        List<ArticleId> expected = stay.stream()
                .sorted(order == ArticleQuery.Order.NEWEST_FIRST ? byDate.reversed() : byDate)
                .map(Article::id)
                .toList();
        assertThat(met.stream().filter(stayed::contains))
                .as("what was there all the time, as the pages showed it")
                .containsExactlyElementsOf(expected);
        assertThat(met).as("everything that the pages showed").doesNotHaveDuplicates();
    }

    private static Instant minute(int number) {
        return Samples.NOON.plusSeconds(60L * number);
    }

    @RuleTest(check = "compare with the position; do not look for the article that stands there")
    void art_11_a_list_goes_on_after_a_place_where_no_article_stands() {
        List<Article> created = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            created.add(articles().create(samples.published("a-" + i, minute(i / 4 * 2))));
        }
        created.sort(Comparator.comparing(DatePosition::of));
        Article gone = created.remove(5);
        articles().delete(gone.id(), gone.version());
        List<ArticleSummary> all = created.stream().map(ArticleSummary::of).toList();
        List<ArticleSummary> reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        UUID least = new UUID(0, 0);
        UUID greatest = new UUID(-1, -1);

        for (ArticleQuery query : List.of(ArticleQuery.all(), ArticleQuery.all().in(PublicationState.Kind.PUBLISHED))) {
            Listing<ArticleSummary, DatePosition> forward = listing(query.oldestFirst());
            Listing<ArticleSummary, DatePosition> backward = listing(query);
            assertGoesOn(forward, backward, DatePosition.of(gone), all, 5);
            assertGoesOn(
                    forward, backward, new DatePosition(minute(1), gone.id().value()), all, 4);
            assertGoesOn(forward, backward, new DatePosition(minute(2), least), all, 4);
            assertGoesOn(forward, backward, new DatePosition(minute(0), greatest), all, 4);
            assertGoesOn(forward, backward, new DatePosition(minute(-9), greatest), all, 0);
            assertGoesOn(forward, backward, new DatePosition(Instant.parse("0001-01-01T00:00:00Z"), least), all, 0);
            assertGoesOn(
                    forward,
                    backward,
                    new DatePosition(Instant.parse("9999-12-31T23:59:59.999999Z"), greatest),
                    all,
                    7);
        }
    }

    private static void assertGoesOn(
            Listing<ArticleSummary, DatePosition> forward,
            Listing<ArticleSummary, DatePosition> backward,
            DatePosition position,
            List<ArticleSummary> all,
            int earlier) {
        forward.assertGoesOnAfter(position, all.subList(earlier, all.size()));
        List<ArticleSummary> before = new ArrayList<>(all.subList(0, earlier));
        Collections.reverse(before);
        backward.assertGoesOnAfter(position, before);
    }

    @RuleTest(check = "put the answer in the order of the question, each once; IN (...) answers in any order")
    void art_18_several_summaries_are_found_in_the_order_asked_for_each_once() {
        Article one = articles().create(samples.fullArticle("one"));
        Article two = articles().create(samples.draft("two"));
        Article three = articles().create(samples.draft("three"));
        Article changed = articles().update(two.edit(Samples.NOON, edit -> edit.title("Changed")));

        assertThat(articles().summaries(List.of(three.id(), samples.articleId(), one.id(), three.id(), two.id())))
                .containsExactlyElementsOf(summaries(three, one, changed));
        assertThat(articles().summaries(List.of())).isEmpty();
        List<ArticleId> most = new ArrayList<>();
        for (int i = 1; i < Bounds.MOST_AT_ONCE; i++) {
            most.add(samples.articleId());
        }
        most.add(one.id());
        assertThat(articles().summaries(most)).as("one of a thousand").containsExactlyElementsOf(summaries(one));
    }

    @RuleTest(check = "count each query by itself, with the conditions of its list, and stop at the bound")
    void art_19_counts_are_those_of_the_lists_up_to_the_bound() {
        for (int i = 0; i < 9; i++) {
            articles()
                    .create(described("a-" + i, List.of(Slug.of("t-" + i % 3)), List.of(Slug.of("zoe")), "fr")
                            .publish(minute(i)));
        }
        articles().create(described("draft", List.of(Slug.of("t-0")), List.of(), "en"));
        ArticleQuery all = ArticleQuery.all();
        ArticleQuery published = ArticleQuery.published(minute(60));
        List<ArticleQuery> queries = List.of(
                published,
                all,
                published.tagged(Slug.of("t-0")),
                all.tagged(Slug.of("t-0")),
                published.by(Slug.of("zoe")).oldestFirst(),
                published.since(minute(3)).before(minute(5)),
                all.written(LanguageTag.ENGLISH),
                published.tagged(Slug.of("t-0")).written(LanguageTag.FRENCH),
                all.tagged(Slug.of("t-0")).by(Slug.of("zoe")),
                published.tagged(Slug.of("unknown")),
                published);
        List<Long> exact = List.of(9L, 10L, 3L, 4L, 9L, 2L, 1L, 3L, 3L, 0L, 9L);

        for (long atMost : List.of(1L, 2L, 3L, 8L, 9L, 10L, 1_001L, Long.MAX_VALUE)) {
            assertThat(articles().count(queries, atMost))
                    .as("counts up to %s", atMost)
                    .containsExactlyElementsOf(
                            exact.stream().map(count -> Math.min(count, atMost)).toList());
        }
        assertThat(articles().count(List.of(), 1)).isEmpty();
        List<ArticleQuery> minutes = IntStream.range(0, Bounds.MOST_COUNTS)
                .mapToObj(i -> published.since(minute(i - 5)).before(minute(i - 4)))
                .toList();
        assertThat(articles().count(minutes, 1_001))
                .as("counts minute by minute")
                .containsExactlyElementsOf(IntStream.range(0, Bounds.MOST_COUNTS)
                        .mapToObj(i -> i >= 5 && i < 14 ? 1L : 0L)
                        .toList());
    }
}
