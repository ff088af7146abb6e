package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.HostIdentity;
import io.billet.core.IllegalTransitionException;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.StagedEdit;
import io.billet.core.StaleVersionException;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Working on a published article while its readers go on reading it. */
class StagedEditsTest {

    private static final String CANARY = "canari";
    private static final HostIdentity ZOE = HostIdentity.of("zoe");

    private final BreakingStorage storage = new BreakingStorage();
    private final TestBlog test = new TestBlog(builder -> builder.storage(storage));
    private final Articles articles = test.blog.articles();
    private final StagedEdits edits = test.blog.stagedEdits();
    private final Article article = test.published(edit ->
            edit.title("Un titre").markdown("Un texte.").summary("En bref").tags(Slug.of("europe")));

    @AfterEach
    void close() {
        test.close();
    }

    private StagedEdit begun() {
        return edits.as(ZOE)
                .begin(
                        article.id(),
                        article.version(),
                        edit -> edit.title("Titre " + CANARY)
                                .slug(Slug.of(CANARY))
                                .markdown("Texte " + CANARY)
                                .summary("Bref " + CANARY)
                                .tags(Slug.of(CANARY))
                                .aliases(Alias.of("2020/" + CANARY)));
    }

    /** All that readers can ask for. */
    private String read() {
        StringBuilder all = new StringBuilder();
        for (String slug : List.of("un-titre", CANARY)) {
            ArticleResult result = articles.read(Slug.of(slug), Reader.ANONYMOUS);
            all.append(result)
                    .append(
                            result instanceof ArticleResult.Found found
                                    ? found.view().text().html()
                                    : "");
        }
        all.append(articles.follow(Alias.of("2020/" + CANARY), Reader.ANONYMOUS));
        all.append(articles.page(ArticleFilter.ALL, Reader.ANONYMOUS, PageRequest.first(10)));
        all.append(articles.page(ArticleFilter.tagged(Slug.of(CANARY)), Reader.ANONYMOUS, PageRequest.first(10)));
        all.append(test.blog.feeds().rss(ArticleFilter.ALL, Reader.ANONYMOUS).xml());
        all.append(articles.list(ArticleQuery.all(), PageRequest.first(10)));
        all.append(articles.list(ArticleQuery.all().lastChangedFirst(), PageRequest.first(10)));
        all.append(articles.find(article.id()));
        all.append(articles.revisions(article.id(), PageRequest.first(10)));
        all.append(test.blog.tags().list(Optional.empty(), 10));
        return all.toString();
    }

    @Nested
    class Before_it_is_published {

        @Test
        void nothing_of_it_reaches_a_reader_not_even_after_a_preview() {
            StagedEdit edit = begun();
            assertThat(read()).doesNotContain(CANARY);
            ArticleView preview = edits.preview(article.id());
            assertThat(preview.text().html()).contains(CANARY);
            assertThat(preview.article().title()).contains(CANARY);
            assertThat(read()).doesNotContain(CANARY).contains("Un texte.");
            edits.save(article.id(), edit.version(), changes -> changes.featured(true));
            assertThat(read()).doesNotContain(CANARY);

            edits.publish(article.id(), 2);
            assertThat(read()).contains("Texte " + CANARY, "Bref " + CANARY).doesNotContain("Un texte.");
        }

        @Test
        void it_says_who_saved_it_and_is_saved_in_its_turn() {
            StagedEdit edit = begun();
            assertThat(edit.by()).contains(ZOE);
            StagedEdit second = edits.save(article.id(), edit.version(), changes -> changes.markdown("Autre"));
            assertThat(second.by()).isEmpty();
            assertThat(second.draft().title()).isEqualTo("Titre " + CANARY);
            assertThatExceptionOfType(StaleVersionException.class)
                    .isThrownBy(() -> edits.save(article.id(), edit.version(), changes -> changes.markdown("Perdu")))
                    .satisfies(e -> assertThat(e.object()).isEqualTo("StagedEdit"));
            assertThatExceptionOfType(AlreadyExistsException.class)
                    .isThrownBy(() -> edits.begin(article.id(), article.version(), changes -> {}));
            assertThat(edits.find(article.id()).orElseThrow().edit()).isEqualTo(second);
            assertThat(edits.list(Optional.empty(), 10)).containsExactly(article.id());
        }

        @Test
        void a_draft_is_edited_itself() {
            Article draft = articles.draft(edit -> edit.title("Brouillon"));
            assertThatExceptionOfType(IllegalTransitionException.class)
                    .isThrownBy(() -> edits.begin(draft.id(), draft.version(), changes -> {}));
        }

        @Test
        void it_is_given_up_without_a_trace() {
            StagedEdit edit = begun();
            edits.discard(article.id(), edit.version());
            assertThat(edits.find(article.id())).isEmpty();
            assertThat(articles.find(article.id())).contains(article);
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> edits.publish(article.id(), edit.version()));
        }

        @Test
        void it_goes_with_its_article() {
            begun();
            articles.delete(article.id(), article.version());
            assertThat(edits.list(Optional.empty(), 10)).isEmpty();
        }
    }

    @Nested
    class When_it_is_published {

        @Test
        void the_article_says_so_and_keeps_its_date_and_its_old_address() {
            StagedEdit edit = begun();
            edits.save(article.id(), edit.version(), changes -> changes.slug(Slug.of("entre-deux")));
            edits.save(article.id(), 2, changes -> changes.slug(Slug.of(CANARY)));
            test.clock.advance(Duration.ofDays(1));
            test.events.clear();
            Article published = edits.as(HostIdentity.of("abel")).publish(article.id(), 3);

            assertThat(published.publishedAt()).isEqualTo(article.publishedAt());
            assertThat(published.updatedAt()).isEqualTo(test.clock.instant());
            assertThat(published.updatedBy()).contains(HostIdentity.of("abel"));
            assertThat(published.aliases()).containsExactlyInAnyOrder(Alias.of("2020/" + CANARY), Alias.of("un-titre"));
            assertThat(articles.read(Slug.of("un-titre"), Reader.ANONYMOUS))
                    .isEqualTo(new ArticleResult.Moved(Slug.of(CANARY)));
            assertThat(edits.find(article.id())).isEmpty();
            assertThat(test.events).hasSize(1).first().isInstanceOf(BlogEvent.ArticleRevised.class);
        }

        @Test
        void a_base_that_was_changed_meanwhile_is_told_and_nothing_is_overwritten_unseen() {
            StagedEdit edit = begun();
            assertThat(edits.find(article.id()).orElseThrow().isStale()).isFalse();
            Article corrected = articles.edit(article.id(), article.version(), changes -> changes.markdown("Corrigé."));

            StagedArticle stale = edits.find(article.id()).orElseThrow();
            assertThat(stale.isStale()).isTrue();
            assertThat(stale.article().orElseThrow().version()).isEqualTo(corrected.version());
            assertThatExceptionOfType(StaleVersionException.class)
                    .isThrownBy(() -> edits.publish(article.id(), edit.version()))
                    .satisfies(e -> assertThat(e.object()).isEqualTo("Article"));
            assertThat(articles.find(article.id())).contains(corrected);

            StagedEdit onto = edits.as(ZOE).onto(article.id(), edit.version(), corrected.version());
            assertThat(edits.find(article.id()).orElseThrow().isStale()).isFalse();
            assertThat(edits.publish(article.id(), onto.version()).markdown()).isEqualTo("Texte " + CANARY);
        }

        @Test
        void a_slug_that_somebody_has_taken_meanwhile_is_refused_and_the_edit_stays() {
            StagedEdit edit = begun();
            test.published(other -> other.title("Autre").slug(Slug.of(CANARY)));
            assertThatExceptionOfType(AlreadyExistsException.class)
                    .isThrownBy(() -> edits.publish(article.id(), edit.version()));
            assertThat(edits.find(article.id()).orElseThrow().edit()).isEqualTo(edit);
        }

        /** Each call of a store is the last of the process in its turn, before it has done anything and after all was done. */
        @Test
        void broken_off_anywhere_it_is_done_once_when_called_again() {
            for (boolean afterwards : new boolean[] {false, true}) {
                boolean whole = false;
                for (int call = 1; !whole; call++) {
                    assertThat(call).isLessThan(50);
                    int number = call;
                    Article each = test.published(
                            edit -> edit.title("Essai " + number + afterwards).markdown("a"));
                    StagedEdit edit = edits.begin(each.id(), each.version(), changes -> changes.markdown("b"));
                    storage.breakAtCall(call, afterwards);
                    try {
                        edits.publish(each.id(), edit.version());
                    } catch (StorageException e) {
                        assertThat(e).hasMessageMatching("the connection is gone|the answer is lost");
                    }
                    whole = storage.mend();
                    // Somebody looks; or its author tries again.
                    if (number % 2 == 0 && edits.find(each.id()).isPresent() || number % 2 == 1) {
                        try {
                            edits.publish(each.id(), edit.version());
                        } catch (NotFoundException e) {
                            assertThat(e).hasMessageContaining("StagedEdit");
                        }
                    }
                    Article done = articles.find(each.id()).orElseThrow();
                    assertThat(done.markdown()).isEqualTo("b");
                    assertThat(done.version()).as("changed once").isEqualTo(each.version() + 1);
                    assertThat(edits.find(each.id())).isEmpty();
                }
            }
        }
    }
}
