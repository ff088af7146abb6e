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
import io.billet.storage.api.Capability;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
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
        return all(request -> articles().list(query, request), size);
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

    @RuleTest(check = "read one row more than asked for to know whether there is a next page")
    void art_09_the_last_page_has_no_cursor_even_when_it_is_full() {
        for (int i = 0; i < 6; i++) {
            articles().create(samples.draft("a-" + i));
        }
        Page<ArticleSummary> first = articles().list(ArticleQuery.all(), PageRequest.first(3));
        Page<ArticleSummary> last = articles()
                .list(ArticleQuery.all(), PageRequest.after(first.next().orElseThrow(), 3));

        assertThat(last.items()).hasSize(3);
        assertThat(last.next()).as("the cursor after the last of six").isEmpty();
        assertThat(articles().list(ArticleQuery.all(), PageRequest.first(6)).next())
                .as("the cursor after all six")
                .isEmpty();
        assertThat(articles()
                        .list(ArticleQuery.all().in(PublicationState.Kind.ARCHIVED), PageRequest.first(6))
                        .next())
                .as("the cursor after nothing")
                .isEmpty();
    }

    @RuleTest(check = "put (date, id) into the cursor and ask for what comes after both: WHERE (date, id) < (?, ?)")
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
            List<ArticleId> met = all(request -> articles().list(query, request), 3, page -> {
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

    /** Removes what was just met and what is yet to come, the row under the cursor included, and adds at both ends. */
    private void disturb(Page<ArticleSummary> page, List<Article> go, String name) {
        page.items().stream()
                .filter(item -> item.slug().value().contains("-goes-"))
                .forEach(item -> {
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

    @RuleTest(check = "decode cursors with KeysetPosition.of or check every part; the value comes from an address bar")
    void art_11_a_cursor_that_was_made_up_is_refused() {
        for (int i = 0; i < 5; i++) {
            articles().create(samples.draft("a-" + i));
        }
        assertSafeWithForgedCursors(
                request -> articles().list(ArticleQuery.all(), request),
                articles().list(ArticleQuery.all(), PageRequest.first(2)).next());
    }
}
