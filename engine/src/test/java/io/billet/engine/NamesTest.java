package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.Author;
import io.billet.core.HostIdentity;
import io.billet.core.NotFoundException;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Tag;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tags and authors: listed, described, renamed, merged, forgotten. */
class NamesTest {

    private static final Slug EUROPE = Slug.of("europe");
    private static final Slug UNION = Slug.of("union");
    private static final Slug ASIA = Slug.of("asia");

    private final BreakingStorage storage = new BreakingStorage();
    private final TestBlog test = new TestBlog(builder -> builder.storage(storage));
    private final Articles articles = test.blog.articles();
    private final Tags tags = test.blog.tags();
    private final Authors authors = test.blog.authors();
    private int titles;

    @AfterEach
    void close() {
        test.close();
    }

    private Article tagged(Slug... slugs) {
        return test.published(edit -> edit.title("Titre " + ++titles).tags(slugs));
    }

    private List<Slug> tagsOf(Article article) {
        return articles.find(article.id()).orElseThrow().tags();
    }

    @Nested
    class Listed {

        @Test
        void are_those_that_somebody_described_and_those_that_articles_bear_with_their_published_posts() {
            tags.describe(Tag.named(EUROPE, "L’Europe"));
            tags.describe(Tag.named(Slug.of("unused"), "Jamais"));
            tagged(EUROPE, ASIA);
            tagged(EUROPE);
            articles.draft(edit -> edit.title("Brouillon").tags(Slug.of("draft"), EUROPE));
            test.published(edit -> edit.title("Page").kind(ArticleKind.PAGE).tags(EUROPE));

            assertThat(tags.list(Optional.empty(), 10))
                    .containsExactly(
                            new TagUse(Tag.named(ASIA, "asia"), 1),
                            new TagUse(Tag.named(Slug.of("draft"), "draft"), 0),
                            new TagUse(Tag.named(EUROPE, "L’Europe"), 2),
                            new TagUse(Tag.named(Slug.of("unused"), "Jamais"), 0));
            assertThat(tags.list(Optional.of(Slug.of("draft")), 1))
                    .containsExactly(new TagUse(Tag.named(EUROPE, "L’Europe"), 2));
            assertThat(tags.find(ASIA)).contains(Tag.named(ASIA, "asia"));
            assertThat(tags.find(Slug.of("none"))).isEmpty();
        }

        @Test
        void are_authors_as_well() {
            Article article = test.published(edit -> edit.title("Un").authors(Slug.of("zoe"), Slug.of("abel")));
            authors.describe(Author.named(Slug.of("zoe"), "Zoë"));

            assertThat(authors.list(Optional.empty(), 10))
                    .containsExactly(
                            new AuthorUse(Author.named(Slug.of("abel"), "abel"), 1),
                            new AuthorUse(Author.named(Slug.of("zoe"), "Zoë"), 1));
            assertThat(authors.as(HostIdentity.of("h")).rename(Slug.of("zoe"), Slug.of("zoe-2")))
                    .isEqualTo(1);
            Article changed = articles.find(article.id()).orElseThrow();
            assertThat(changed.authors()).containsExactly(Slug.of("zoe-2"), Slug.of("abel"));
            assertThat(changed.updatedBy()).contains(HostIdentity.of("h"));
            assertThat(authors.find(Slug.of("zoe-2"))).contains(Author.named(Slug.of("zoe-2"), "Zoë"));
        }
    }

    @Nested
    class Changed {

        @Test
        void by_a_new_slug_keeps_words_and_place_in_every_article_and_tells_who_listens() {
            tags.describe(Tag.named(EUROPE, "L’Europe"));
            Article one = tagged(ASIA, EUROPE);
            Article draft = articles.draft(edit -> edit.title("Brouillon").tags(EUROPE));
            test.events.clear();

            assertThat(tags.rename(EUROPE, UNION)).isEqualTo(2);

            assertThat(tagsOf(one)).containsExactly(ASIA, UNION);
            assertThat(tagsOf(draft)).containsExactly(UNION);
            assertThat(tags.find(UNION)).contains(Tag.named(UNION, "L’Europe"));
            assertThat(tags.find(EUROPE)).isEmpty();
            assertThat(test.events).hasSize(1).first().isInstanceOf(BlogEvent.ArticleRevised.class);
            assertThat(tags.rename(EUROPE, UNION)).as("once more").isZero();
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> tags.rename(Slug.of("none"), Slug.of("other")));
        }

        @Test
        void by_a_slug_that_is_borne_or_described_is_refused_and_changes_nothing() {
            Article one = tagged(EUROPE);
            tagged(ASIA);
            tags.describe(Tag.named(UNION, "Déjà là"));
            for (Slug taken : List.of(ASIA, UNION)) {
                assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> tags.rename(EUROPE, taken));
            }
            assertThat(articles.find(one.id())).contains(one);
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> tags.rename(EUROPE, EUROPE));
        }

        @Test
        void by_merging_bears_the_other_once() {
            tags.describe(Tag.named(EUROPE, "L’Europe"));
            Article both = tagged(EUROPE, ASIA, UNION);
            Article first = tagged(EUROPE);

            assertThat(tags.merge(EUROPE, UNION)).isEqualTo(2);
            assertThat(tagsOf(both)).containsExactly(UNION, ASIA);
            assertThat(tagsOf(first)).containsExactly(UNION);
            assertThat(tags.find(EUROPE)).isEmpty();
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> tags.merge(UNION, Slug.of("none")));
        }

        @Test
        void by_forgetting_is_in_no_article() {
            tags.describe(Tag.named(EUROPE, "L’Europe"));
            Article both = tagged(EUROPE, ASIA);
            assertThat(tags.forget(EUROPE)).isEqualTo(1);
            assertThat(tagsOf(both)).containsExactly(ASIA);
            assertThat(tags.find(EUROPE)).isEmpty();
            assertThat(tags.forget(EUROPE)).isZero();
        }

        @Test
        void goes_through_more_articles_than_one_step() {
            for (int i = 0; i < 230; i++) {
                tagged(EUROPE);
            }
            assertThat(tags.rename(EUROPE, UNION)).isEqualTo(230);
        }
    }

    /** Each call of a store is the last of the process in its turn, before it has done anything and after all was done. */
    @Test
    void broken_off_anywhere_a_renaming_is_resumed_and_changes_each_article_once() {
        for (boolean afterwards : new boolean[] {false, true}) {
            boolean whole = false;
            for (int call = 1; !whole; call++) {
                assertThat(call).isLessThan(100);
                Slug from = Slug.of("from-" + call + afterwards);
                Slug to = Slug.of("to-" + call + afterwards);
                tags.describe(Tag.named(from, "Un nom"));
                List<Article> bearers = List.of(tagged(from), tagged(ASIA, from), tagged(from, ASIA));
                storage.breakAtCall(call, afterwards);
                try {
                    tags.rename(from, to);
                } catch (StorageException e) {
                    assertThat(e).hasMessageMatching("the connection is gone|the answer is lost");
                }
                whole = storage.mend();
                tags.rename(from, to);

                for (Article each : bearers) {
                    Article now = articles.find(each.id()).orElseThrow();
                    assertThat(now.tags()).contains(to).doesNotContain(from).hasSameSizeAs(each.tags());
                    assertThat(now.version()).as("changed once").isEqualTo(each.version() + 1);
                }
                assertThat(tags.find(to)).contains(Tag.named(to, "Un nom"));
                assertThat(tags.find(from)).isEmpty();
            }
        }
    }

    @Test
    void no_edit_of_somebody_else_is_lost_meanwhile() throws Exception {
        TestBlog shared = new TestBlog();
        Articles desk = shared.blog.articles();
        List<ArticleId> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            ids.add(shared.published(edit -> edit.title("Titre " + number).tags(EUROPE))
                    .id());
        }
        AtomicBoolean renamed = new AtomicBoolean();
        ExecutorService editor = Executors.newSingleThreadExecutor();
        Future<Map<ArticleId, Integer>> edited = editor.submit(() -> {
            Map<ArticleId, Integer> edits = new HashMap<>();
            for (int round = 0; !renamed.get() || round < 3; round++) {
                for (ArticleId id : ids) {
                    Article article = desk.find(id).orElseThrow();
                    try {
                        desk.edit(id, article.version(), edit -> edit.markdown(article.markdown() + "x"));
                        edits.merge(id, 1, Integer::sum);
                    } catch (StaleVersionException e) {
                        // The renaming was faster.
                    }
                }
            }
            return edits;
        });
        shared.blog.tags().rename(EUROPE, UNION);
        renamed.set(true);
        Map<ArticleId, Integer> edits = edited.get();
        editor.shutdown();
        for (ArticleId id : ids) {
            Article article = desk.find(id).orElseThrow();
            assertThat(article.tags()).containsExactly(UNION);
            assertThat(article.markdown()).isEqualTo("x".repeat(edits.get(id)));
        }
        shared.close();
    }
}
