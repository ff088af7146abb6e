package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.Author;
import io.billet.core.Commenter;
import io.billet.core.HostIdentity;
import io.billet.core.IllegalTransitionException;
import io.billet.core.InvalidValueException;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.Revision;
import io.billet.core.RevisionSummary;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.SubscriberId;
import io.billet.core.Tag;
import io.billet.engine.spi.ArticleNotice;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticlesTest {

    private static final String WITH_CUT = "Pour tous.\n\n<!--members-only-->\n\nPour les *membres*.\n";

    private final TestBlog test = new TestBlog();
    private final Articles articles = test.blog.articles();

    @AfterEach
    void close() {
        test.close();
    }

    @Nested
    class Drafting {

        @Test
        void a_draft_gets_the_blogs_language_and_a_slug_from_its_title() {
            Article draft =
                    articles.draft(edit -> edit.title("L’Œuvre : « été »").markdown("Texte"));

            assertThat(draft.slug()).isEqualTo(Slug.of("l-oeuvre-ete"));
            assertThat(draft.language()).isEqualTo(LanguageTag.FRENCH);
            assertThat(draft.version()).isEqualTo(1);
            assertThat(articles.find(draft.id())).contains(draft);
        }

        @Test
        void equal_titles_get_numbers_and_overwrite_nothing() {
            Set<Slug> slugs = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                slugs.add(articles.draft(edit -> edit.title("Bonjour")).slug());
            }

            assertThat(slugs).hasSize(30).contains(Slug.of("bonjour"), Slug.of("bonjour-2"), Slug.of("bonjour-10"));
        }

        @Test
        void equal_titles_at_the_same_time_get_different_slugs() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(16);
            try {
                List<Future<Article>> drafts = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    drafts.add(pool.submit(() -> articles.draft(edit -> edit.title("En même temps"))));
                }
                Set<Slug> slugs = new HashSet<>();
                for (Future<Article> draft : drafts) {
                    slugs.add(draft.get().slug());
                }
                assertThat(slugs).hasSize(16);
            } finally {
                pool.shutdownNow();
            }
        }

        @Test
        void a_slug_that_was_asked_for_and_is_taken_is_refused() {
            articles.draft(edit -> edit.title("Un").slug(Slug.of("adresse")));

            assertThatExceptionOfType(AlreadyExistsException.class)
                    .isThrownBy(() -> articles.draft(edit -> edit.title("Deux").slug(Slug.of("adresse"))))
                    .satisfies(e -> assertThat(e.field()).isEqualTo("slug"))
                    .satisfies(e -> assertThat(e.value()).isEqualTo("adresse"));
            assertThat(all()).hasSize(1);
        }

        @Test
        void a_title_may_come_later_but_before_its_readers() {
            Article untitled = articles.draft(edit -> edit.markdown("Texte"));
            Article second = articles.draft(edit -> edit.title(" \u00a0 "));
            assertThat(untitled.slug()).isEqualTo(Slug.of("untitled"));
            assertThat(second.title()).isEmpty();
            assertThat(second.slug()).isEqualTo(Slug.of("untitled-2"));
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> articles.publish(untitled.id(), untitled.version()))
                    .satisfies(e -> assertThat(e.field()).isEqualTo("title"))
                    .satisfies(e -> assertThat(e.rule()).isEqualTo(InvalidValueException.Rule.BLANK));
            assertThat(articles.find(untitled.id())).contains(untitled);

            Article titled = articles.edit(untitled.id(), untitled.version(), edit -> edit.title("Enfin"));
            assertThat(titled.slug()).isEqualTo(Slug.of("enfin"));
            assertThat(articles.publish(titled.id(), titled.version()).title()).isEqualTo("Enfin");
        }

        @Test
        void a_slug_of_300_characters_is_refused_with_its_limit() {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> articles.draft(edit -> edit.title("Long").slug(Slug.of("a".repeat(300)))))
                    .withMessageContaining("200")
                    .withMessageContaining("300")
                    .satisfies(e -> assertThat(e.limit()).hasValue(200));
            assertThat(all()).isEmpty();
        }
    }

    @Nested
    class Editing {

        @Test
        void each_change_of_content_leaves_a_revision() {
            Article draft = articles.draft(edit -> edit.title("Un").markdown("a"));
            Article second = articles.edit(draft.id(), draft.version(), edit -> edit.markdown("b"));
            articles.edit(draft.id(), second.version(), edit -> edit.tags(Slug.of("x")));

            assertThat(articles.revisions(draft.id(), PageRequest.first(10)).items())
                    .extracting(RevisionSummary::version)
                    .containsExactly(2L, 1L);
            assertThat(articles.revision(draft.id(), 1).map(Revision::markdown)).contains("a");
            assertThat(articles.revision(draft.id(), 3)).isEmpty();
        }

        @Test
        void an_earlier_version_comes_back_as_an_edit_that_says_who() {
            Article draft = articles.draft(
                    edit -> edit.title("Un").summary("S").markdown("a").tags(Slug.of("x")));
            Articles zoe = articles.as(HostIdentity.of("zoe"));
            Article second = zoe.edit(
                    draft.id(),
                    1,
                    edit -> edit.title("Deux").summary("").markdown("b").tags(Slug.of("y")));
            Article back = zoe.restore(draft.id(), second.version(), 1);

            assertThat(back.title()).isEqualTo("Un");
            assertThat(back.summary()).contains("S");
            assertThat(back.markdown()).isEqualTo("a");
            assertThat(back.tags()).containsExactly(Slug.of("y"));
            assertThat(articles.revisions(draft.id(), PageRequest.first(10)).items())
                    .extracting(RevisionSummary::by)
                    .containsExactly(
                            Optional.of(HostIdentity.of("zoe")), Optional.of(HostIdentity.of("zoe")), Optional.empty());
            assertThatExceptionOfType(StaleVersionException.class).isThrownBy(() -> articles.restore(draft.id(), 2, 1));
            assertThatExceptionOfType(io.billet.core.NotFoundException.class)
                    .isThrownBy(() -> articles.restore(draft.id(), 3, 7));
            assertThat(articles.pruneRevisions(draft.id(), 1)).isEqualTo(2);
            assertThat(articles.revisions(draft.id(), PageRequest.first(10)).items())
                    .extracting(RevisionSummary::version)
                    .containsExactly(3L);
        }

        @Test
        void a_version_that_is_out_of_date_is_refused_and_changes_nothing() {
            Article draft = articles.draft(edit -> edit.title("Un").markdown("a"));
            Article second = articles.edit(draft.id(), draft.version(), edit -> edit.markdown("b"));

            assertThatExceptionOfType(StaleVersionException.class)
                    .isThrownBy(() -> articles.edit(draft.id(), draft.version(), edit -> edit.markdown("c")))
                    .satisfies(e -> assertThat(e.given()).isEqualTo(1))
                    .satisfies(e -> assertThat(e.stored()).isEqualTo(2));
            assertThat(articles.find(draft.id())).contains(second);
        }

        @Test
        void an_article_that_does_not_exist_is_named() {
            ArticleId missing = new ArticleId(new UUID(7, 7));

            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> articles.publish(missing, 1))
                    .withMessageContaining(missing.toString());
        }

        @Test
        void a_former_slug_leads_to_the_article_and_stays_taken() {
            Article article = test.published(edit -> edit.title("Ancien titre"));
            Article renamed =
                    articles.edit(article.id(), article.version(), edit -> edit.slug(Slug.of("nouveau-titre")));

            assertThat(articles.read(Slug.of("ancien-titre"), Reader.ANONYMOUS))
                    .isEqualTo(new ArticleResult.Moved(renamed.slug()));
            assertThat(articles.draft(edit -> edit.title("Ancien titre")).slug())
                    .isEqualTo(Slug.of("ancien-titre-2"));
        }
    }

    @Nested
    class Publishing {

        @Test
        void only_published_articles_are_read_and_listed() {
            Article draft = articles.draft(edit -> edit.title("Brouillon"));
            assertThat(articles.read(draft.slug(), Reader.ANONYMOUS)).isInstanceOf(ArticleResult.Missing.class);

            Article published = articles.publish(draft.id(), draft.version());
            assertThat(articles.read(draft.slug(), Reader.ANONYMOUS)).isInstanceOf(ArticleResult.Found.class);
            assertThat(titles(ArticleFilter.ALL)).containsExactly("Brouillon");

            articles.unpublish(published.id(), published.version());
            assertThat(articles.read(draft.slug(), Reader.ANONYMOUS)).isInstanceOf(ArticleResult.Missing.class);
            assertThat(titles(ArticleFilter.ALL)).isEmpty();
        }

        @Test
        void publishing_twice_is_refused() {
            Article published = test.published(edit -> edit.title("Un"));

            assertThatExceptionOfType(IllegalTransitionException.class)
                    .isThrownBy(() -> articles.publish(published.id(), published.version()))
                    .withMessageContaining("published");
        }

        @Test
        void a_scheduled_article_appears_when_its_time_has_come_and_under_that_time() {
            Article draft = articles.draft(edit -> edit.title("Demain"));
            var tomorrow = TestBlog.START.plus(Duration.ofDays(1));
            articles.schedule(draft.id(), draft.version(), tomorrow);

            assertThat(articles.publishDue()).isZero();
            test.clock.set(tomorrow.plusSeconds(40));
            assertThat(articles.publishDue()).isOne();
            assertThat(articles.publishDue()).isZero();
            assertThat(articles.find(draft.id()).orElseThrow().publishedAt()).contains(tomorrow);
        }

        @Test
        void scheduling_into_the_past_is_refused() {
            Article draft = articles.draft(edit -> edit.title("Hier"));

            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> articles.schedule(draft.id(), draft.version(), TestBlog.START));
            assertThat(articles.find(draft.id())).contains(draft);
        }

        @Test
        void publishing_under_a_future_date_is_refused() {
            Article draft = articles.draft(edit -> edit.title("Futur"));

            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> articles.publish(draft.id(), draft.version(), TestBlog.START.plusSeconds(1)));
        }

        @Test
        void deleting_takes_the_comments_along() {
            Article article = test.published(edit -> edit.title("Adieu"));
            var comment = test.blog
                    .comments()
                    .submit(CommentRequest.on(article.id(), Commenter.named("Zoë"), "Non !"), Reader.ANONYMOUS);

            articles.delete(article.id(), article.version());

            assertThat(articles.find(article.id())).isEmpty();
            assertThat(test.blog.comments().find(comment.id())).isEmpty();
        }

        @ParameterizedTest(name = "after it: {0}")
        @ValueSource(booleans = {false, true})
        void a_deletion_broken_off_at_any_call_is_carried_to_its_end_by_another(boolean afterTheCall) {
            int call = 0;
            for (boolean whole = false; !whole; ) {
                BreakingStorage storage = new BreakingStorage();
                try (TestBlog breaking = new TestBlog(builder -> builder.storage(storage))) {
                    Article article = breaking.published(edit -> edit.title("Adieu"));
                    var comment = breaking.blog
                            .comments()
                            .submit(CommentRequest.on(article.id(), Commenter.named("Zoë"), "Non !"), Reader.ANONYMOUS);
                    storage.breakAtCall(++call, afterTheCall);
                    whole = isDeleted(breaking.blog, article);
                    assertThat(storage.mend()).isEqualTo(whole);
                    boolean somethingIsLeft = breaking.blog
                                    .articles()
                                    .find(article.id())
                                    .isPresent()
                            || breaking.blog.comments().find(comment.id()).isPresent();

                    assertThat(isDeleted(breaking.blog, article)).isEqualTo(somethingIsLeft);
                    assertThat(breaking.blog.articles().find(article.id())).isEmpty();
                    assertThat(breaking.blog.comments().find(comment.id())).isEmpty();
                    assertThat(isDeleted(breaking.blog, article)).isFalse();
                }
            }
            assertThat(call).isGreaterThan(3);
        }

        private boolean isDeleted(Blog blog, Article article) {
            try {
                blog.articles().delete(article.id(), article.version());
                return true;
            } catch (StorageException | NotFoundException e) {
                return false;
            }
        }

        @Test
        void listeners_hear_of_a_deletion_although_the_comments_could_not_be_reached() {
            BreakingStorage storage = new BreakingStorage();
            try (TestBlog breaking = new TestBlog(builder -> builder.storage(storage))) {
                Article article = breaking.published(edit -> edit.title("Adieu"));
                storage.breakAtCall(3, false);
                assertThatExceptionOfType(StorageException.class)
                        .isThrownBy(() -> breaking.blog.articles().delete(article.id(), article.version()));
                storage.mend();

                assertThat(breaking.blog.articles().find(article.id())).isEmpty();
                assertThat(breaking.events).endsWith(new BlogEvent.ArticleWithdrawn(article));
            }
        }

        @Test
        void listeners_hear_of_it_and_a_failing_one_undoes_nothing() {
            try (TestBlog failing = new TestBlog(builder -> builder.listener(event -> {
                throw new IllegalStateException("listener");
            }))) {
                Article article = failing.published(edit -> edit.title("Un"));

                assertThat(failing.events).containsExactly(new BlogEvent.ArticlePublished(article, Set.of()));
                assertThat(failing.blog.articles().find(article.id())).contains(article);
            }
        }
    }

    @Nested
    class Reading {

        @Test
        void the_public_gets_the_preview_of_a_members_article_and_nothing_more() throws InterruptedException {
            Article article = test.published(
                    edit -> edit.title("Membres").markdown(WITH_CUT).audience(Audience.MEMBERS));

            ArticleView shown = found(article.slug(), Reader.ANONYMOUS);
            assertThat(shown.access()).isEqualTo(ArticleAccess.PREVIEW);
            assertThat(shown.toString()).contains("Pour tous").doesNotContain("membres</em>", "Pour les");

            Reader member = test.blog
                    .subscribers()
                    .reader(test.member("zoe@example.org").session());
            ArticleView whole = found(article.slug(), member);
            assertThat(whole.access()).isEqualTo(ArticleAccess.WHOLE);
            assertThat(whole.text().html()).contains("<em>membres</em>");
        }

        @Test
        void a_labelled_article_asks_for_one_of_its_labels() {
            Article article = test.published(
                    edit -> edit.title("Or").markdown(WITH_CUT).audience(Audience.labelled(Label.of("or"))));
            var id = new SubscriberId(new UUID(1, 1));

            assertThat(found(article.slug(), new Reader.Member(id, List.of())).access())
                    .isEqualTo(ArticleAccess.PREVIEW);
            assertThat(found(article.slug(), new Reader.Member(id, List.of(Label.of("or"))))
                            .access())
                    .isEqualTo(ArticleAccess.WHOLE);
        }

        @Test
        void a_teaser_is_the_authors_summary_or_the_public_beginning() {
            test.published(edit -> edit.title("Avec").summary("En bref").markdown("Long texte"));
            test.clock.advance(Duration.ofMinutes(1));
            test.published(edit -> edit.title("Sans").markdown(WITH_CUT).audience(Audience.MEMBERS));

            assertThat(page(ArticleFilter.ALL).items())
                    .extracting(ArticleTeaser::teaser)
                    .containsExactly("Pour tous.", "En bref");
        }

        @Test
        void tags_and_authors_go_by_their_slugs_until_they_are_described() {
            Slug europe = Slug.of("europe");
            Slug zoe = Slug.of("zoe");
            Article article =
                    test.published(edit -> edit.title("Un").tags(europe).authors(zoe));
            assertThat(found(article.slug(), Reader.ANONYMOUS).tags()).containsExactly(Tag.named(europe, "europe"));

            articles.describe(Tag.named(europe, "L’Europe"));
            articles.describe(Author.named(zoe, "Zoë Müller"));

            ArticleTeaser teaser = page(ArticleFilter.tagged(europe)).items().get(0);
            assertThat(teaser.tags()).extracting(Tag::name).containsExactly("L’Europe");
            assertThat(teaser.authors()).extracting(Author::name).containsExactly("Zoë Müller");
            assertThat(page(ArticleFilter.by(Slug.of("someone-else"))).items()).isEmpty();
        }

        @Test
        void pages_follow_one_another_without_gap_or_repetition() {
            for (int i = 0; i < 25; i++) {
                int number = i;
                test.published(edit -> edit.title("Article " + number));
            }
            List<String> titles = new ArrayList<>();
            Optional<PageRequest> next = Optional.of(PageRequest.first(10));
            while (next.isPresent()) {
                Page<ArticleTeaser> page = articles.page(ArticleFilter.ALL, Reader.ANONYMOUS, next.get());
                page.items().forEach(item -> titles.add(item.article().title()));
                next = page.next().map(cursor -> PageRequest.after(cursor, 10));
            }

            assertThat(titles).hasSize(25).doesNotHaveDuplicates();
        }
    }

    private List<String> titles(ArticleFilter selection) {
        return page(selection).items().stream()
                .map(item -> item.article().title())
                .toList();
    }

    private Page<ArticleTeaser> page(ArticleFilter selection) {
        return articles.page(selection, Reader.ANONYMOUS, PageRequest.first(100));
    }

    private List<?> all() {
        return articles.list(ArticleQuery.all(), PageRequest.first(100)).items();
    }

    private ArticleView found(Slug slug, Reader reader) {
        return ((ArticleResult.Found) articles.read(slug, reader)).view();
    }

    @Nested
    class WhatAnAuthorShouldKnow {

        @Test
        void an_article_for_members_without_a_line_has_nothing_public_and_publishing_it_says_so() {
            for (Audience audience : List.of(Audience.MEMBERS, Audience.labelled(Label.of("patron")))) {
                Article draft = articles.draft(
                        edit -> edit.title("Membres").markdown("Tout.").audience(audience));
                assertThat(articles.review(draft)).containsExactly(ArticleNotice.NO_PUBLIC_PART);

                Article published = articles.publish(draft.id(), draft.version());

                assertThat(test.events)
                        .endsWith(new BlogEvent.ArticlePublished(published, Set.of(ArticleNotice.NO_PUBLIC_PART)));
            }
        }

        @Test
        void it_is_said_again_when_an_edit_takes_the_line_away() {
            Article article = test.published(
                    edit -> edit.title("Membres").markdown(WITH_CUT).audience(Audience.MEMBERS));
            Article edited = articles.edit(article.id(), article.version(), edit -> edit.markdown("Tout."));

            assertThat(test.events)
                    .containsExactly(
                            new BlogEvent.ArticlePublished(article, Set.of()),
                            new BlogEvent.ArticleRevised(edited, Set.of(ArticleNotice.NO_PUBLIC_PART)));
        }

        @Test
        void it_is_said_when_a_schedule_publishes_it() {
            Article draft = articles.draft(
                    edit -> edit.title("Membres").markdown("Tout.").audience(Audience.MEMBERS));
            articles.schedule(draft.id(), draft.version(), TestBlog.START.plusSeconds(60));
            test.clock.advance(Duration.ofMinutes(2));
            articles.publishDue();

            assertThat(test.events)
                    .singleElement()
                    .satisfies(event -> assertThat(((BlogEvent.ArticlePublished) event).notices())
                            .containsExactly(ArticleNotice.NO_PUBLIC_PART));
        }

        @Test
        void what_looks_like_a_line_and_is_none_is_told() {
            for (String line : List.of("<!--members only-->", "<!--membersonly-->", "<!--more-->")) {
                Article draft = articles.draft(edit -> edit.title("Membres")
                        .markdown("Pour tous.\n\n" + line + "\n\nPour les membres.")
                        .audience(Audience.MEMBERS));

                assertThat(articles.review(draft))
                        .as(line)
                        .containsExactlyInAnyOrder(ArticleNotice.NO_PUBLIC_PART, ArticleNotice.MISSED_LINE);
            }
        }

        @Test
        void a_line_in_an_article_for_everyone_hides_nothing() {
            Article draft = articles.draft(edit -> edit.title("Pour tous").markdown(WITH_CUT));

            assertThat(articles.review(draft)).containsExactly(ArticleNotice.LINE_HIDES_NOTHING);
        }
    }
}
