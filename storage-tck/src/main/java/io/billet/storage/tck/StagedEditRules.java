package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.HostIdentity;
import io.billet.core.NotFoundException;
import io.billet.core.Slug;
import io.billet.core.StagedEdit;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.Capability;
import io.billet.storage.api.StagedEditStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rules of what published articles are going to say. */
@Needs(Capability.STAGED_EDITS)
abstract class StagedEditRules extends StoreRules {

    StagedEditRules(BlogStorageContract contract) {
        super(contract);
    }

    private StagedEditStore edits() {
        return storage().stagedEdits();
    }

    private StagedEdit edit(ArticleId id) {
        return StagedEdit.of(
                samples.published("told-" + id, Samples.NOON).toBuilder()
                        .id(id)
                        .version(1)
                        .build(),
                Samples.NOON.plusSeconds(1),
                edit -> edit.markdown("Staged."));
    }

    private StagedEdit again(StagedEdit stored, String text) {
        return stored.edit(Samples.NOON.plusSeconds(2), edit -> edit.markdown(text));
    }

    @RuleTest(check = "insert version 0, compare and set any other; say which of the three it was that failed")
    void stg_01_an_edit_is_stored_once_and_then_in_its_turn() {
        StagedEdit first = edit(samples.articleId());
        failure(NotFoundException.class, "an update of none", () -> edits().put(first.withVersion(1)));
        StagedEdit stored = edits().put(first);
        assertThat(stored).isEqualTo(first.withVersion(1));
        AlreadyExistsException taken = failure(AlreadyExistsException.class, "a second edit", () -> edits().put(first));
        assertThat(List.of(taken.object(), taken.field())).containsExactly("StagedEdit", "article");
        StagedEdit second = edits().put(again(stored, "Better."));
        assertThat(second.version()).isEqualTo(2);
        StaleVersionException stale =
                failure(StaleVersionException.class, "a stale one", () -> edits().put(again(stored, "Lost.")));
        assertThat(List.of(stale.given(), stale.stored())).containsExactly(1L, 2L);
        failure(StaleVersionException.class, "one of the future", () -> edits().put(second.withVersion(3)));
        assertThat(edits().find(first.article())).contains(second);
    }

    @RuleTest(check = "compare and set in one statement: of those who read one version, one may write")
    void stg_01_of_many_at_once_one_is_stored() {
        for (int round = 0; round < fewerRounds(); round++) {
            StagedEdit first = edit(samples.articleId());
            Race<StagedEdit> firsts = Race.of(16, i -> edits().put(again(first, "Text " + i)));
            StagedEdit stored = firsts.onlyWinner("staging a first edit", AlreadyExistsException.class);
            assertThat(edits().find(first.article())).contains(stored);
            Race<StagedEdit> seconds = Race.of(16, i -> edits().put(again(stored, "Later " + i)));
            StagedEdit second = seconds.onlyWinner("saving one version", StaleVersionException.class);
            assertThat(edits().find(first.article())).contains(second);
        }
    }

    @RuleTest(check = "compare what is written with what is read, component by component")
    void stg_02_everything_is_read_back_as_it_was_written() {
        Article full = samples.fullArticle("full").withVersion(7);
        StagedEdit edit = StagedEdit.of(
                        full,
                        Samples.NOON.plusNanos(1_000),
                        changes -> changes.slug(Slug.of("日本語")).featured(false).tags(Slug.of("𐐨")))
                .savedBy(Optional.of(HostIdentity.of(" user 7 \\ ' 😀")));
        StagedEdit stored = edits().put(edit);
        assertThat(edits().find(full.id())).contains(stored).contains(edit.withVersion(1));
        StagedEdit bare = edits().put(edit(samples.articleId()));
        StagedEdit emptied = edits().put(stored.onto(9)
                .edit(
                        Samples.NOON.plusSeconds(9),
                        changes -> changes.noCover()
                                .summary("")
                                .tags()
                                .authors()
                                .noTranslationKey()
                                .markdown("")
                                .aliases())
                .savedBy(Optional.empty()));
        assertThat(edits().find(full.id())).contains(emptied);
        assertThat(edits().find(bare.article())).contains(bare);
        assertThat(edits().find(samples.articleId())).isEmpty();
    }

    @RuleTest(check = "delete where id and version match, and say why nothing was deleted")
    void stg_03_an_edit_is_discarded_in_its_turn_and_may_be_begun_anew() {
        StagedEdit stored = edits().put(edit(samples.articleId()));
        StagedEdit second = edits().put(again(stored, "Better."));
        failure(
                StaleVersionException.class,
                "discarding what somebody else has changed",
                () -> edits().discard(stored.article(), 1));
        assertThat(edits().find(stored.article())).contains(second);
        edits().discard(stored.article(), 2);
        assertThat(edits().find(stored.article())).isEmpty();
        failure(NotFoundException.class, "discarding twice", () -> edits().discard(stored.article(), 2));
        assertThat(edits().put(edit(stored.article())).version()).isEqualTo(1);
    }

    @RuleTest(check = "ORDER BY id, unsigned; is the last one met, and nothing after it?")
    void stg_04_articles_are_listed_in_the_order_of_the_text_of_their_ids() {
        Listing.ofStagedEdits(storage()).assertIs(List.of());
        List<ArticleId> ids = new ArrayList<>();
        for (long most : new long[] {7, Long.MIN_VALUE, Long.MAX_VALUE, 1, -1}) {
            ids.add(new ArticleId(new UUID(most, -most)));
            edits().put(edit(ids.get(ids.size() - 1)));
        }
        StagedEdit gone = edits().put(edit(new ArticleId(new UUID(3, 3))));
        edits().discard(gone.article(), 1);
        ids.sort((a, b) -> a.toString().compareTo(b.toString()));

        Listing.ofStagedEdits(storage()).assertIs(ids);
        Listing.ofStagedEdits(storage()).assertGoesOnAfter(gone.article(), ids.subList(1, 5));
        Listing.ofStagedEdits(storage()).assertGoesOnAfter(new ArticleId(new UUID(0, 0)), ids);
    }

    @RuleTest(
            needs = Capability.ARTICLES,
            check = "keep edits in a table of their own; no row of an edit may stand among those of articles")
    void stg_05_an_edit_is_no_article_and_claims_nothing() {
        Article article = storage().articles().create(samples.published("told", Samples.NOON));
        StagedEdit edit = edits().put(StagedEdit.of(
                article,
                Samples.NOON,
                changes -> changes.slug(Slug.of("going-to-be"))
                        .tags(Slug.of("staged"))
                        .aliases(Alias.of("staged/alias"))));

        assertThat(storage().articles().find(article.id())).contains(article);
        assertThat(storage().articles().findBySlug(Slug.of("going-to-be"))).isEmpty();
        assertThat(storage().articles().findByAlias(Alias.of("staged/alias"))).isEmpty();
        assertThat(Listing.of(storage(), ArticleQuery.all().tagged(Slug.of("staged")))
                        .all(5))
                .isEmpty();
        assertThat(Listing.of(storage(), ArticleQuery.all()).all(5)).hasSize(1);
        assertThat(Listing.ofTags(storage()).all(5)).isEmpty();
        assertThat(storage().articles().create(samples.draft("going-to-be")).version())
                .isEqualTo(1);
        storage().articles().delete(article.id(), article.version());
        assertThat(edits().find(article.id())).contains(edit);
    }
}
