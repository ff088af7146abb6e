package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentPlace;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.PlacedComment;
import io.billet.storage.api.ThreadQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Rules of comments in the order of their places. */
@Needs(Capability.COMMENTS)
abstract class ThreadRules extends StoreRules {

    private static final String PLACES =
            "keep CommentPlace with each comment: that of its parent, read when it is created, and ofAnswer() of it";

    private final ArticleId article = samples.articleId();
    private final Map<CommentId, CommentPlace> places = new HashMap<>();
    private int seconds;

    ThreadRules(BlogStorageContract contract) {
        super(contract);
    }

    private CommentStore comments() {
        return storage().comments();
    }

    private Comment say() {
        return create(samples.id(), Optional.empty(), article);
    }

    private Comment answer(Comment parent) {
        return create(samples.id(), Optional.of(parent), parent.article());
    }

    /** Said the earlier the later it is created: the time has no say in a thread. */
    private Comment create(UUID id, Optional<Comment> parent, ArticleId about) {
        Comment comment = Comment.submit(
                new CommentId(id),
                about,
                parent.map(Comment::id),
                Commenter.named("Somebody"),
                "Text",
                Samples.NOON.minusSeconds(seconds++));
        places.put(
                comment.id(),
                parent.map(above -> placeOf(above).ofAnswer(comment.id()))
                        .orElseGet(() -> CommentPlace.ofBeginning(comment.id())));
        return comments().create(comment, Optional.empty());
    }

    private CommentPlace placeOf(Comment comment) {
        return Objects.requireNonNull(places.get(comment.id()));
    }

    private PlacedComment placed(Comment comment) {
        return new PlacedComment(placeOf(comment), comment);
    }

    private List<PlacedComment> inOrder(List<Comment> all) {
        return all.stream()
                .map(this::placed)
                .sorted(Comparator.comparing(PlacedComment::place))
                .toList();
    }

    private void assertThread(ThreadQuery query, List<PlacedComment> expected) {
        Listing.of(storage(), query).assertIs(expected);
        List<PlacedComment> reversed = new ArrayList<>(expected);
        Collections.reverse(reversed);
        Listing.of(storage(), query.backward()).assertIs(reversed);
    }

    @RuleTest(check = PLACES)
    void com_14_an_answer_stands_below_what_it_answers() {
        Comment question = say();
        Comment later = say();
        Comment second = answer(question);
        Comment deep = answer(second);
        Comment third = answer(question);
        Comment toLater = answer(later);

        assertThread(
                ThreadQuery.about(article),
                List.of(
                        new PlacedComment(place(question), question),
                        new PlacedComment(place(question, second), second),
                        new PlacedComment(place(question, second, deep), deep),
                        new PlacedComment(place(question, third), third),
                        new PlacedComment(place(later), later),
                        new PlacedComment(place(later, toLater), toLater)));
    }

    private static CommentPlace place(Comment... path) {
        return new CommentPlace(List.of(path).stream().map(Comment::id).toList());
    }

    @RuleTest(check = "a path ends at eight ids: who answers the last stands beside it; parent says whom they answer")
    void com_14_a_chain_of_answers_goes_eight_deep_and_then_on_at_one_level() {
        List<Comment> chain = new ArrayList<>(List.of(say()));
        for (int i = 1; i < 12; i++) {
            chain.add(answer(chain.get(i - 1)));
        }
        Comment beside = answer(chain.get(0));
        chain.add(beside);

        assertThread(ThreadQuery.about(article), inOrder(chain));
        assertThat(comments()
                        .findPlaced(chain.get(11).id())
                        .orElseThrow()
                        .place()
                        .ancestors())
                .as("ancestors in the place of the twelfth")
                .containsExactlyElementsOf(
                        chain.subList(0, 7).stream().map(Comment::id).toList());
        assertThat(comments().find(chain.get(11).id()).orElseThrow().parent())
                .as("whom the twelfth answers")
                .contains(chain.get(10).id());
    }

    @RuleTest(check = "neither a change of state nor the parent's erasure moves a comment")
    void com_14_what_becomes_of_a_comment_does_not_move_it_or_its_answers() {
        Comment question = say();
        Comment answer = answer(question);
        Comment other = say();
        Comment erased = comments().update(question.erase());
        Comment hidden = comments().update(other.hide());
        Comment late = answer(erased);
        Comment edited = comments().update(answer.edit("Edited", Samples.NOON.plusSeconds(99)));

        assertThread(ThreadQuery.about(article), List.of(placed(erased), placed(edited), placed(late), placed(hidden)));
    }

    @RuleTest(check = "order by the octets of the ids, unsigned, a beginning before what goes on; by nothing else")
    void com_15_a_thread_stands_in_the_order_of_its_places() {
        Random random = new Random(7);
        List<Comment> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            all.add(create(
                    id,
                    all.isEmpty() || i % 4 == 0 ? Optional.empty() : Optional.of(all.get(random.nextInt(i))),
                    article));
        }
        create(samples.id(), Optional.empty(), samples.articleId());

        List<PlacedComment> thread = inOrder(all);
        assertThread(ThreadQuery.about(article), thread);
        for (int i = 0; i < thread.size(); i++) {
            Optional<CommentId> parent = thread.get(i).comment().parent();
            if (thread.get(i).place().path().size() < CommentPlace.MAX_LENGTH && parent.isPresent()) {
                assertThat(thread.subList(0, i).stream()
                                .map(each -> each.comment().id()))
                        .as("what stands before an answer")
                        .contains(parent.get());
            }
        }
    }

    @RuleTest(
            check = "is each state a condition, and are several merged in the order of places before the page is cut?")
    void com_15_comments_of_the_states_asked_for_stand_in_one_order() {
        List<Comment> all = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Comment held = i % 3 == 0 ? say() : answer(all.get(i / 2));
            all.add(comments()
                    .update(
                            switch (i % 5) {
                                case 0, 1 -> held.approve();
                                case 2 -> held.erase();
                                case 3 -> held.hide();
                                default -> held.markAsSpam();
                            }));
        }
        for (CommentState[] states : new CommentState[][] {
            {CommentState.VISIBLE},
            {CommentState.VISIBLE, CommentState.ERASED},
            {CommentState.SPAM, CommentState.HIDDEN, CommentState.VISIBLE},
            {CommentState.HELD},
            CommentState.values()
        }) {
            assertThread(
                    ThreadQuery.about(article).in(states),
                    inOrder(all.stream()
                            .filter(each -> List.of(states).contains(each.state()))
                            .toList()));
        }
        assertThread(ThreadQuery.about(samples.articleId()), List.of());
    }

    @RuleTest(check = "compare with the place; do not look for the comment that stands there")
    void com_15_a_thread_goes_on_after_a_place_where_no_comment_stands() {
        Comment first = say();
        Comment answer = answer(first);
        Comment gone = answer(answer);
        Comment second = answer(first);
        Comment last = say();
        comments().remove(gone.id(), gone.version());
        List<PlacedComment> thread = inOrder(List.of(first, answer, second, last));

        ThreadQuery query = ThreadQuery.about(article);
        CommentPlace place = placeOf(gone);
        CommentPlace below = placeOf(last).ofAnswer(gone.id());
        for (ThreadQuery each :
                List.of(query, query.in(CommentState.HELD), query.in(CommentState.HELD, CommentState.SPAM))) {
            Listing.of(storage(), each).assertGoesOnAfter(place, thread.subList(2, 4));
            Listing.of(storage(), each.backward()).assertGoesOnAfter(place, List.of(thread.get(1), thread.get(0)));
            Listing.of(storage(), each).assertGoesOnAfter(below, List.of());
            Listing.of(storage(), each.backward()).assertGoesOnAfter(below, reversed(thread));
        }
    }

    private static List<PlacedComment> reversed(List<PlacedComment> thread) {
        List<PlacedComment> reversed = new ArrayList<>(thread);
        Collections.reverse(reversed);
        return reversed;
    }

    @RuleTest(check = "is the place of the next page an offset? It shifts when comments come or go")
    void com_15_writes_between_pages_neither_hide_nor_repeat_what_stays() {
        List<Comment> stay = new ArrayList<>();
        List<Comment> go = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            stay.add(say());
            go.add(answer(stay.get(i)));
            stay.add(answer(stay.get(2 * i)));
        }
        List<PlacedComment> expected = inOrder(stay);
        int[] pages = {0};
        List<PlacedComment> met = Listing.of(storage(), ThreadQuery.about(article))
                .all(4, page -> {
                    Comment gone = go.get(pages[0]++);
                    comments().remove(gone.id(), gone.version());
                    answer(stay.get(0));
                });

        Listing.assertRows(
                "those that stay",
                expected,
                met.stream().filter(expected::contains).toList());
        Listing.assertRows(
                "those that were met, each once", met.stream().distinct().toList(), met);
    }

    @RuleTest(check = "findPlaced() finds what find() does")
    void com_16_a_comment_is_found_with_its_place() {
        Comment question = say();
        Comment answer = comments().update(answer(question).approve());

        for (Comment each : List.of(question, answer)) {
            assertThat(comments().findPlaced(each.id())).contains(placed(each));
        }
        assertThat(comments().findPlaced(new CommentId(samples.id()))).isEmpty();
        comments().remove(answer.id(), answer.version());
        assertThat(comments().findPlaced(answer.id())).isEmpty();
    }
}
