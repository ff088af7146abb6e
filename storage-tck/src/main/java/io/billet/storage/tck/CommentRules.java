package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.PlacedComment;
import io.billet.storage.api.ThreadQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rules of storing and changing comments. */
@Needs(Capability.COMMENTS)
abstract class CommentRules extends StoreRules {

    private final ArticleId article = samples.articleId();

    CommentRules(BlogStorageContract contract) {
        super(contract);
    }

    private CommentStore comments() {
        return storage().comments();
    }

    private long count(CommentQuery query) {
        return comments().count(List.of(query), 1_000).get(0);
    }

    private Comment create(Comment comment) {
        return comments().create(comment, Optional.empty());
    }

    private static Optional<IdempotencyKey> key(String value) {
        return Optional.of(new IdempotencyKey(value));
    }

    @RuleTest(check = "create() must store and return comment.withVersion(1), and refuse other versions than 0")
    void com_01_a_new_comment_becomes_version_1() {
        Comment comment = samples.comment(article, "Merci !");

        assertThat(create(comment)).isEqualTo(comment.withVersion(1));
        Comment other = samples.comment(article, "Other");
        failure(
                IllegalArgumentException.class,
                "create() of a comment of version 2",
                () -> create(other.withVersion(2)));
        assertThat(comments().find(other.id())).isEmpty();
    }

    @RuleTest(check = "compare what is written with what is read, component by component")
    void com_02_everything_is_read_back_as_it_was_written() {
        Comment full = create(samples.fullComment(article));
        Comment answer = create(samples.answer(full, Samples.UNICODE));

        assertThat(comments().find(full.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(full);
        assertThat(comments().find(answer.id())).contains(answer);
        assertThat(answer.parent()).contains(full.id());
        for (Comment state : List.of(
                full.hide(), full.markAsSpam().withVersion(2), full.approve().withVersion(3))) {
            assertThat(comments().find(comments().update(state).id())).contains(state.withVersion(state.version() + 1));
        }
    }

    @RuleTest(check = "store the key with the comment, under a unique constraint, and return the row it leads to")
    void com_03_a_repeated_create_stores_nothing_and_returns_what_is_there_now() {
        Comment first = comments().create(samples.comment(article, "Once"), key("k1"));
        Comment repeated = comments().create(samples.comment(article, "Once"), key("k1"));
        assertThat(repeated).isEqualTo(first);

        Comment approved = comments().update(first.approve());
        assertThat(comments().create(samples.comment(article, "Once"), key("k1")))
                .isEqualTo(approved);
        assertThat(comments().create(first.withVersion(1).hide().withVersion(0), key("k1")))
                .as("a repetition with the same id")
                .isEqualTo(approved);
        assertThat(count(CommentQuery.all())).isEqualTo(1);
    }

    @RuleTest(check = "does an answer take its key as a comment does that answers none?")
    void com_03_a_repeated_answer_is_stored_once_too() {
        Comment parent = create(samples.comment(article, "Parent"));
        Comment first = comments().create(samples.answer(parent, "Answer"), key("k1"));
        assertThat(comments().create(samples.answer(parent, "Answer"), key("k1")))
                .as("an answer that was repeated")
                .isEqualTo(first);
        assertThat(comments().create(samples.answer(first, "Another"), key("k1")))
                .as("an answer to another comment, under the same key")
                .isEqualTo(first);
        Comment second = comments().create(samples.answer(parent, "Answer"), key("k2"));
        assertThat(second.id()).as("an answer under a key of its own").isNotEqualTo(first.id());
        assertThat(count(CommentQuery.all())).isEqualTo(3);
        comments().remove(second.id(), second.version());
        assertThat(comments().create(samples.answer(parent, "Anew"), key("k2")).markdown())
                .as("stored under the key of an answer that was removed")
                .isEqualTo("Anew");
    }

    @RuleTest(check = "compare keys to the character: no case folding")
    void com_03_other_keys_and_no_keys_store_another_comment() {
        comments().create(samples.comment(article, "One"), key("key"));
        comments().create(samples.comment(article, "Two"), key("Key"));
        comments().create(samples.comment(article, "Three"), key("key~"));
        create(samples.comment(article, "Four"));
        create(samples.comment(article, "Five"));

        assertThat(count(CommentQuery.all())).isEqualTo(5);
    }

    @RuleTest(check = "when the insert meets a rival's key, read the rival's comment and return it")
    void com_03_of_64_threads_with_one_key_one_stores_and_all_get_it() {
        List<Comment> stored = new ArrayList<>();
        for (int round = 0; round < rounds(); round++) {
            Optional<IdempotencyKey> key = key("key-" + round);
            List<Comment> attempts = IntStream.range(0, 64)
                    .mapToObj(i -> samples.comment(article, "Attempt"))
                    .toList();
            List<Comment> got =
                    Race.of(64, i -> comments().create(attempts.get(i), key)).allSucceeded("creating with one key");

            assertThat(got.stream().distinct()).as("what 64 threads got").hasSize(1);
            if (looksForEachLoser(round)) {
                assertThat(attempts.stream()
                                .filter(each -> comments().find(each.id()).isPresent()))
                        .as("comments stored under one key")
                        .hasSize(1);
            }
            stored.add(got.get(0));
        }
        stored.sort(Comparator.comparing(Comment::createdAt).thenComparing(Comment::id));
        Listing.assertRows(
                "comments stored after all rounds",
                stored,
                Listing.of(storage(), CommentQuery.all()).all(1_000));
    }

    @RuleTest(check = "is the id the primary key, and is its violation told apart from that of the idempotency key?")
    void com_04_an_id_that_is_stored_cannot_be_created_again() {
        Comment first = comments().create(samples.comment(article, "First"), key("k1"));
        for (Optional<IdempotencyKey> key : List.of(Optional.<IdempotencyKey>empty(), key("k2"))) {
            AlreadyExistsException taken = failure(
                    AlreadyExistsException.class,
                    "create() with an id that is stored",
                    () -> comments().create(first.withVersion(1).hide().withVersion(0), key));
            assertThat(taken.object() + "." + taken.field()).isEqualTo("Comment.id");
        }
        assertThat(comments().find(first.id())).contains(first);
        Comment other = comments().create(samples.comment(article, "Other"), key("k2"));
        assertThat(other.markdown())
                .as("stored under a key that had failed before")
                .isEqualTo("Other");
    }

    @RuleTest(check = "check the parent in the transaction of the insert, and roll back the key with it")
    void com_05_a_parent_must_be_there_and_about_the_same_article() {
        Comment elsewhere = create(samples.comment(samples.articleId(), "Elsewhere"));
        Comment never = samples.comment(article, "Never stored");
        Comment orphan = samples.answer(never, "Answer");
        Comment stray = samples.answer(elsewhere, "Answer");
        Comment wrong = Comment.submit(
                stray.id(), article, stray.parent(), stray.commenter(), stray.markdown(), stray.createdAt());

        NotFoundException missing = failure(
                NotFoundException.class,
                "create() with a parent that is not stored",
                () -> comments().create(orphan, key("k1")));
        assertThat(List.of(missing.object(), missing.id()))
                .isEqualTo(List.of("Comment", never.id().toString()));
        InvalidValueException refused = failure(
                InvalidValueException.class,
                "create() with a parent about another article",
                () -> comments().create(wrong, key("k2")));
        assertThat(refused.object() + "." + refused.field()).isEqualTo("Comment.parent");

        assertThat(count(CommentQuery.all())).isEqualTo(1);
        assertThat(comments()
                        .create(samples.comment(article, "Again"), key("k1"))
                        .markdown())
                .isEqualTo("Again");
        assertThat(comments()
                        .create(samples.comment(article, "Again"), key("k2"))
                        .markdown())
                .isEqualTo("Again");
    }

    @RuleTest(check = "first look for the key, then insert (or look for the id), then look for the parent")
    void com_05_a_repeated_key_is_told_before_a_stored_id_and_that_before_a_wrong_parent() {
        Comment first = comments().create(samples.comment(article, "First"), key("k1"));
        Comment elsewhere = create(samples.comment(samples.articleId(), "Elsewhere"));
        for (Comment parent : List.of(samples.comment(article, "Never stored"), elsewhere)) {
            Comment answer = Comment.submit(
                    first.id(), article, Optional.of(parent.id()), first.commenter(), "Answer", Samples.NOON);

            AlreadyExistsException taken = failure(
                    AlreadyExistsException.class,
                    "create() with an id that is stored and a parent that cannot be",
                    () -> comments().create(answer, key("k2")));
            assertThat(taken.object() + "." + taken.field()).isEqualTo("Comment.id");
            assertThat(comments().create(answer, key("k1")))
                    .as("created once more with its key, with another parent")
                    .isEqualTo(first);
        }
    }

    @RuleTest(check = "UPDATE ... WHERE id = ? AND version = ?: look at the number of rows that were changed")
    void com_06_an_update_is_refused_when_the_version_is_not_the_stored_one() {
        Comment first = create(samples.comment(article, "First"));
        Comment second = comments().update(first.approve());

        assertThat(second.version()).isEqualTo(2);
        StaleVersionException stale = failure(
                StaleVersionException.class,
                "update() based on version 1 of a comment at version 2",
                () -> comments().update(first.hide()));
        assertThat(stale.object() + " " + stale.id()).isEqualTo("Comment " + first.id());
        assertThat(comments().find(first.id())).contains(second);
    }

    @RuleTest(check = "is the comparison of the version part of the write itself, not a read before it?")
    void com_06_of_many_threads_that_update_one_version_one_wins() {
        Comment current = create(samples.comment(article, "Contended"));
        for (int round = 0; round < fewerRounds(); round++) {
            Comment base = current;
            current = Race.of(16, i -> comments().update(base.edit("By " + i, Samples.NOON.plusSeconds(1))))
                    .onlyWinner("updating one version", StaleVersionException.class);
            assertThat(comments().find(base.id())).contains(current);
        }
    }

    @RuleTest(check = "tell 'no such row' apart from 'another version'")
    void com_07_what_is_not_stored_cannot_be_changed() {
        Comment never = samples.comment(article, "Never").withVersion(1);
        NotFoundException missing = failure(
                NotFoundException.class,
                "update() of what is not stored",
                () -> comments().update(never));

        assertThat(List.of(missing.object(), missing.id()))
                .isEqualTo(List.of("Comment", never.id().toString()));
    }

    @RuleTest(check = "article and parent are no part of what update() writes: compare them with what is stored")
    void com_17_no_update_moves_a_comment() {
        Comment parent = create(samples.comment(article, "Parent"));
        Comment answer = create(samples.answer(parent, "Answer"));
        Comment other = create(samples.comment(article, "Other"));
        Map<Comment, String> moved = new LinkedHashMap<>();
        moved.put(moved(answer, article, Optional.of(other.id())), "parent");
        moved.put(moved(answer, article, Optional.empty()), "parent");
        moved.put(moved(other, article, Optional.of(parent.id())), "parent");
        moved.put(moved(other, samples.articleId(), Optional.empty()), "article");
        moved.forEach((comment, field) -> {
            InvalidValueException refused = failure(
                    InvalidValueException.class,
                    "update() with another " + field,
                    () -> comments().update(comment));
            assertThat(refused.object() + "." + refused.field()).isEqualTo("Comment." + field);
            failure(
                    StaleVersionException.class,
                    "update() with another " + field + ", based on a version that never was",
                    () -> comments().update(comment.withVersion(7)));
        });
        Listing.assertRows(
                "the thread, in which nothing has moved",
                List.of(parent, answer, other),
                Listing.of(storage(), ThreadQuery.about(article)).all(10).stream()
                        .map(PlacedComment::comment)
                        .toList());
    }

    private static Comment moved(Comment comment, ArticleId about, Optional<CommentId> parent) {
        return Comment.submit(comment.id(), about, parent, comment.commenter(), "Moved", comment.createdAt())
                .withVersion(comment.version());
    }

    @RuleTest(check = "does a cache or a counter lag behind the write?")
    void com_08_what_was_written_is_seen_at_once_by_every_thread() {
        for (int round = 0; round < fewerRounds(); round++) {
            Comment written = create(samples.comment(article, "Seen " + round));
            long number = round + 1L;
            List<Boolean> seen = Race.of(
                            4,
                            i -> i % 2 == 0
                                    ? comments().find(written.id()).equals(Optional.of(written))
                                    : count(CommentQuery.all().about(article)) == number)
                    .allSucceeded("reading what was written");

            assertThat(seen)
                    .as("whether four threads saw comment number %s", number)
                    .containsOnly(true);
        }
    }

    @RuleTest(check = "put the answer in the order of the question, each once; IN (...) answers in any order")
    void com_13_several_are_found_in_the_order_asked_for_each_once() {
        Comment one = create(samples.comment(article, "One"));
        Comment two = comments().update(create(samples.comment(article, "Two")).approve());
        Comment three = create(samples.comment(samples.articleId(), "Three"));
        Comment never = samples.comment(article, "Never");

        assertThat(comments().findAll(List.of(three.id(), never.id(), one.id(), three.id(), two.id())))
                .containsExactly(three, one, two);
        assertThat(comments().findAll(List.of())).isEmpty();
        List<CommentId> most = new ArrayList<>();
        for (int i = 1; i < Bounds.MOST_AT_ONCE; i++) {
            most.add(samples.comment(article, "Never").id());
        }
        most.add(one.id());
        assertThat(comments().findAll(most)).as("one of a thousand").containsExactly(one);
    }

    @RuleTest(
            check = "overwrite text, name, address, URL and identity wherever they are kept, the key's record included")
    void com_10_nothing_of_an_erased_comment_is_found() {
        Comment said = comments().create(samples.fullComment(article), key("k1"));
        Comment answer = create(samples.answer(said, "Answer"));
        Comment tombstone = comments().update(said.erase());

        assertThat(tombstone.commenter()).isEqualTo(Commenter.ERASED);
        assertThat(comments().find(said.id())).contains(said.erase().withVersion(2));
        assertThat(comments().create(samples.fullComment(article), key("k1")))
                .as("what the idempotency key still leads to")
                .isEqualTo(tombstone);
        assertThat(count(CommentQuery.all()
                        .by(new CommenterKey.Address(said.commenter().email().orElseThrow()))))
                .as("comments found by the erased address")
                .isZero();
        assertThat(count(CommentQuery.all()
                        .by(new CommenterKey.Member(said.commenter().member().orElseThrow()))))
                .as("comments found by the subscriber that was erased from it")
                .isZero();
        assertThat(Listing.of(storage(), CommentQuery.all()).all(10))
                .as("the thread, in which the tombstone keeps its place")
                .containsExactly(tombstone, answer);
    }

    @RuleTest(check = "delete by article in one transaction; no foreign key from answers to parents may stop it")
    void com_11_all_comments_about_an_article_go_at_once_with_their_keys() {
        ArticleId other = samples.articleId();
        Comment parent = comments().create(samples.comment(article, "Parent"), key("k1"));
        create(samples.answer(create(samples.answer(parent, "Child")), "Grandchild"));
        Comment kept = comments().create(samples.comment(other, "Kept"), key("k2"));

        comments().deleteAbout(article);
        comments().deleteAbout(article);
        comments().deleteAbout(samples.articleId());

        assertThat(comments().find(parent.id())).isEmpty();
        assertThat(count(CommentQuery.all().about(article))).isZero();
        assertThat(Listing.of(storage(), CommentQuery.all()).all(10)).containsExactly(kept);
        assertThat(comments().create(samples.comment(article, "New"), key("k1")).markdown())
                .as("stored under a key whose comment was deleted")
                .isEqualTo("New");
        assertThat(comments().create(samples.comment(other, "New"), key("k2"))).isEqualTo(kept);
    }

    @RuleTest(check = "DELETE by id when no row names it as its parent; its idempotency key goes with the row")
    void com_12_what_nothing_answers_is_removed_with_its_key() {
        Comment alone = comments().create(samples.fullComment(article), key("k1"));
        Comment other = create(samples.comment(article, "Other"));

        assertThat(comments().remove(alone.id(), alone.version()))
                .as("removed what nothing answers")
                .isTrue();

        assertThat(comments().find(alone.id())).isEmpty();
        assertThat(Listing.of(storage(), CommentQuery.all().about(article)).all(10))
                .containsExactly(other);
        assertThat(comments()
                        .create(samples.comment(article, "Again"), key("k1"))
                        .markdown())
                .as("stored under the key of what was removed")
                .isEqualTo("Again");
    }

    @RuleTest(check = "look for answers in every state, and leave what is answered as it was")
    void com_12_what_is_answered_stays() {
        Comment parent = create(samples.comment(article, "Parent"));
        Comment answer = create(samples.answer(parent, "Answer"));
        Comment hidden = comments().update(answer.hide());

        assertThat(comments().remove(parent.id(), parent.version()))
                .as("removed what is answered")
                .isFalse();
        assertThat(comments().find(parent.id())).contains(parent);
        assertThat(comments().remove(hidden.id(), hidden.version())).isTrue();
        assertThat(comments().remove(parent.id(), parent.version()))
                .as("removed what nothing answers any more")
                .isTrue();
    }

    @RuleTest(check = "compare the version as update() does, before looking for answers")
    void com_12_a_removal_is_refused_when_the_version_is_not_the_stored_one() {
        Comment first = create(samples.comment(article, "First"));
        Comment second = comments().update(first.approve());
        create(samples.answer(second, "Answer"));

        failure(
                StaleVersionException.class,
                "remove() based on version 1 of a comment at version 2",
                () -> comments().remove(first.id(), first.version()));
        failure(
                NotFoundException.class,
                "remove() of what is not stored",
                () -> comments().remove(samples.comment(article, "Never").id(), 1));
        assertThat(comments().find(first.id())).contains(second);
    }

    @RuleTest(check = "lock the parent's row in create() and in remove() before looking at the other")
    void com_12_no_answer_is_left_without_its_parent() {
        for (int round = 0; round < fewerRounds(); round++) {
            Comment parent = create(samples.comment(article, "Parent"));
            List<Comment> answers = IntStream.range(0, 8)
                    .mapToObj(i -> samples.answer(parent, "Answer"))
                    .toList();
            Race.of(9, i -> i == 8 ? comments().remove(parent.id(), 1) : answered(answers.get(i)))
                    .allSucceeded("answering what is removed meanwhile");

            boolean parentIsThere = comments().find(parent.id()).isPresent();
            long answersThere = answers.stream()
                    .filter(each -> comments().find(each.id()).isPresent())
                    .count();
            assertThat(parentIsThere || answersThere == 0)
                    .as("whether %s stored answers have their parent", answersThere)
                    .isTrue();
        }
    }

    private boolean answered(Comment answer) {
        try {
            create(answer);
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
