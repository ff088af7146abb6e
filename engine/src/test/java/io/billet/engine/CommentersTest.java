package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.Article;
import io.billet.core.Author;
import io.billet.core.Comment;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.spi.Staff;
import io.billet.storage.api.CommenterKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who says a comment: by what the host knows, and not by what they call themselves. */
class CommentersTest {

    private static final Reader.HostUser USER = new Reader.HostUser(HostIdentity.of("user-7"), List.of());
    private static final Reader.HostUser AUTHOR = new Reader.HostUser(HostIdentity.of("user-1"), List.of());
    private static final Reader.HostUser MODERATOR = new Reader.HostUser(HostIdentity.of("user-2"), List.of());

    private final List<HostIdentity> asked = new ArrayList<>();
    private boolean isBroken;
    private final TestBlog test = new TestBlog(blog -> blog.staff(this::standing));
    private final Comments comments = test.blog.comments();
    private final Article article = test.published(edit -> edit.title("Un article"));

    private Optional<Staff.Standing> standing(HostIdentity who) {
        asked.add(who);
        if (isBroken) {
            throw new IllegalStateException("the directory does not answer");
        }
        return switch (who.value()) {
            case "user-1" -> Optional.of(Staff.Standing.AUTHOR);
            case "user-2" -> Optional.of(Staff.Standing.MODERATOR);
            default -> Optional.empty();
        };
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Comment say(String name, Reader reader) {
        return comments.submit(CommentRequest.on(article.id(), Commenter.named(name), "Merci !"), reader);
    }

    private CommentView shown(Comment comment) {
        comments.approve(comment.id(), comment.version());
        return comments.thread(article.id(), Reader.ANONYMOUS, Optional.empty(), 100).orElseThrow().comments().stream()
                .filter(view -> view.id().equals(comment.id()))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class A_user_of_the_host {

        @Test
        void signs_with_what_the_host_says() {
            Commenter typed = Commenter.named("Mallory")
                    .withEmail(EmailAddress.of("mallory@example.net"))
                    .withUrl(HttpUrl.of("https://mallory.example"));
            Reader.HostUser ana = USER.named("Ana")
                    .withEmail(EmailAddress.of("ana@example.org"))
                    .withUrl(HttpUrl.of("https://ana.example"));

            Comment said = comments.submit(CommentRequest.on(article.id(), typed, "Merci !"), ana);

            assertThat(said.commenter())
                    .isEqualTo(Commenter.named("Ana")
                            .withEmail(EmailAddress.of("ana@example.org"))
                            .withUrl(HttpUrl.of("https://ana.example"))
                            .withIdentity(USER.identity()));
            assertThat(comments.by(new CommenterKey.HostUser(USER.identity()), PageRequest.first(9))
                            .items())
                    .containsExactly(said);
        }

        @Test
        void is_asked_for_what_the_host_does_not_say() {
            assertThat(say("Ana", USER).commenter())
                    .isEqualTo(Commenter.named("Ana").withIdentity(USER.identity()));
        }

        @Test
        void is_nobody_else_by_saying_so() throws InterruptedException {
            Commenter forged = Commenter.named("Mallory").withIdentity(AUTHOR.identity());
            CommentRequest request = CommentRequest.on(article.id(), forged, "Merci !");

            assertThat(comments.submit(request, Reader.ANONYMOUS).commenter().identity())
                    .isEmpty();
            assertThat(comments.submit(request, USER).commenter().identity()).contains(USER.identity());
            Reader.Member member = new Reader.Member(
                    test.member("zoe@example.org").subscriber().id(), List.of());
            assertThat(comments.submit(request, member).commenter().identity()).isEmpty();
            assertThat(comments.submit(request, member).commenter().member()).contains(member.subscriber());
            Commenter asMember = Commenter.named("Mallory").asMember(member.subscriber());
            assertThat(comments.submit(CommentRequest.on(article.id(), asMember, "Merci !"), Reader.ANONYMOUS)
                            .commenter()
                            .member())
                    .isEmpty();
        }
    }

    @Nested
    class A_badge {

        @Test
        void comes_from_who_somebody_is_in_the_host() {
            assertThat(shown(say("Moi", AUTHOR)).standing()).contains(Staff.Standing.AUTHOR);
            assertThat(shown(say("Moi", MODERATOR)).standing()).contains(Staff.Standing.MODERATOR);
            assertThat(shown(say("Moi", USER)).standing()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"user-1", "author", "Moderator"})
        void never_comes_from_a_name(String name) {
            CommentView view = shown(say(name, Reader.ANONYMOUS));

            assertThat(view.standing()).isEmpty();
            assertThat(view.isGuest()).isTrue();
        }

        @Test
        void tells_guests_from_users_and_is_nothing_that_is_left_of_the_erased() {
            Comment guest = say("Guest", Reader.ANONYMOUS);
            assertThat(shown(guest).isGuest()).isTrue();
            Comment said = say("Moi", AUTHOR);
            assertThat(shown(said).isGuest()).isFalse();
            Comment answer = comments.submit(
                    CommentRequest.on(article.id(), Commenter.named("Zoë"), "Oui")
                            .answering(said.id()),
                    Reader.ANONYMOUS);
            comments.approve(answer.id(), answer.version());
            comments.erase(said.id());
            CommentView tombstone =
                    comments
                            .thread(article.id(), Reader.ANONYMOUS, Optional.empty(), 9)
                            .orElseThrow()
                            .comments()
                            .stream()
                            .filter(CommentView::erased)
                            .findFirst()
                            .orElseThrow();
            assertThat(tombstone.isGuest()).isFalse();
            assertThat(tombstone.standing()).isEmpty();
        }

        @Test
        void is_asked_for_once_for_each_user_of_a_page() {
            shown(say("Moi", AUTHOR));
            shown(say("Moi encore", AUTHOR));
            asked.clear();
            shown(say("Moi", USER));

            assertThat(asked).containsOnlyOnce(AUTHOR.identity());
        }

        @Test
        void is_nobodys_while_nobody_can_tell() {
            Comment said = say("Moi", AUTHOR);
            isBroken = true;
            CommentView view = shown(said);

            assertThat(view.standing()).isEmpty();
            assertThat(view.isGuest()).isFalse();
        }
    }

    @Nested
    class The_name_of_an_author {

        CommentersTest withAuthors() {
            test.blog.authors().describe(Author.named(Slug.of("zoe"), "Zoë Martin"));
            test.blog.authors().describe(Author.named(Slug.of("ivan"), "Иван Петров"));
            test.blog.authors().describe(Author.named(Slug.of("nikos"), "ΝΙΚΟΣ"));
            test.published(edit -> edit.title("Un").authors(List.of(Slug.of("paul"))));
            test.blog.articles().draft(edit -> edit.title("Un secret").authors(List.of(Slug.of("agathe"))));
            return CommentersTest.this;
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Zoë Martin",
                    "zoë martin",
                    "ZOË MARTIN",
                    "Zoe Martin",
                    "Zoë  Martin",
                    "Zoë\u00a0Martin",
                    "ZoëMartin",
                    "Zoë\u200bMartin",
                    "Zoë Mar\u00adtin",
                    "\u202eZoë Martin\u202c",
                    "Zoe\u0308 Martin",
                    "Ｚｏë Ｍartin",
                    "Zоë Martin",
                    "ΖΟË ΜΑRΤΙN",
                    "Z0ë Martin",
                    "Zoë Mart1n",
                    "Zoë Martln",
                    "Zoë Martın",
                    "Zoë_Martin.",
                    "«Zoë Martin» ✓",
                    "Zoë Martin\ufe0f",
                    "Zoë\u3164Martin",
                    "иван петров",
                    "ИВАН ПЕТРОВ",
                    "Νίκος",
                    "νικος",
                    "NIKOΣ"
                })
        void is_taken_by_nobody_else(String name) {
            withAuthors();

            for (Reader reader : List.of(Reader.ANONYMOUS, USER, MODERATOR)) {
                assertThatThrownBy(() -> say(name, reader))
                        .as("%s by %s", name, reader)
                        .isInstanceOfSatisfying(
                                CommentRefusedException.class,
                                refused -> assertThat(refused.reason())
                                        .isEqualTo(CommentRefusedException.Reason.NAME_OF_AN_AUTHOR));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Zoë",
                    "Zoë Martinez",
                    "Martin Zoë",
                    "Jean Martin",
                    "Иван",
                    "Agathe",
                    "Paul",
                    "✓",
                    "李",
                    "मार्टिन"
                })
        void is_not_seen_in_another(String name) {
            withAuthors();

            assertThat(say(name, Reader.ANONYMOUS).commenter().name()).contains(name);
        }

        @Test
        void is_theirs_and_whose_the_host_says_it_is() {
            withAuthors();

            assertThat(say("Zoë Martin", AUTHOR).commenter().name()).contains("Zoë Martin");
            assertThat(say("any", USER.named("Zoë Martin")).commenter().name()).contains("Zoë Martin");
        }

        @Test
        void is_protected_as_soon_as_they_are_described_and_free_once_they_are_forgotten() {
            assertThat(say("Zoë Martin", Reader.ANONYMOUS)).isNotNull();
            withAuthors();
            assertThatThrownBy(() -> say("Zoë Martin", Reader.ANONYMOUS)).isInstanceOf(CommentRefusedException.class);
            test.blog.authors().forget(Slug.of("zoe"));
            assertThat(say("Zoë Martin", Reader.ANONYMOUS)).isNotNull();
        }

        @Test
        void cannot_be_tried_at_will() {
            try (TestBlog limited =
                    new TestBlog(blog -> blog.rateLimiter(RateLimiter.inMemory(() -> TestBlog.START)))) {
                limited.blog.authors().describe(Author.named(Slug.of("zoe"), "Zoë Martin"));
                Article post = limited.published(edit -> edit.title("Un"));
                CommentRequest request = CommentRequest.on(post.id(), Commenter.named("Zoë Martin"), "Oui")
                        .from("192.0.2.1");
                for (int i = 0; i < 10; i++) {
                    assertThatThrownBy(() -> limited.blog.comments().submit(request, Reader.ANONYMOUS))
                            .isInstanceOf(CommentRefusedException.class);
                }
                assertThatThrownBy(() -> limited.blog.comments().submit(request, Reader.ANONYMOUS))
                        .isInstanceOf(RateLimitedException.class);
            }
        }
    }
}
