package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.HostIdentity;
import io.billet.core.Revision;
import io.billet.core.RevisionSummary;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Rules of what remains of an article's earlier versions. */
@Needs({Capability.ARTICLES, Capability.REVISIONS})
abstract class RevisionRules extends StoreRules {

    RevisionRules(BlogStorageContract contract) {
        super(contract);
    }

    private ArticleStore articles() {
        return storage().articles();
    }

    private List<Revision> revisions(Article article) {
        return Listing.ofRevisions(storage(), article.id()).all(2).stream()
                .map(each -> storage()
                        .revisions()
                        .find(article.id(), each.version())
                        .orElseThrow(() -> new AssertionError("a listed revision is not found: " + each)))
                .toList();
    }

    private static List<RevisionSummary> summaries(List<Revision> revisions) {
        return revisions.stream().map(RevisionSummary::of).toList();
    }

    private Article update(Article article, Consumer<ArticleEdit> changes) {
        return articles().update(article.edit(article.updatedAt().plusSeconds(1), changes));
    }

    @RuleTest(check = "keep a revision with create(), and with each update() that changes title, summary or text")
    void art_13_each_version_that_says_something_else_is_kept_the_latest_first() {
        Article first = articles().create(samples.fullArticle("told"));
        Article second = update(first, edit -> edit.title("Another title"));
        Article third = update(second, edit -> edit.summary("Another summary"));
        Article fourth = update(third, edit -> edit.markdown("Another text\r\n"));

        assertThat(revisions(first))
                .containsExactly(Revision.of(fourth), Revision.of(third), Revision.of(second), Revision.of(first));
    }

    @RuleTest(check = "compare title, summary and text with the latest revision before keeping another")
    void art_13_a_change_of_anything_else_keeps_no_revision() {
        Article first = articles().create(samples.draft("told"));
        Article tagged = update(first, edit -> edit.tags(Slug.of("europe")).slug(Slug.of("renamed")));
        Article published = articles().update(tagged.publish(Samples.NOON.plusSeconds(9)));
        assertThat(revisions(first)).containsExactly(Revision.of(first));

        Article changed = update(published, edit -> edit.markdown("New."));
        Article back = update(changed, edit -> edit.markdown(first.markdown()));
        assertThat(revisions(first))
                .as("revisions after a change and its undoing")
                .containsExactly(Revision.of(back), Revision.of(changed), Revision.of(first));
    }

    @RuleTest(check = "write the revision in the transaction of the article")
    void art_13_an_update_that_fails_keeps_no_revision() {
        Article first = articles().create(samples.draft("told"));
        failure(
                StaleVersionException.class,
                "a stale update",
                () -> articles()
                        .update(first.edit(Samples.NOON, edit -> edit.title("Lost"))
                                .withVersion(5)));

        assertThat(revisions(first)).containsExactly(Revision.of(first));
    }

    @RuleTest(check = "delete revisions with their article")
    void art_13_a_deleted_article_has_no_revisions_even_if_its_id_comes_back() {
        Article first = articles().create(samples.draft("told"));
        articles().delete(first.id(), 1);
        assertThat(revisions(first)).isEmpty();

        Article again = articles()
                .create(first.withVersion(1)
                        .edit(Samples.NOON, edit -> edit.title("Again"))
                        .withVersion(0));
        assertThat(revisions(first)).containsExactly(Revision.of(again));
    }

    @RuleTest(check = "ask for versions smaller than the last one; is the first revision met, and nothing after it?")
    void rev_01_revisions_are_listed_to_the_first_and_after_any_version() {
        Article article = articles().create(samples.draft("told"));
        List<Revision> told = new ArrayList<>(List.of(Revision.of(article)));
        for (int i = 0; i < 6; i++) {
            int number = i;
            article = update(article, edit -> edit.tags(Slug.of("t-" + number)));
            article = update(article, edit -> edit.markdown("Text " + number));
            told.add(0, Revision.of(article));
        }
        Listing<RevisionSummary, Long> listing = Listing.ofRevisions(storage(), article.id());

        assertThat(told).extracting(Revision::version).containsExactly(13L, 11L, 9L, 7L, 5L, 3L, 1L);
        listing.assertIs(summaries(told));
        listing.assertGoesOnAfter(14L, summaries(told));
        listing.assertGoesOnAfter(Long.MAX_VALUE, summaries(told));
        listing.assertGoesOnAfter(8L, summaries(told.subList(3, 7)));
        listing.assertGoesOnAfter(0L, List.of());
        Listing.ofRevisions(storage(), samples.articleId()).assertIs(List.of());
    }

    @RuleTest(check = "look for that version of that article only; a version that changed nothing told kept nothing")
    void rev_02_a_revision_is_found_whole_and_only_under_its_own_version() {
        Article first = articles().create(samples.fullArticle("told"));
        Article tagged = update(first, edit -> edit.tags(Slug.of("europe")));
        Article changed =
                update(tagged, edit -> edit.markdown("Another text\r\n").summary(""));
        Article other = articles().create(samples.draft("other"));

        assertThat(storage().revisions().find(first.id(), 1)).contains(Revision.of(first));
        assertThat(storage().revisions().find(first.id(), 2)).isEmpty();
        assertThat(storage().revisions().find(first.id(), 3)).contains(Revision.of(changed));
        assertThat(storage().revisions().find(first.id(), 4)).isEmpty();
        assertThat(storage().revisions().find(first.id(), Long.MAX_VALUE)).isEmpty();
        assertThat(storage().revisions().find(other.id(), 1)).contains(Revision.of(other));
        assertThat(storage().revisions().find(samples.articleId(), 1)).isEmpty();
    }

    @RuleTest(check = "keep updatedBy with the revision, and nobody where nobody is said")
    void rev_03_a_revision_says_who_made_it() {
        Optional<HostIdentity> zoe = Optional.of(HostIdentity.of("zoë"));
        Article first = articles().create(samples.draft("told").changedBy(zoe));
        Article second = articles()
                .update(first.edit(Samples.NOON, edit -> edit.title("By nobody"))
                        .changedBy(Optional.empty()));
        Article third = articles()
                .update(second.edit(Samples.NOON, edit -> edit.title("By Abel"))
                        .changedBy(Optional.of(HostIdentity.of("abel"))));
        articles()
                .update(third.edit(Samples.NOON, edit -> edit.tags(Slug.of("x")))
                        .changedBy(zoe));

        assertThat(Listing.ofRevisions(storage(), first.id()).all(1))
                .extracting(RevisionSummary::by)
                .containsExactly(third.updatedBy(), Optional.empty(), zoe);
        assertThat(revisions(first)).extracting(Revision::by).containsExactly(third.updatedBy(), Optional.empty(), zoe);
    }

    @RuleTest(
            check = "never remove the latest revision: it is what the article says, and what the next is compared with")
    void rev_04_pruning_keeps_the_latest_and_what_the_article_says() {
        Article article = articles().create(samples.draft("told"));
        Article other = articles().create(samples.draft("other"));
        other = update(other, edit -> edit.markdown("Changed"));
        List<Revision> told = new ArrayList<>(List.of(Revision.of(article)));
        for (int i = 0; i < 5; i++) {
            int number = i;
            article = update(article, edit -> edit.markdown("Text " + number));
            told.add(0, Revision.of(article));
        }
        article = update(article, edit -> edit.tags(Slug.of("last")));

        assertThat(storage().revisions().prune(article.id(), 9))
                .as("more than there are")
                .isZero();
        assertThat(storage().revisions().prune(article.id(), 6))
                .as("all there are")
                .isZero();
        assertThat(storage().revisions().prune(article.id(), 4)).as("removed").isEqualTo(2);
        assertThat(storage().revisions().prune(article.id(), 4)).as("once more").isZero();
        assertThat(revisions(article)).containsExactlyElementsOf(told.subList(0, 4));
        assertThat(storage().revisions().find(article.id(), 1)).isEmpty();
        assertThat(storage().revisions().prune(article.id(), 1)).isEqualTo(3);
        assertThat(revisions(article)).containsExactly(told.get(0));
        assertThat(articles().find(article.id())).contains(article);
        article = update(article, edit -> edit.tags(Slug.of("later")));
        assertThat(revisions(article)).as("after a change of tags").containsExactly(told.get(0));
        assertThat(revisions(other)).hasSize(2);
        assertThat(storage().revisions().prune(samples.articleId(), 1)).isZero();
        failure(
                IllegalArgumentException.class,
                "keep none",
                () -> storage().revisions().prune(samples.articleId(), 0));
    }
}
