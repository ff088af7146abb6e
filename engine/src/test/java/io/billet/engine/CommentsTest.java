package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.Discussion;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.StaleVersionException;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.spi.SpamChecker;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.IdempotencyKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommentsTest {

    private static final Commenter ZOE = Commenter.named("Zoë").withEmail(EmailAddress.of("zoe@example.org"));

    private final TestBlog test = new TestBlog();
    private final Comments comments = test.blog.comments();
    private final Article article = test.published(edit -> edit.title("Un article"));

    @AfterEach
    void close() {
        test.close();
    }

    @Nested
    class Moderating {

        @Test
        void a_comment_is_held_until_it_is_approved() {
            Comment held = say("Merci **beaucoup** !");
            assertThat(held.state()).isEqualTo(CommentState.HELD);
            assertThat(thread()).isEmpty();

            comments.approve(held.id(), held.version());

            assertThat(thread()).singleElement().satisfies(view -> {
                assertThat(view.name()).contains("Zoë");
                assertThat(view.html()).contains("<strong>beaucoup</strong>");
            });
        }

        @Test
        void what_is_hidden_or_spam_is_not_shown() {
            Comment first = approved("Un");
            Comment second = approved("Deux");
            comments.hide(first.id(), first.version());
            comments.markAsSpam(second.id(), second.version());

            assertThat(thread()).isEmpty();
        }

        @Test
        void erasing_leaves_a_place_and_nothing_else() {
            Comment first = approved("Un secret");
            approvedAnswer(first, "Répondu");
            comments.erase(first.id());

            assertThat(thread()).hasSize(2);
            assertThat(thread().get(0).erased()).isTrue();
            assertThat(thread().get(0).html()).isEmpty();
            assertThat(thread().get(0).name()).isEmpty();
            assertThat(comments.find(first.id()).orElseThrow().toString()).doesNotContain("secret", "Zoë", "zoe");
        }

        @Test
        void a_moderator_who_has_seen_an_older_version_is_refused() {
            Comment held = say("Bonjour");
            comments.hide(held.id(), held.version());

            assertThatExceptionOfType(StaleVersionException.class)
                    .isThrownBy(() -> comments.approve(held.id(), held.version()));
            assertThat(comments.find(held.id()).orElseThrow().state()).isEqualTo(CommentState.HIDDEN);
        }

        @Test
        void all_comments_of_an_address_can_be_erased() {
            for (int i = 0; i < 250; i++) {
                say("Numéro " + i);
            }
            assertThat(comments.eraseAllBy(new CommenterKey.Address(EmailAddress.of("ZOE@example.org"))))
                    .isEqualTo(250);
            assertThat(comments.count(CommentQuery.all())).isZero();
        }

        @Test
        void what_nobody_has_answered_leaves_no_place_whatever_it_was() {
            List<Comment> said = List.of(
                    say("En attente"),
                    comments.markAsSpam(say("Pourriel").id(), 1),
                    comments.hide(say("Caché").id(), 1),
                    approved("Visible"));
            for (Comment each : said) {
                assertThat(comments.erase(each.id())).as(each.markdown()).isEmpty();
                assertThat(thread())
                        .as("the thread after «%s»", each.markdown())
                        .noneMatch(CommentView::erased);
                assertThat(comments.find(each.id())).isEmpty();
                assertThat(comments.erase(each.id())).as("erased twice").isEmpty();
            }
        }

        @Test
        void a_place_goes_with_the_last_answer_that_hung_on_it() {
            Comment first = approved("Un");
            Comment second = approvedAnswer(first, "Deux");
            Comment third = approvedAnswer(second, "Trois");
            assertThat(comments.erase(first.id())).isPresent();
            assertThat(comments.erase(second.id())).isPresent();
            assertThat(thread()).hasSize(3);

            comments.erase(third.id());

            assertThat(thread()).isEmpty();
            assertThat(comments.count(CommentQuery.all())).isZero();
        }

        @Test
        void the_spam_checker_is_told_who_says_it_and_from_where() {
            List<SpamChecker.Submission> seen = new ArrayList<>();
            SpamChecker checker = submission -> {
                seen.add(submission);
                return SpamChecker.Verdict.HOLD;
            };
            Reader host = new Reader.HostUser(HostIdentity.of("7"), List.of());
            try (TestBlog checked = new TestBlog(builder -> builder.spamChecker(checker))) {
                Article about = checked.published(edit -> edit.title("Un"));
                checked.blog
                        .comments()
                        .submit(CommentRequest.on(about.id(), ZOE, "Bonjour").from("192.0.2.1"), host);

                assertThat(seen).singleElement().satisfies(submission -> {
                    assertThat(submission.comment().markdown()).isEqualTo("Bonjour");
                    assertThat(submission.article().id()).isEqualTo(about.id());
                    assertThat(submission.reader()).isEqualTo(host);
                    assertThat(submission.networkAddress()).contains("192.0.2.1");
                });
            }
        }

        @Test
        void the_spam_checker_decides_first_and_its_failure_means_hold() {
            SpamChecker checker = submission -> switch (submission.comment().markdown()) {
                case "ham" -> SpamChecker.Verdict.APPROVE;
                case "spam" -> SpamChecker.Verdict.SPAM;
                default -> throw new IllegalStateException("checker");
            };
            try (TestBlog checked = new TestBlog(builder -> builder.spamChecker(checker))) {
                Article about = checked.published(edit -> edit.title("Un"));
                assertThat(List.of("ham", "spam", "other"))
                        .extracting(text -> checked.blog
                                .comments()
                                .submit(CommentRequest.on(about.id(), ZOE, text), Reader.ANONYMOUS)
                                .state())
                        .containsExactly(CommentState.VISIBLE, CommentState.SPAM, CommentState.HELD);
            }
        }
    }

    @Nested
    class Refusing {

        @Test
        void a_comment_on_a_missing_article() {
            ArticleId missing = new ArticleId(new UUID(1, 2));
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> comments.submit(CommentRequest.on(missing, ZOE, "?"), Reader.ANONYMOUS))
                    .satisfies(e -> assertThat(e.object()).isEqualTo("Article"));
            nothingWasStored();
        }

        @Test
        void a_comment_on_a_draft_as_if_it_did_not_exist() {
            Article draft = test.blog.articles().draft(edit -> edit.title("Brouillon"));
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> comments.submit(CommentRequest.on(draft.id(), ZOE, "?"), Reader.ANONYMOUS));
            nothingWasStored();
        }

        @Test
        void a_comment_on_a_closed_article() {
            Article closed = test.published(edit -> edit.title("Clos").discussion(Discussion.CLOSED));
            assertThatExceptionOfType(CommentRefusedException.class)
                    .isThrownBy(() -> comments.submit(CommentRequest.on(closed.id(), ZOE, "?"), Reader.ANONYMOUS))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(CommentRefusedException.Reason.CLOSED));
            nothingWasStored();
        }

        @Test
        void a_comment_of_the_public_on_a_members_article_whose_discussion_they_do_not_see() throws Exception {
            Article members = test.published(edit -> edit.title("M").audience(Audience.MEMBERS));
            assertThatExceptionOfType(CommentRefusedException.class)
                    .isThrownBy(() -> comments.submit(CommentRequest.on(members.id(), ZOE, "?"), Reader.ANONYMOUS))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(CommentRefusedException.Reason.MEMBERS_ONLY));
            nothingWasStored();

            Reader member = test.blog
                    .subscribers()
                    .reader(test.member("zoe@example.org").session());
            Comment said = comments.submit(CommentRequest.on(members.id(), ZOE, "Oui"), member);
            comments.approve(said.id(), said.version());
            assertThat(comments.thread(members.id(), member, Optional.empty(), 9)
                            .orElseThrow()
                            .comments())
                    .hasSize(1);
            assertThat(comments.thread(members.id(), Reader.ANONYMOUS, Optional.empty(), 9))
                    .isEmpty();
        }

        @Test
        void an_answer_to_a_comment_of_another_article() {
            Comment elsewhere = approved("Ailleurs");
            Article other = test.published(edit -> edit.title("Autre"));
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> comments.submit(
                            CommentRequest.on(other.id(), ZOE, "?").answering(elsewhere.id()), Reader.ANONYMOUS))
                    .satisfies(e -> assertThat(e.field()).isEqualTo("parent"));
            assertThat(comments.count(CommentQuery.all())).isOne();
        }

        @Test
        void an_answer_to_a_comment_that_does_not_exist_or_is_not_shown() {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() ->
                            comments.submit(request("?").answering(new CommentId(new UUID(3, 4))), Reader.ANONYMOUS))
                    .satisfies(e -> assertThat(e.object()).isEqualTo("Comment"));
            Comment held = say("Retenu");
            assertThatExceptionOfType(CommentRefusedException.class)
                    .isThrownBy(() -> comments.submit(request("?").answering(held.id()), Reader.ANONYMOUS))
                    .satisfies(
                            e -> assertThat(e.reason()).isEqualTo(CommentRefusedException.Reason.PARENT_NOT_VISIBLE));
        }

        @Test
        void a_blank_or_overlong_comment() {
            assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> say(" \n "));
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> say("x".repeat(Comment.MAX_MARKDOWN + 1)))
                    .satisfies(e -> assertThat(e.limit()).hasValue(Comment.MAX_MARKDOWN));
            nothingWasStored();
        }

        @Test
        void too_many_from_one_address() {
            try (TestBlog limited = new TestBlog(builder -> builder.rateLimiter(RateLimiter.inMemory(test.clock)))) {
                Article about = limited.published(edit -> edit.title("Un"));
                CommentRequest request =
                        CommentRequest.on(about.id(), ZOE, "Encore").from("192.0.2.1");
                for (int i = 0; i < 10; i++) {
                    limited.blog.comments().submit(request, Reader.ANONYMOUS);
                }
                assertThatExceptionOfType(RateLimitedException.class)
                        .isThrownBy(() -> limited.blog.comments().submit(request, Reader.ANONYMOUS));
                limited.clock.advance(Duration.ZERO);
                assertThat(limited.blog.comments().count(CommentQuery.all())).isEqualTo(10);
            }
        }
    }

    @Test
    void a_form_that_is_sent_twice_says_it_once() {
        CommentRequest once = request("Une fois").once(new IdempotencyKey("form-1"));
        Comment first = comments.submit(once, Reader.ANONYMOUS);
        Comment second = comments.submit(once, Reader.ANONYMOUS);

        assertThat(second).isEqualTo(first);
        assertThat(comments.count(CommentQuery.all())).isOne();
        assertThat(test.events.stream().filter(BlogEvent.CommentSubmitted.class::isInstance))
                .hasSize(1);
    }

    @Test
    void what_a_stranger_writes_reaches_the_page_as_text() {
        Comment nasty = say("<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>");
        comments.approve(nasty.id(), nasty.version());

        assertThat(thread().get(0).html()).doesNotContain("<script", "href=\"javascript", "<img");
    }

    private CommentRequest request(String markdown) {
        return CommentRequest.on(article.id(), ZOE, markdown);
    }

    private Comment say(String markdown) {
        return comments.submit(request(markdown), Reader.ANONYMOUS);
    }

    private Comment approved(String markdown) {
        Comment held = say(markdown);
        return comments.approve(held.id(), held.version());
    }

    private Comment approvedAnswer(Comment parent, String markdown) {
        Comment held = comments.submit(request(markdown).answering(parent.id()), Reader.ANONYMOUS);
        return comments.approve(held.id(), held.version());
    }

    private List<CommentView> thread() {
        return comments.thread(article.id(), Reader.ANONYMOUS, Optional.empty(), 100)
                .orElseThrow()
                .comments();
    }

    private void nothingWasStored() {
        assertThat(comments.count(CommentQuery.all())).isZero();
    }
}
