package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Capability;
import io.billet.storage.api.DatePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Rules of lists of one kind of articles, and of lists by last change. */
@Needs(Capability.ARTICLES)
abstract class ArticleKindRules extends StoreRules {

    private static final Slug EUROPE = Slug.of("europe");
    private static final Slug ZOE = Slug.of("zoe");

    ArticleKindRules(BlogStorageContract contract) {
        super(contract);
    }

    private ArticleStore articles() {
        return storage().articles();
    }

    private Listing<ArticleSummary, DatePosition> listing(ArticleQuery query) {
        return Listing.of(storage(), query);
    }

    private Article create(String slug, ArticleKind kind, int minute) {
        Article draft = samples.draft(slug)
                .edit(
                        Samples.NOON,
                        edit -> edit.kind(kind).tags(EUROPE).authors(ZOE).language(LanguageTag.FRENCH));
        return articles().create(draft.publish(at(minute)));
    }

    private static Instant at(int minute) {
        return Samples.NOON.plusSeconds(60L * minute);
    }

    /** One driver each, with and without a state. */
    private static List<ArticleQuery> drivers() {
        List<ArticleQuery> drivers = new ArrayList<>();
        for (ArticleQuery query : List.of(ArticleQuery.all(), ArticleQuery.published(at(60)))) {
            drivers.addAll(List.of(query, query.tagged(EUROPE), query.by(ZOE), query.written(LanguageTag.FRENCH)));
            drivers.add(query.tagged(EUROPE).by(ZOE).written(LanguageTag.FRENCH));
        }
        return drivers;
    }

    @RuleTest(check = "does the kind reach the query, whatever it is driven by, and the rows that an index is made of?")
    void art_20_lists_and_counts_of_a_kind_have_no_other() {
        List<ArticleSummary> posts = new ArrayList<>();
        List<ArticleSummary> pages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            posts.add(ArticleSummary.of(create("post-" + i, ArticleKind.POST, i / 2 * 2)));
            pages.add(ArticleSummary.of(create("page-" + i, ArticleKind.PAGE, i / 2 * 2)));
        }
        articles().create(samples.draft("another").publish(at(1)));
        articles().create(samples.draft("yet-another").edit(at(0), edit -> edit.kind(ArticleKind.PAGE)));
        posts.sort(Comparator.comparing(DatePosition::of));
        pages.sort(Comparator.comparing(DatePosition::of));

        for (ArticleQuery query : drivers().stream()
                .filter(each -> each.tag().isPresent() || each.author().isPresent())
                .toList()) {
            assertLists(query.of(ArticleKind.POST), posts);
            assertLists(query.of(ArticleKind.PAGE), pages);
            assertLists(query.of(ArticleKind.PAGE).since(at(1)).before(at(3)), pages.subList(2, 4));
        }
        assertLists(ArticleQuery.published(at(60)).of(ArticleKind.PAGE), pages);
        assertLists(
                ArticleQuery.all()
                        .in(PublicationState.Kind.PUBLISHED)
                        .written(LanguageTag.FRENCH)
                        .of(ArticleKind.POST),
                posts);
        assertThat(articles()
                        .count(
                                List.of(
                                        ArticleQuery.all().of(ArticleKind.PAGE),
                                        ArticleQuery.all().of(ArticleKind.POST),
                                        ArticleQuery.all()),
                                100))
                .as("pages, posts, all")
                .containsExactly(5L, 5L, 10L);
    }

    private void assertLists(ArticleQuery query, List<ArticleSummary> oldestFirst) {
        List<ArticleSummary> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        listing(query.oldestFirst()).assertIs(oldestFirst);
        listing(query).assertIs(newestFirst);
        assertThat(articles().count(List.of(query), 100))
                .as("count of %s", query)
                .containsExactly((long) oldestFirst.size());
        assertThat(articles().count(List.of(query), 1))
                .as("count of %s up to 1", query)
                .containsExactly(1L);
    }

    @RuleTest(check = "does a change of the kind alone reach what lists are made of (index rows)?")
    void art_20_lists_follow_a_change_of_the_kind_alone() {
        Article article = create("about", ArticleKind.POST, 0);

        Article page = articles().update(article.edit(at(1), edit -> edit.kind(ArticleKind.PAGE)));

        for (ArticleQuery query : drivers()) {
            assertThat(listing(query.of(ArticleKind.POST)).all(2))
                    .as("posts of %s", query)
                    .isEmpty();
            assertThat(listing(query.of(ArticleKind.PAGE)).all(2))
                    .as("pages of %s", query)
                    .containsExactly(ArticleSummary.of(page));
        }
        articles().delete(page.id(), page.version());
        assertThat(listing(ArticleQuery.all().tagged(EUROPE).of(ArticleKind.PAGE))
                        .all(2))
                .isEmpty();
    }

    @RuleTest(check = "order by updatedAt and then by id, unsigned; a change puts the article elsewhere in the list")
    void art_21_by_last_change_the_order_is_that_of_updated_at_and_then_of_the_id() {
        List<Article> changed = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            ArticleKind kind = i % 2 == 0 ? ArticleKind.POST : ArticleKind.PAGE;
            UUID id = new UUID(i % 4 < 2 ? i : Long.MIN_VALUE + i, i);
            Article created = articles()
                    .create(Article.draft(
                            new ArticleId(id),
                            at(-i),
                            edit -> edit.title("T").slug(Slug.of("a-" + number)).kind(kind)));
            Article published = i < 4 ? created : articles().update(created.publish(at(100 - i)));
            changed.add(articles().update(published.edit(at(200 + i / 3), edit -> edit.title("Changed"))));
        }
        Article before1970 = articles()
                .create(samples.draft("before-1970").toBuilder()
                        .createdAt(Instant.parse("1969-12-31T23:59:59.999999Z"))
                        .updatedAt(Instant.parse("1969-12-31T23:59:59.999999Z"))
                        .build());
        changed.add(before1970);

        assertByChange(changed, query -> query, article -> true);
        assertByChange(
                changed,
                query -> query.in(PublicationState.Kind.DRAFT),
                article -> article.state().kind() == PublicationState.Kind.DRAFT);
        assertByChange(changed, query -> query.of(ArticleKind.PAGE), article -> article.kind() == ArticleKind.PAGE);
        assertByChange(
                changed,
                query -> query.of(ArticleKind.PAGE).in(PublicationState.Kind.PUBLISHED),
                article -> article.kind() == ArticleKind.PAGE
                        && article.state().kind() == PublicationState.Kind.PUBLISHED);
    }

    private void assertByChange(List<Article> all, UnaryOperator<ArticleQuery> narrower, Predicate<Article> wanted) {
        List<ArticleSummary> firstChangedFirst = all.stream()
                .filter(wanted)
                .map(ArticleSummary::of)
                .sorted(Comparator.comparing(DatePosition::ofChange))
                .toList();
        assertThat(firstChangedFirst).hasSizeGreaterThan(1);
        List<ArticleSummary> lastChangedFirst = new ArrayList<>(firstChangedFirst);
        Collections.reverse(lastChangedFirst);
        ArticleQuery first = narrower.apply(ArticleQuery.all()).firstChangedFirst();
        ArticleQuery last = narrower.apply(ArticleQuery.all()).lastChangedFirst();
        listing(first).assertIs(firstChangedFirst);
        listing(last).assertIs(lastChangedFirst);
        assertThat(articles().count(List.of(first, last), 1_001))
                .as("counts of %s and %s", first, last)
                .containsExactly((long) firstChangedFirst.size(), (long) firstChangedFirst.size());
        UUID least = new UUID(0, 0);
        UUID greatest = new UUID(-1, -1);
        listing(first)
                .assertGoesOnAfter(
                        new DatePosition(at(-9_000_000), least),
                        firstChangedFirst.subList(
                                at(-9_000_000).isAfter(firstChangedFirst.get(0).updatedAt()) ? 1 : 0,
                                firstChangedFirst.size()));
        listing(last).assertGoesOnAfter(new DatePosition(at(900), greatest), lastChangedFirst);
        listing(first).assertGoesOnAfter(new DatePosition(at(900), least), List.of());
    }

    @RuleTest(
            check =
                    "does the list follow updatedAt where it goes back, and does the old place go with what is deleted?")
    void art_21_a_change_moves_the_article_wherever_its_time_says() {
        Article one = articles().create(samples.draft("one"));
        Article two = articles().create(samples.draft("two"));
        one = articles().update(one.edit(at(2), edit -> edit.title("Changed")));
        two = articles().update(two.edit(at(3), edit -> edit.title("Changed")));
        one = articles().update(one.edit(at(4), edit -> edit.title("Changed again")));
        assertOrder(one, two);
        one = articles().update(one.toBuilder().updatedAt(at(1)).build());
        assertOrder(two, one);
        articles().delete(two.id(), two.version());
        assertOrder(one);
    }

    private void assertOrder(Article... lastChangedFirst) {
        assertThat(articles().list(ArticleQuery.all().lastChangedFirst(), Optional.empty(), 10))
                .containsExactlyElementsOf(List.of(lastChangedFirst).stream()
                        .map(ArticleSummary::of)
                        .toList());
    }
}
