package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.core.Discussion;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.Reader;
import io.billet.core.SubscriberId;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommenterKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    private final TestBlog test = new TestBlog();
    private final Comments comments = test.blog.comments();
    private final Article article = test.published(edit -> edit.title("Un article"));

    @AfterEach
    void close() {
        test.close();
    }

    @Nested
    class A_page_of_a_thread {

        @Test
        void has_each_answer_below_what_it_answers_as_deep_as_it_is() {
            Comment one = say("un");
            Comment two = say("deux");
            Comment toOne = answer(one, "un-un");
            answer(two, "deux-un");
            answer(one, "un-deux");
            answer(toOne, "un-un-un");

            assertThat(told(first(100)))
                    .containsExactly("0 un", "1 un-un", "2 un-un-un", "1 un-deux", "0 deux", "1 deux-un");
            assertThat(first(100).isFirst()).isTrue();
            assertThat(first(100).next()).isEmpty();
            assertThat(first(100).entries().get(2).answered()).contains("un-un");
        }

        @Test
        void begins_with_the_comment_it_is_asked_for_and_has_its_ancestors_before_it() {
            Comment one = say("un");
            Comment two = answer(one, "deux");
            Comment three = answer(two, "trois");
            answer(one, "quatre");
            say("cinq");

            ThreadPage page = from(three, 2);

            assertThat(told(page)).containsExactly("(0 un)", "(1 deux)", "2 trois", "1 quatre");
            assertThat(page.comments()).hasSize(2);
            assertThat(page.isFirst()).isFalse();
            assertThat(page.previous())
                    .as("beginning of the page before, which is the first")
                    .isEmpty();
            assertThat(told(from(page.next().orElseThrow(), 2))).containsExactly("0 cinq");
            assertThat(from(page.next().orElseThrow(), 2).previous()).contains(three.id());
        }

        @Test
        void is_followed_to_the_end_and_back_without_losing_or_repeating_any() {
            List<Comment> all = new ArrayList<>(List.of(say("0")));
            for (int i = 1; i < 40; i++) {
                all.add(i % 5 == 0 ? say("" + i) : answer(all.get(i * 7 % i), "" + i));
            }
            List<CommentId> whole = ids(first(100));
            assertThat(whole).hasSize(40);
            for (int size : List.of(1, 3, 7, 39, 40)) {
                ThreadPage page = first(size);
                List<CommentId> met = new ArrayList<>(ids(page));
                while (page.next().isPresent()) {
                    page = from(page.next().get(), size);
                    met.addAll(ids(page));
                }
                assertThat(met).as("pages of %s", size).isEqualTo(whole);
                List<CommentId> back = new ArrayList<>(ids(page));
                while (!page.isFirst()) {
                    page = page.previous().isPresent() ? from(page.previous().get(), size) : first(size);
                    back.addAll(0, ids(page));
                }
                assertThat(new HashSet<>(back))
                        .as("pages of %s, backward", size)
                        .containsAll(whole);
            }
        }

        @Test
        void is_at_home_in_a_chain_of_a_hundred_answers() {
            List<Comment> chain = new ArrayList<>(List.of(say("n0")));
            for (int i = 1; i < 100; i++) {
                chain.add(answer(chain.get(i - 1), "n" + i));
            }
            assertThat(ids(first(100)))
                    .containsExactlyElementsOf(chain.stream().map(Comment::id).toList());
            ThreadPage page = from(chain.get(50), 10);
            assertThat(told(page))
                    .startsWith("(0 n0)", "(1 n1)", "(2 n2)", "(3 n3)", "(4 n4)", "(5 n5)", "(6 n6)", "7 n50", "7 n51")
                    .hasSize(17);
            assertThat(page.entries().get(7).answered())
                    .as("whom the first answers, on the page before")
                    .contains("n49");
        }

        @Test
        void does_not_indent_what_answers_a_hidden_comment_under_another() {
            Comment other = say("autre");
            Comment hidden = say("caché");
            Comment answer = answer(hidden, "réponse");
            answer(answer, "suite");
            Comment current = comments.find(hidden.id()).orElseThrow();
            comments.hide(hidden.id(), current.version());

            assertThat(told(first(9))).containsExactly("0 autre", "0 réponse", "1 suite");
            assertThat(first(9).entries().get(1).answered()).isEmpty();
            assertThat(told(from(answer, 9))).containsExactly("0 réponse", "1 suite");
            assertThat(from(answer, 9).previous()).isEmpty();
            assertThat(from(answer, 9).isFirst()).isFalse();
            assertThat(other.parent()).isEmpty();
        }

        @Test
        void shows_the_place_of_an_erased_comment_and_begins_with_it() {
            Comment gone = say("secret");
            answer(gone, "réponse");
            comments.erase(gone.id());

            ThreadPage page = from(gone, 9);
            assertThat(page.entries().get(0).comment().erased()).isTrue();
            assertThat(page.entries()).map(ThreadPage.Entry::depth).containsExactly(0, 1);
            assertThat(page.entries().get(1).answered()).isEmpty();
        }

        @Test
        void has_a_size_of_1_to_1000() {
            for (int size : new int[] {0, -1, 1_001}) {
                assertThatIllegalArgumentException().isThrownBy(() -> first(size));
            }
            assertThat(first(1_000).entries()).isEmpty();
        }
    }

    @Nested
    class The_address_of_a_comment {

        @Test
        void reveals_none_that_is_not_shown() {
            Comment held = comments.submit(request("retenu"), Reader.ANONYMOUS);
            Comment hidden = say("caché");
            comments.hide(hidden.id(), hidden.version());
            Comment spam = say("pourriel");
            comments.markAsSpam(spam.id(), spam.version());
            Comment removed = say("ôté");
            comments.erase(removed.id());
            Article other = test.published(edit -> edit.title("Autre"));
            Comment elsewhere = approved(
                    comments.submit(CommentRequest.on(other.id(), Commenter.named("x"), "ailleurs"), Reader.ANONYMOUS));

            for (CommentId id : List.of(
                    held.id(), hidden.id(), spam.id(), removed.id(), elsewhere.id(), new CommentId(new UUID(1, 2)))) {
                assertThat(comments.thread(article.id(), Reader.ANONYMOUS, Optional.of(id), 9))
                        .isEmpty();
            }
        }

        @Test
        void reveals_none_to_who_may_not_see_the_discussion() {
            Comment said = say("un");
            Article members =
                    test.blog.articles().edit(article.id(), article.version(), edit -> edit.audience(Audience.MEMBERS));
            assertThat(comments.thread(article.id(), Reader.ANONYMOUS, Optional.of(said.id()), 9))
                    .isEmpty();
            test.blog
                    .articles()
                    .edit(
                            members.id(),
                            members.version(),
                            edit -> edit.audience(Audience.EVERYONE).discussion(Discussion.OFF));
            assertThat(comments.thread(article.id(), Reader.ANONYMOUS, Optional.of(said.id()), 9))
                    .isEmpty();
        }
    }

    @Nested
    class Whoever_comments {

        @Test
        void is_found_by_what_they_were_signed_in_as() {
            SubscriberId zoe = new SubscriberId(new UUID(7, 7));
            Reader member = new Reader.Member(zoe, List.of());
            Reader user = new Reader.HostUser(HostIdentity.of("user:7"), List.of());
            Comment asMember = comments.submit(request("un"), member);
            Comment asUser = comments.submit(request("deux"), user);
            comments.submit(request("trois"), Reader.ANONYMOUS);
            Comment again = comments.submit(request("quatre"), member);

            assertThat(comments.by(new CommenterKey.Member(zoe), PageRequest.first(9))
                            .items())
                    .containsExactly(again, asMember);
            assertThat(comments.by(new CommenterKey.HostUser(HostIdentity.of("user:7")), PageRequest.first(9))
                            .items())
                    .containsExactly(asUser);
        }

        @Test
        void is_forgotten_wholly_save_for_places_on_which_answers_hang() {
            SubscriberId zoe = new SubscriberId(new UUID(7, 7));
            Reader member = new Reader.Member(zoe, List.of());
            for (int i = 0; i < 120; i++) {
                Comment theirs = approved(comments.submit(request("n" + i), member));
                if (i % 40 == 0) {
                    answer(theirs, "réponse");
                }
            }
            assertThat(comments.eraseAllBy(new CommenterKey.Member(zoe))).isEqualTo(120);
            assertThat(comments.eraseAllBy(new CommenterKey.Member(zoe))).isZero();
            assertThat(comments.count(CommentQuery.all()))
                    .as("three places and their answers")
                    .isEqualTo(6);
            assertThat(first(99).comments()).filteredOn(CommentView::erased).hasSize(3);
        }

        @Test
        void is_forgotten_by_the_address_that_they_gave() {
            approved(comments.submit(
                    CommentRequest.on(
                            article.id(), Commenter.named("Zoë").withEmail(EmailAddress.of("zoe@example.org")), "un"),
                    Reader.ANONYMOUS));
            say("deux");

            assertThat(comments.eraseAllBy(new CommenterKey.Address(EmailAddress.of("zoe@example.org"))))
                    .isEqualTo(1);
            assertThat(comments.count(CommentQuery.all())).isEqualTo(1);
        }
    }

    @Test
    void comments_on_many_articles_are_counted_at_once() {
        Article other = test.published(edit -> edit.title("Autre"));
        Article none = test.published(edit -> edit.title("Sans"));
        say("un");
        say("deux");
        comments.submit(request("retenu"), Reader.ANONYMOUS);
        approved(comments.submit(CommentRequest.on(other.id(), Commenter.named("x"), "x"), Reader.ANONYMOUS));

        Set<ArticleId> asked = Set.of(article.id(), other.id(), none.id());
        assertThat(comments.counts(asked, 100)).isEqualTo(Map.of(article.id(), 2L, other.id(), 1L, none.id(), 0L));
        assertThat(comments.counts(asked, 1)).isEqualTo(Map.of(article.id(), 1L, other.id(), 1L, none.id(), 0L));
    }

    private ThreadPage first(int size) {
        return comments.thread(article.id(), Reader.ANONYMOUS, Optional.empty(), size)
                .orElseThrow();
    }

    private ThreadPage from(Comment comment, int size) {
        return from(comment.id(), size);
    }

    private ThreadPage from(CommentId id, int size) {
        return comments.thread(article.id(), Reader.ANONYMOUS, Optional.of(id), size)
                .orElseThrow();
    }

    private static List<CommentId> ids(ThreadPage page) {
        return page.comments().stream().map(CommentView::id).toList();
    }

    private static List<String> told(ThreadPage page) {
        return page.entries().stream()
                .map(entry -> {
                    String told = entry.depth() + " " + entry.comment().name().orElse("-");
                    return entry.isContext() ? "(" + told + ")" : told;
                })
                .toList();
    }

    private CommentRequest request(String name) {
        return CommentRequest.on(article.id(), Commenter.named(name), name);
    }

    private Comment say(String name) {
        return approved(comments.submit(request(name), Reader.ANONYMOUS));
    }

    private Comment answer(Comment parent, String name) {
        return approved(comments.submit(request(name).answering(parent.id()), Reader.ANONYMOUS));
    }

    private Comment approved(Comment held) {
        return comments.approve(held.id(), held.version());
    }
}
