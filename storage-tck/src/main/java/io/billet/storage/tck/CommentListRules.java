package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Rules of listing and counting comments. */
@Needs(Capability.COMMENTS)
abstract class CommentListRules extends StoreRules {

    private final ArticleId article = samples.articleId();

    CommentListRules(BlogStorageContract contract) {
        super(contract);
    }

    private CommentStore comments() {
        return storage().comments();
    }

    private Comment create(Comment comment) {
        return comments().create(comment, Optional.empty());
    }

    private List<Comment> list(CommentQuery query, int size) {
        return all(request -> comments().list(query, request), size);
    }

    private Comment by(String email, ArticleId about) {
        return Comment.submit(
                samples.comment(about, "x").id(),
                about,
                Optional.empty(),
                Commenter.named("Somebody").withEmail(EmailAddress.of(email)),
                "Text",
                Samples.NOON);
    }

    @RuleTest(check = "does each condition of CommentQuery reach the query and the count, joined by AND?")
    void com_09_every_condition_narrows_list_and_count_alone_and_together() {
        Comment one = create(by("zoe@example.org", article));
        Comment two = create(by("zoë@example.org", article).approve());
        Comment three = create(by("zoe@example.org", samples.articleId()).approve());
        Comment four = create(by("zoe@example.org", article).approve());

        EmailAddress zoe = EmailAddress.of("zoe@example.org");
        assertListed(CommentQuery.all(), one, two, three, four);
        assertListed(CommentQuery.all().about(article), one, two, four);
        assertListed(CommentQuery.all().in(CommentState.VISIBLE), two, three, four);
        assertListed(CommentQuery.all().by(zoe), one, three, four);
        assertListed(CommentQuery.all().about(article).in(CommentState.VISIBLE).by(zoe), four);
        assertListed(CommentQuery.all().in(CommentState.SPAM));
        Comment spam = comments().update(four.markAsSpam());
        assertListed(CommentQuery.all().about(article).in(CommentState.SPAM), spam);
        assertListed(CommentQuery.all().about(article).in(CommentState.VISIBLE), two);
    }

    @RuleTest(check = "are several states of one query merged into one order, before the page is cut?")
    void com_09_comments_of_several_states_stand_in_one_order() {
        List<Comment> shown = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Instant at = Samples.NOON.plusNanos(1_000L * (i / 7));
            Comment held = create(samples.comment(article, "Comment " + i, at));
            switch (i % 4) {
                case 0 -> shown.add(comments().update(held.approve()));
                case 1 -> shown.add(comments().update(held.erase()));
                case 2 -> comments().update(held.markAsSpam());
                default -> comments().update(held.hide());
            }
        }
        shown.sort(Comparator.comparing(Comment::createdAt).thenComparing(Comment::id));

        CommentQuery query = CommentQuery.all().in(CommentState.VISIBLE, CommentState.ERASED);
        assertListed(query, shown.toArray(Comment[]::new));
        assertListed(query.about(article), shown.toArray(Comment[]::new));
        for (int size : List.of(1, 4, 15, 16)) {
            assertThat(list(query.about(article), size)).as("pages of %s", size).containsExactlyElementsOf(shown);
        }
    }

    private void assertListed(CommentQuery query, Comment... expected) {
        assertThat(list(query, 2)).as("%s", query).containsExactly(expected);
        List<Comment> reversed = new ArrayList<>(List.of(expected));
        Collections.reverse(reversed);
        assertThat(list(query.newestFirst(), 3)).as("%s, newest first", query).containsExactlyElementsOf(reversed);
        assertThat(comments().count(query)).as("the count of %s", query).isEqualTo(expected.length);
    }

    @RuleTest(check = "ORDER BY created_at, id, and put both into the cursor")
    void com_09_equal_times_are_ordered_by_id_and_met_once_each() {
        List<Comment> created = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Instant at = Samples.NOON.plusNanos(1_000L * (i / 6));
            created.add(samples.comment(article, "Comment " + i, at));
        }
        Collections.shuffle(created, new Random(11));
        created.replaceAll(this::create);
        created.sort(Comparator.comparing(Comment::createdAt).thenComparing(Comment::id));

        for (int size : List.of(1, 5, 23, 24, 25)) {
            assertThat(list(CommentQuery.all().about(article), size))
                    .as("pages of %s", size)
                    .containsExactlyElementsOf(created);
        }
        Collections.reverse(created);
        assertThat(list(CommentQuery.all().newestFirst(), 5)).containsExactlyElementsOf(created);
    }

    @RuleTest(check = "is the place of the next page an offset? It shifts when rows come or go")
    void com_09_writes_between_pages_neither_hide_nor_repeat_what_stays() {
        ArticleId other = samples.articleId();
        List<Comment> stay = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stay.add(create(samples.comment(article, "Stays", Samples.NOON.plusSeconds(i))));
            create(samples.comment(other, "Goes", Samples.NOON.plusSeconds(i)));
        }
        int[] pages = {0};
        List<Comment> met = all(request -> comments().list(CommentQuery.all(), request), 3, page -> {
            if (pages[0]++ == 2) {
                comments().deleteAbout(other);
            }
            create(samples.comment(article, "Early", Samples.NOON.minusSeconds(pages[0])));
        });

        assertThat(met.stream().filter(stay::contains)).containsExactlyElementsOf(stay);
        assertThat(met).doesNotHaveDuplicates();
    }

    @RuleTest(check = "decode cursors with KeysetPosition.of or check every part")
    void com_09_a_cursor_that_was_made_up_is_refused() {
        for (int i = 0; i < 5; i++) {
            create(samples.comment(article, "Comment " + i));
        }
        assertSafeWithForgedCursors(
                request -> comments().list(CommentQuery.all(), request),
                comments().list(CommentQuery.all(), PageRequest.first(2)).next());
    }
}
