package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.HostIdentity;
import io.billet.core.InvalidValueException;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.TranslationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Addresses, dates and marks of articles, from the author's word to the reader's list. */
class ArticleModelTest {

    private static final Instant LONG_AGO = Instant.parse("2019-05-01T10:00:00Z");

    private final TestBlog test = new TestBlog();
    private final Articles articles = test.blog.articles();

    @AfterEach
    void close() {
        test.close();
    }

    private ArticleResult read(String slug) {
        return articles.read(Slug.of(slug), Reader.ANONYMOUS);
    }

    private ArticleResult follow(String alias) {
        return articles.follow(Alias.of(alias), Reader.ANONYMOUS);
    }

    @Nested
    class The_address_of_a_draft {

        @Test
        void that_was_renamed_leads_nowhere_and_is_free() {
            Article draft = articles.draft(edit -> edit.title("Projet Chouette").slug(Slug.of("projet-chouette")));
            Article renamed = articles.edit(
                    draft.id(), draft.version(), edit -> edit.title("Un titre").slug(Slug.of("un-titre")));
            articles.publish(renamed.id(), renamed.version());

            assertThat(read("projet-chouette")).isInstanceOf(ArticleResult.Missing.class);
            assertThat(articles.draft(edit -> edit.title("Autre").slug(Slug.of("projet-chouette"))))
                    .extracting(Article::slug)
                    .isEqualTo(Slug.of("projet-chouette"));
        }

        @Test
        void follows_its_title_to_a_free_one() {
            test.published(edit -> edit.title("Un titre"));
            Article draft = articles.draft(edit -> edit.title("Projet"));

            Article renamed = articles.edit(draft.id(), draft.version(), edit -> edit.title("Un titre"));
            assertThat(renamed.slug()).isEqualTo(Slug.of("un-titre-2"));
            Article again = articles.edit(renamed.id(), renamed.version(), edit -> edit.title("Un titre !"));
            assertThat(again.slug()).isEqualTo(Slug.of("un-titre-2"));
            assertThat(articles.find(again.id())).contains(again);
        }

        @Test
        void that_is_said_and_taken_is_refused() {
            test.published(edit -> edit.title("Un titre"));
            Article draft = articles.draft(edit -> edit.title("Projet"));
            assertThatExceptionOfType(AlreadyExistsException.class)
                    .isThrownBy(
                            () -> articles.edit(draft.id(), draft.version(), edit -> edit.slug(Slug.of("un-titre"))));
            assertThat(articles.find(draft.id())).contains(draft);
        }

        @Test
        void stays_from_the_first_publication_on_and_leads_on_after_that() {
            Article published = test.published(edit -> edit.title("Un titre"));
            Article withdrawn = articles.unpublish(published.id(), published.version());
            Article retitled = articles.edit(withdrawn.id(), withdrawn.version(), edit -> edit.title("Autre"));
            assertThat(retitled.slug()).isEqualTo(Slug.of("un-titre"));
            Article renamed = articles.edit(retitled.id(), retitled.version(), edit -> edit.slug(Slug.of("autre")));
            assertThat(read("un-titre")).isInstanceOf(ArticleResult.Missing.class);

            articles.publish(renamed.id(), renamed.version());
            assertThat(read("un-titre")).isEqualTo(new ArticleResult.Moved(Slug.of("autre")));
        }
    }

    @Nested
    class An_alias {

        @Test
        void leads_to_what_is_published_and_to_nothing_else() {
            Article draft = articles.draft(
                    edit -> edit.title("Un titre").aliases(Alias.of("2020/05/un-titre"), Alias.of("titre.html")));
            assertThat(follow("titre.html")).isInstanceOf(ArticleResult.Missing.class);

            Article published = articles.publish(draft.id(), draft.version());
            for (Alias alias : published.aliases()) {
                assertThat(follow(alias.value())).isEqualTo(new ArticleResult.Moved(published.slug()));
            }
            assertThat(follow("un-titre")).isInstanceOf(ArticleResult.Missing.class);
            articles.unpublish(published.id(), published.version());
            assertThat(follow("titre.html")).isInstanceOf(ArticleResult.Missing.class);
        }

        @Test
        void that_is_taken_is_refused_as_such_and_no_other_slug_is_tried() {
            test.published(edit -> edit.title("Un").aliases(Alias.of("2020/un")));
            assertThatExceptionOfType(AlreadyExistsException.class)
                    .isThrownBy(() -> articles.draft(edit -> edit.title("Deux").aliases(Alias.of("2020/un"))))
                    .satisfies(e -> assertThat(e.field()).isEqualTo("alias"))
                    .satisfies(e -> assertThat(e.value()).isEqualTo("2020/un"));
        }
    }

    @Nested
    class A_page_of_its_own {

        @Test
        void is_read_and_is_in_no_list_and_no_feed() {
            test.published(edit -> edit.title("Un article"));
            test.published(edit ->
                    edit.title("Mentions légales").kind(ArticleKind.PAGE).tags(Slug.of("europe")));

            assertThat(read("mentions-legales")).isInstanceOf(ArticleResult.Found.class);
            assertThat(titles(ArticleFilter.ALL, PageRequest.first(10))).containsExactly("Un article");
            assertThat(titles(ArticleFilter.tagged(Slug.of("europe")), PageRequest.first(10)))
                    .isEmpty();
            assertThat(test.blog
                            .feeds()
                            .rss(ArticleFilter.ALL, Reader.ANONYMOUS)
                            .xml())
                    .contains("un-article")
                    .doesNotContain("mentions-legales");
        }

        @Test
        void leaves_no_gap_in_a_list() {
            for (int i = 0; i < 12; i++) {
                ArticleKind kind = i % 3 == 0 ? ArticleKind.POST : ArticleKind.PAGE;
                int number = i;
                test.published(edit -> edit.title("Titre " + number).kind(kind));
                test.clock.advance(Duration.ofMinutes(1));
            }
            assertThat(titles(ArticleFilter.ALL, PageRequest.first(2))).containsExactly("Titre 9", "Titre 6");

            List<String> all = new ArrayList<>();
            Optional<PageRequest> next = Optional.of(PageRequest.first(1));
            while (next.isPresent()) {
                Page<ArticleTeaser> page = articles.page(ArticleFilter.ALL, Reader.ANONYMOUS, next.get());
                page.items().forEach(teaser -> all.add(teaser.article().title()));
                next = page.next().map(cursor -> new PageRequest(1, Optional.of(cursor)));
            }
            assertThat(all).containsExactly("Titre 9", "Titre 6", "Titre 3", "Titre 0");
        }

        @Test
        void is_passed_over_however_many_there_are() {
            test.published(edit -> edit.title("Un article"));
            for (int i = 0; i < 40; i++) {
                int number = i;
                test.clock.advance(Duration.ofMinutes(1));
                test.published(edit -> edit.title("Page " + number).kind(ArticleKind.PAGE));
            }
            assertThat(titles(ArticleFilter.ALL, PageRequest.first(1))).containsExactly("Un article");
        }

        private List<String> titles(ArticleFilter filter, PageRequest request) {
            return articles.page(filter, Reader.ANONYMOUS, request).items().stream()
                    .map(teaser -> teaser.article().title())
                    .toList();
        }
    }

    @Nested
    class The_first_publication {

        @Test
        void under_an_earlier_date_is_a_change_of_now() {
            Article draft = articles.draft(edit -> edit.title("Repris"));
            test.clock.advance(Duration.ofHours(1));
            Article published = articles.publish(draft.id(), draft.version(), LONG_AGO);

            assertThat(published.publishedAt()).contains(LONG_AGO);
            assertThat(published.firstPublishedAt()).contains(LONG_AGO);
            assertThat(published.updatedAt()).isEqualTo(test.clock.instant());
        }

        @Test
        void is_kept_while_the_article_is_taken_back() {
            Article published = test.published(edit -> edit.title("Corrigé"));
            test.clock.advance(Duration.ofDays(1));
            Article draft = articles.unpublish(published.id(), published.version());
            Article again = articles.publish(draft.id(), draft.version());

            assertThat(draft.firstPublishedAt()).contains(TestBlog.START);
            assertThat(again.publishedAt()).contains(TestBlog.START);
            assertThat(again.updatedAt()).isEqualTo(test.clock.instant());
        }

        @Test
        void can_be_set_but_not_into_the_future() {
            Article published = test.published(edit -> edit.title("Repris"));
            Article dated = articles.edit(published.id(), published.version(), edit -> edit.firstPublishedAt(LONG_AGO));
            assertThat(dated.publishedAt()).contains(LONG_AGO);
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> articles.edit(
                            dated.id(), dated.version(), edit -> edit.firstPublishedAt(TestBlog.START.plusSeconds(1))))
                    .satisfies(e -> assertThat(e.field()).isEqualTo("firstPublishedAt"));
        }

        @Test
        void of_an_import_whose_title_is_taken_gets_a_number_as_well() {
            test.published(edit -> edit.title("Repris"));
            Article imported = articles.draft(edit -> edit.title("Repris").firstPublishedAt(LONG_AGO));
            assertThat(imported.slug()).isEqualTo(Slug.of("repris-2"));
            assertThat(articles.publish(imported.id(), imported.version()).publishedAt())
                    .contains(LONG_AGO);
        }

        @Test
        void that_was_scheduled_is_at_that_time_and_by_whom_it_was_scheduled() {
            Optional<HostIdentity> zoe = Optional.of(HostIdentity.of("zoe"));
            Article draft = articles.draft(edit -> edit.title("Demain"));
            Instant tomorrow = TestBlog.START.plus(Duration.ofDays(1));
            articles.as(zoe.get()).schedule(draft.id(), draft.version(), tomorrow);
            test.clock.set(tomorrow.plusSeconds(40));
            articles.publishDue();

            Article published = articles.find(draft.id()).orElseThrow();
            assertThat(published.firstPublishedAt()).contains(tomorrow);
            assertThat(published.updatedAt()).isEqualTo(tomorrow.plusSeconds(40));
            assertThat(published.updatedBy()).isEqualTo(zoe);
        }
    }

    @Nested
    class Who_changed_it_last {

        private final HostIdentity zoe = HostIdentity.of("zoe");
        private final HostIdentity abel = HostIdentity.of("abel");

        @Test
        void is_known_of_every_change_through_their_door_and_of_no_other() {
            Article draft = articles.as(zoe).draft(edit -> edit.title("Un"));
            assertThat(draft.updatedBy()).contains(zoe);
            Article edited = articles.as(abel).edit(draft.id(), 1, edit -> edit.markdown("x"));
            assertThat(edited.updatedBy()).contains(abel);
            assertThat(articles.edit(draft.id(), 2, edit -> edit.markdown("y")).updatedBy())
                    .isEmpty();
            assertThat(articles.as(zoe).publish(draft.id(), 3).updatedBy()).contains(zoe);
            assertThat(articles.as(abel).unpublish(draft.id(), 4).updatedBy()).contains(abel);
            assertThat(articles.as(zoe).publish(draft.id(), 5, LONG_AGO).updatedBy())
                    .contains(zoe);
            assertThat(articles.as(abel).archive(draft.id(), 6).updatedBy()).contains(abel);
            assertThat(articles.find(draft.id()).flatMap(Article::updatedBy)).contains(abel);
        }
    }

    @Nested
    class What_an_author_says {

        @Test
        void is_kept_and_reaches_lists_and_pages() {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("rating", "5");
            attributes.put("film", "Playtime");
            Article published = test.published(edit -> edit.title("Un")
                    .featured(true)
                    .translationKey(TranslationKey.of("playtime"))
                    .attributes(attributes));

            Article stored = articles.find(published.id()).orElseThrow();
            assertThat(stored.attributes().entrySet()).containsExactlyElementsOf(attributes.entrySet());
            ArticleSummary listed = articles.page(ArticleFilter.ALL, Reader.ANONYMOUS, PageRequest.first(1))
                    .items()
                    .get(0)
                    .article();
            assertThat(listed.featured()).isTrue();
            assertThat(listed.translationKey()).contains(TranslationKey.of("playtime"));
            assertThat(read("un"))
                    .isInstanceOfSatisfying(
                            ArticleResult.Found.class,
                            found -> assertThat(found.view().article().featured())
                                    .isTrue());
        }
    }
}
