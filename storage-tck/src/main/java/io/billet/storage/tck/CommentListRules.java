package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.SubscriberId;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.DatePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

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
        return listing(query).all(size);
    }

    private Listing<Comment, DatePosition> listing(CommentQuery query) {
        return Listing.of(storage(), query);
    }

    private Comment by(String email, ArticleId about) {
        return by(Commenter.named("Somebody").withEmail(EmailAddress.of(email)), about);
    }

    private Comment by(Commenter commenter, ArticleId about) {
        return Comment.submit(
                samples.comment(about, "x").id(), about, Optional.empty(), commenter, "Text", Samples.NOON);
    }

    @RuleTest(check = "does each condition of CommentQuery reach the query and the count, joined by AND?")
    void com_09_every_condition_narrows_list_and_count_alone_and_together() {
        Comment one = create(by("zoe@example.org", article));
        Comment two = create(by("zoë@example.org", article).approve());
        Comment three = create(by("zoe@example.org", samples.articleId()).approve());
        Comment four = create(by("zoe@example.org", article).approve());

        CommenterKey zoe = new CommenterKey.Address(EmailAddress.of("zoe@example.org"));
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
            Listing.assertRows("pages of " + size, shown, list(query.about(article), size));
        }
    }

    private void assertListed(CommentQuery query, Comment... expected) {
        Listing.assertRows(query.toString(), List.of(expected), list(query, 2));
        List<Comment> reversed = new ArrayList<>(List.of(expected));
        Collections.reverse(reversed);
        Listing.assertRows(query + ", newest first", reversed, list(query.newestFirst(), 3));
        assertThat(comments().count(List.of(query), 1_000))
                .as("the count of %s", query)
                .containsExactly((long) expected.length);
    }

    @RuleTest(check = "ORDER BY created_at, id, and compare with both")
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
            Listing.assertRows(
                    "pages of " + size, created, list(CommentQuery.all().about(article), size));
        }
        Collections.reverse(created);
        Listing.assertRows("newest first", created, list(CommentQuery.all().newestFirst(), 5));
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
        List<Comment> met = listing(CommentQuery.all()).all(3, page -> {
            if (pages[0]++ == 2) {
                comments().deleteAbout(other);
            }
            create(samples.comment(article, "Early", Samples.NOON.minusSeconds(pages[0])));
        });

        Listing.assertRows(
                "those that stay", stay, met.stream().filter(stay::contains).toList());
        Listing.assertRows(
                "those that were met, each once", met.stream().distinct().toList(), met);
    }

    @RuleTest(check = "does the last part end where the list ends: with the last comment, and with nothing after it?")
    void com_09_every_list_ends_where_its_comments_end() {
        CommenterKey zoe = new CommenterKey.Address(EmailAddress.of("zoe@example.org"));
        ArticleId other = samples.articleId();
        List<Comment> visible = new ArrayList<>();
        List<Comment> shown = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            visible.add(comments().update(create(by("zoe@example.org", article)).approve()));
            shown.add(comments().update(create(by("zoë@example.org", article)).erase()));
            create(by("abel@example.org", article));
            create(by("abel@example.org", other));
        }
        shown.addAll(visible);
        shown.sort(Comparator.comparing(Comment::createdAt).thenComparing(Comment::id));

        CommentQuery thread = CommentQuery.all().about(article);
        assertListedToTheEnd(thread.in(CommentState.VISIBLE), visible);
        assertListedToTheEnd(thread.in(CommentState.VISIBLE, CommentState.ERASED), shown);
        assertListedToTheEnd(CommentQuery.all().in(CommentState.VISIBLE), visible);
        assertListedToTheEnd(CommentQuery.all().by(zoe), visible);
        assertListedToTheEnd(CommentQuery.all().by(zoe).in(CommentState.VISIBLE, CommentState.HELD), visible);
        assertListedToTheEnd(thread.by(zoe), visible);
        assertListedToTheEnd(thread.in(CommentState.SPAM), List.of());
        assertListedToTheEnd(CommentQuery.all().about(samples.articleId()), List.of());
        assertListedToTheEnd(CommentQuery.all(), list(CommentQuery.all(), 5));
    }

    private void assertListedToTheEnd(CommentQuery query, List<Comment> expected) {
        listing(query).assertIs(expected);
        List<Comment> reversed = new ArrayList<>(expected);
        Collections.reverse(reversed);
        listing(query.newestFirst()).assertIs(reversed);
    }

    @RuleTest(check = "compare with the position; do not look for the comment that stands there")
    void com_09_a_list_goes_on_after_a_place_where_no_comment_stands() {
        List<Comment> created = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            created.add(create(samples.comment(article, "Comment " + i, Samples.NOON.plusSeconds(i / 3 * 2L))));
        }
        created.sort(Comparator.comparing(Comment::createdAt).thenComparing(Comment::id));
        Comment gone = created.remove(4);
        comments().remove(gone.id(), gone.version());
        UUID any = gone.id().value();

        for (CommentQuery query : List.of(
                CommentQuery.all(),
                CommentQuery.all().about(article),
                CommentQuery.all().about(article).in(CommentState.HELD),
                CommentQuery.all().about(article).in(CommentState.HELD, CommentState.VISIBLE))) {
            assertGoesOn(query, DatePosition.of(gone), created, 4);
            assertGoesOn(query, new DatePosition(Samples.NOON.plusSeconds(1), any), created, 3);
            assertGoesOn(query, new DatePosition(Samples.NOON.plusSeconds(9), any), created, 5);
            assertGoesOn(query, new DatePosition(Samples.NOON.minusSeconds(9), any), created, 0);
        }
    }

    private void assertGoesOn(CommentQuery query, DatePosition position, List<Comment> all, int earlier) {
        listing(query).assertGoesOnAfter(position, all.subList(earlier, all.size()));
        List<Comment> before = new ArrayList<>(all.subList(0, earlier));
        Collections.reverse(before);
        listing(query.newestFirst()).assertGoesOnAfter(position, before);
    }

    @RuleTest(
            check = "by address, by subscriber, by the host's identity: each is a condition, and an index, of its own")
    void com_09_comments_are_listed_by_each_key_of_who_wrote_them() {
        Commenter somebody = Commenter.named("Somebody");
        EmailAddress address = EmailAddress.of("zoe@example.org");
        SubscriberId member = samples.subscriberId();
        HostIdentity identity = HostIdentity.of("user:7");
        Map<CommenterKey, List<Comment>> written = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            for (Commenter each : List.of(
                    somebody.withEmail(address),
                    somebody.withEmail(EmailAddress.of("zoe@example.com")).asMember(member),
                    somebody.asMember(samples.subscriberId()),
                    somebody.withIdentity(identity),
                    somebody.withIdentity(HostIdentity.of("USER:7")))) {
                Comment comment = create(by(each, article)).approve();
                Comment stored = comments().update(comment);
                for (CommenterKey key : List.of(
                        new CommenterKey.Address(address),
                        new CommenterKey.Member(member),
                        new CommenterKey.HostUser(identity))) {
                    if (key.isBorneBy(each)) {
                        written.computeIfAbsent(key, any -> new ArrayList<>()).add(stored);
                    }
                }
            }
        }
        assertThat(written).hasSize(3);
        written.forEach((key, theirs) -> {
            assertListedToTheEnd(CommentQuery.all().by(key), theirs);
            assertListedToTheEnd(CommentQuery.all().by(key).in(CommentState.VISIBLE, CommentState.HELD), theirs);
            assertListedToTheEnd(CommentQuery.all().by(key).about(article), theirs);
            assertListedToTheEnd(CommentQuery.all().by(key).in(CommentState.SPAM), List.of());
            assertListedToTheEnd(CommentQuery.all().by(key).about(samples.articleId()), List.of());
            assertThat(comments().count(List.of(CommentQuery.all().by(key)), 9)).containsExactly(3L);
            theirs.forEach(each -> comments().update(each.erase()));
            assertListedToTheEnd(CommentQuery.all().by(key), List.of());
            assertThat(comments().count(List.of(CommentQuery.all().by(key)), 9))
                    .as("the count of what was erased")
                    .containsExactly(0L);
        });
    }

    @RuleTest(check = "count each query by itself, its states together, and stop at the bound")
    void com_09_counts_are_those_of_the_lists_up_to_the_bound() {
        for (int i = 0; i < 3; i++) {
            comments().update(create(by("zoe@example.org", article)).approve());
            comments().update(create(by("abel@example.org", article)).erase());
            create(by("zoe@example.org", samples.articleId()));
        }
        CommenterKey zoe = new CommenterKey.Address(EmailAddress.of("zoe@example.org"));
        CommentQuery thread = CommentQuery.all().about(article);
        List<CommentQuery> queries = List.of(
                thread.in(CommentState.VISIBLE, CommentState.ERASED),
                thread.in(CommentState.VISIBLE),
                CommentQuery.all(),
                CommentQuery.all().by(zoe).newestFirst(),
                CommentQuery.all().by(zoe).in(CommentState.HELD, CommentState.SPAM),
                thread.by(zoe),
                thread.in(CommentState.SPAM),
                thread);
        List<Long> exact = List.of(6L, 3L, 9L, 6L, 3L, 3L, 0L, 6L);

        for (long atMost : List.of(1L, 2L, 3L, 4L, 6L, 9L, 1_001L, Long.MAX_VALUE)) {
            assertThat(comments().count(queries, atMost))
                    .as("counts up to %s", atMost)
                    .containsExactlyElementsOf(
                            exact.stream().map(count -> Math.min(count, atMost)).toList());
        }
        assertThat(comments().count(List.of(), 1)).isEmpty();
        assertThat(comments()
                        .count(
                                Collections.nCopies(
                                        Bounds.MOST_COUNTS, thread.in(CommentState.VISIBLE, CommentState.ERASED)),
                                5))
                .as("three hundred counts of one thread")
                .containsOnly(5L)
                .hasSize(Bounds.MOST_COUNTS);
    }
}
