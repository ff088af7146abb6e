package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Author;
import io.billet.core.Comment;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.core.Tag;
import io.billet.storage.api.Capability;
import io.billet.storage.api.PublicChanges;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Rules of the marks by which kept pages are known to be right. */
@Needs(Capability.CHANGES)
abstract class ChangeRules extends StoreRules {

    private final Set<Long> editorials = new HashSet<>();
    private final Set<Long> discussions = new HashSet<>();

    ChangeRules(BlogStorageContract contract) {
        super(contract);
    }

    private PublicChanges marks() {
        return storage().changes();
    }

    private <T> T raisesEditorial(String call, Supplier<T> code) {
        PublicChanges before = marks();
        editorials.add(before.editorial());
        T result = code.get();
        assertThat(editorials.add(marks().editorial()))
                .as("whether the editorial mark is one that was never there, after " + call)
                .isTrue();
        assertThat(marks().discussion())
                .as("the mark of discussions after " + call)
                .isEqualTo(before.discussion());
        return result;
    }

    private <T> T raisesDiscussion(String call, Supplier<T> code) {
        PublicChanges before = marks();
        discussions.add(before.discussion());
        T result = code.get();
        assertThat(discussions.add(marks().discussion()))
                .as("whether the mark of discussions is one that was never there, after " + call)
                .isTrue();
        assertThat(marks().editorial()).as("the editorial mark after " + call).isEqualTo(before.editorial());
        return result;
    }

    private <T> T leavesMarks(String call, Supplier<T> code) {
        PublicChanges before = marks();
        T result = code.get();
        assertThat(marks()).as("the marks after " + call).isEqualTo(before);
        return result;
    }

    private static Runnable nothing() {
        return () -> {};
    }

    private static Supplier<Runnable> call(Runnable code) {
        return () -> {
            code.run();
            return nothing();
        };
    }

    private Article update(Article article) {
        return storage().articles().update(article);
    }

    @RuleTest(
            needs = Capability.ARTICLES,
            check =
                    "is the editorial mark raised with each change of an article that was or is published, and only then?")
    void chg_01_each_change_of_what_is_or_was_published_raises_the_editorial_mark() {
        Article draft =
                leavesMarks("creating a draft", () -> storage().articles().create(samples.draft("a-draft")));
        Article edited =
                leavesMarks("editing a draft", () -> update(draft.edit(Samples.NOON, edit -> edit.title("Another"))));
        Article published = raisesEditorial("publishing", () -> update(edited.publish(Samples.NOON, Samples.NOON)));
        Article named = raisesEditorial(
                "editing what is published", () -> update(published.edit(Samples.NOON, edit -> edit.title("Third"))));
        Article texted = raisesEditorial(
                "changing no more than the text",
                () -> update(named.edit(Samples.NOON, edit -> edit.markdown("Another text"))));
        Article withdrawn = raisesEditorial("taking back", () -> update(texted.unpublish(Samples.NOON)));
        leavesMarks("deleting a draft", call(() -> storage().articles().delete(withdrawn.id(), withdrawn.version())));
        Article other = raisesEditorial(
                "creating what is published",
                () -> storage().articles().create(samples.published("published", Samples.NOON)));
        raisesEditorial(
                "deleting what is published", call(() -> storage().articles().delete(other.id(), other.version())));
    }

    @RuleTest(needs = Capability.ARTICLES, check = "is the editorial mark raised with tags and authors, too?")
    void chg_01_tags_and_authors_raise_the_editorial_mark() {
        Tag tag = samples.fullTag("europe");
        Author author = samples.fullAuthor("zoë");
        raisesEditorial("put() of a tag", call(() -> storage().tags().put(tag)));
        raisesEditorial(
                "put() of a tag in place of one", call(() -> storage().tags().put(Tag.named(tag.slug(), "Europa"))));
        raisesEditorial("delete() of a tag", call(() -> storage().tags().delete(tag.slug())));
        raisesEditorial("put() of an author", call(() -> storage().authors().put(author)));
        raisesEditorial(
                "put() of an author in place of one",
                call(() -> storage().authors().put(Author.named(author.slug(), "Zoe"))));
        raisesEditorial("delete() of an author", call(() -> storage().authors().delete(author.slug())));
    }

    @RuleTest(
            needs = Capability.COMMENTS,
            check = "is the mark raised with each change of a comment that readers see or saw, and only then?")
    void chg_02_each_change_of_what_readers_see_raises_the_mark_of_discussions() {
        var article = samples.articleId();
        Comment held = leavesMarks("creating a comment that is held", () -> create(samples.comment(article, "Held")));
        Comment spam = leavesMarks("rejecting it", () -> update(held.markAsSpam()));
        Comment visible = raisesDiscussion("approving it", () -> update(spam.approve()));
        Comment hidden = raisesDiscussion("hiding it", () -> update(visible.hide()));
        Comment back = raisesDiscussion("showing it again", () -> update(hidden.approve()));
        Comment erased = raisesDiscussion("erasing it", () -> update(back.erase()));
        raisesDiscussion("removing its place", () -> storage().comments().remove(erased.id(), erased.version()));
        raisesDiscussion(
                "creating a visible one",
                () -> create(samples.comment(article, "Visible").approve()));
        raisesDiscussion(
                "deleting all about an article", call(() -> storage().comments().deleteAbout(article)));
    }

    private Comment create(Comment comment) {
        return storage().comments().create(comment, Optional.empty());
    }

    private Comment update(Comment comment) {
        return storage().comments().update(comment);
    }

    /** A page that is kept under a mark. */
    private record Kept(long mark, List<Tag> tags) {}

    private Kept keep() {
        long mark = marks().editorial();
        return new Kept(mark, storage().tags().list(Optional.empty(), 1_000));
    }

    @RuleTest(
            needs = Capability.ARTICLES,
            check =
                    "are the marks raised one after the other, in the step of the change? Two changes at once are two marks")
    void chg_03_what_is_kept_under_the_mark_of_now_is_what_is_stored_however_many_write_at_once() {
        for (int round = 0; round < fewerRounds(); round++) {
            String prefix = "at-once-" + round + "-";
            List<Kept> pages = Race.of(16, i -> {
                        if (i % 2 == 1) {
                            storage().tags().put(Tag.named(Slug.of(prefix + i), "Tag"));
                        }
                        return keep();
                    })
                    .allSucceeded("putting tags and keeping what is listed");
            Kept now = keep();
            pages.stream()
                    .filter(page -> page.mark() == now.mark())
                    .forEach(page -> assertThat(page.tags())
                            .as("what was kept under the mark of now")
                            .isEqualTo(now.tags()));
        }
    }

    @RuleTest(
            needs = {Capability.SHARED, Capability.ARTICLES, Capability.COMMENTS},
            check = "are the marks kept in the storage? A counter in the process tells nothing to another one")
    void chg_03_all_that_share_a_storage_see_the_mark_change() throws Exception {
        try (var other = contract().openAgain()) {
            PublicChanges before = other.changes();
            assertThat(marks()).as("the marks through two handles").isEqualTo(before);
            storage().articles().create(samples.published("published", Samples.NOON));
            assertThat(other.changes().editorial()).isNotEqualTo(before.editorial());
            create(samples.comment(samples.articleId(), "Visible").approve());
            assertThat(other.changes().discussion()).isNotEqualTo(before.discussion());
            assertThat(marks()).as("the marks through two handles").isEqualTo(other.changes());
        }
    }

    @RuleTest(
            needs = {Capability.ARTICLES, Capability.SUBSCRIBERS, Capability.TOKENS},
            check = "what raises a mark that no reader could see?")
    void chg_04_what_no_reader_sees_leaves_the_marks() {
        Article published = storage().articles().create(samples.published("published", Samples.NOON));
        Subscriber pending =
                leavesMarks("a subscription", () -> storage().subscribers().create(samples.pending("zoe@example.org")));
        leavesMarks("erasing a subscriber", call(() -> storage().subscribers().erase(pending.id())));
        leavesMarks(
                "a token",
                call(() -> storage()
                        .tokens()
                        .put(samples.token("secret", "confirm", "zoe", Samples.NOON.plusSeconds(60)))));
        leavesMarks(
                "a change that was refused as stale",
                () -> failure(
                        StaleVersionException.class,
                        "an update of version 7",
                        () -> update(published
                                .edit(Samples.NOON, edit -> edit.title("Lost"))
                                .withVersion(7))));
    }
}
