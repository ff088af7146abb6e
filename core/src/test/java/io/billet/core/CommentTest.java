package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTest {

    private static final Instant MONDAY = Samples.MONDAY;
    private static final Instant TUESDAY = Samples.TUESDAY;
    private static final Comment HELD = Samples.held();

    private static Comment in(CommentState state) {
        return switch (state) {
            case HELD -> HELD;
            case VISIBLE -> HELD.approve();
            case HIDDEN -> HELD.hide();
            case SPAM -> HELD.markAsSpam();
            case ERASED -> HELD.erase();
        };
    }

    @Nested
    class A_moderator {

        @ParameterizedTest
        @EnumSource(value = CommentState.class, mode = EnumSource.Mode.EXCLUDE, names = "ERASED")
        void moves_a_comment_anywhere_and_changes_nothing_else(CommentState from) {
            Comment comment = in(from);
            assertThat(comment.state()).isEqualTo(from);
            assertThat(comment.approve().state()).isEqualTo(CommentState.VISIBLE);
            assertThat(comment.hide().state()).isEqualTo(CommentState.HIDDEN);
            assertThat(comment.markAsSpam().state()).isEqualTo(CommentState.SPAM);
            assertThat(comment.hide())
                    .usingRecursiveComparison()
                    .ignoringFields("state")
                    .isEqualTo(HELD);
        }

        @Test
        void cannot_bring_back_what_is_erased() {
            Comment erased = HELD.erase();
            for (Runnable change : List.<Runnable>of(
                    erased::approve, erased::hide, erased::markAsSpam, () -> erased.edit("again", TUESDAY))) {
                assertThatThrownBy(change::run)
                        .asInstanceOf(type(IllegalTransitionException.class))
                        .returns("Comment", IllegalTransitionException::object)
                        .returns(Samples.COMMENT.toString(), IllegalTransitionException::id)
                        .returns("erased", IllegalTransitionException::state);
            }
        }
    }

    @Nested
    class A_tombstone {

        @ParameterizedTest
        @EnumSource(CommentState.class)
        void keeps_the_place_in_the_thread_and_nothing_of_what_was_said_or_by_whom(CommentState from) {
            Comment tombstone = in(from).erase();
            assertThat(tombstone)
                    .isEqualTo(new Comment(
                            Samples.COMMENT,
                            Samples.ARTICLE,
                            Optional.of(Samples.PARENT),
                            Commenter.ERASED,
                            "",
                            CommentState.ERASED,
                            MONDAY,
                            Optional.empty(),
                            0));
            assertThat(tombstone.toString()).doesNotContain("Zoë", "Merci", "user:7", "example.org");
        }

        @Test
        void forgets_when_it_was_edited() {
            assertThat(HELD.edit("x", TUESDAY).erase().editedAt()).isEmpty();
        }

        @Test
        void cannot_keep_text_or_commenter() {
            assertThatThrownBy(() -> with(CommentState.ERASED, Commenter.ERASED, "text", Optional.empty()))
                    .hasMessage("Comment.state is inconsistent: erased, but text or commenter remain");
            assertThatThrownBy(() -> with(CommentState.ERASED, Commenter.named("Zoë"), "", Optional.empty()))
                    .hasMessage("Comment.state is inconsistent: erased, but text or commenter remain");
        }
    }

    @Nested
    class A_name {

        @Test
        void loses_what_a_reader_does_not_see() {
            assertThat(Commenter.named("\u202eeoZ\u202c").name()).contains("eoZ");
            assertThat(Commenter.named("Zo\u200b\u00ad\u2060\ufeff\u200e\u200f\u061c\u2066\u2069\u034fe")
                            .name())
                    .contains("Zoe");
            assertThat(Commenter.named("Z\u200do\u200ce").name()).contains("Zoe");
            assertThat(Commenter.named("\u200dZoe\udb40\udc41").name()).contains("Zoe");
            assertThatThrownBy(() -> Commenter.named("\u202e\u200b")).hasMessage("Commenter.name must not be blank");
        }

        @Test
        void keeps_what_its_script_needs() {
            for (String name : List.of(
                    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                    "\u0915\u094d\u200d\u0937",
                    "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
                    "\u2764\ufe0f\u200d\ud83d\udd25",
                    "Zoe\u0301")) {
                assertThat(Commenter.named(name).name())
                        .contains(java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFC));
            }
        }
    }

    @Nested
    class An_edit {

        @Test
        void says_something_else_in_the_same_state() {
            Comment edited = HELD.approve().edit("Pardon", TUESDAY);
            assertThat(edited.markdown()).isEqualTo("Pardon");
            assertThat(edited.state()).isEqualTo(CommentState.VISIBLE);
            assertThat(edited.editedAt()).contains(TUESDAY);
            assertThat(HELD.edit("x", MONDAY.minusSeconds(9)).editedAt()).contains(MONDAY);
        }
    }

    @Nested
    class A_comment_that_cannot_be {

        @ParameterizedTest
        @ValueSource(strings = {"", " \n\t", "\u00a0", "\u200b", "\u3164"})
        void says_nothing(String markdown) {
            assertThatThrownBy(() -> HELD.edit(markdown, TUESDAY)).hasMessage("Comment.markdown must not be blank");
        }

        @Test
        void says_too_much() {
            assertThat(HELD.edit("x".repeat(10_000), TUESDAY).markdown()).hasSize(10_000);
            assertThatThrownBy(() -> HELD.edit("x".repeat(10_001), TUESDAY))
                    .hasMessage("Comment.markdown is too long: 10000 characters at most, got 10001 characters");
        }

        @Test
        void is_said_by_nobody() {
            assertThatThrownBy(() -> with(CommentState.HELD, Commenter.ERASED, "x", Optional.empty()))
                    .hasMessage("Commenter.name must not be blank");
        }

        @Test
        void answers_itself() {
            assertThatThrownBy(() -> Comment.submit(
                            Samples.COMMENT,
                            Samples.ARTICLE,
                            Optional.of(Samples.COMMENT),
                            Samples.commenter(),
                            "x",
                            MONDAY))
                    .hasMessage("Comment.parent is inconsistent: it answers itself");
        }

        @Test
        void was_edited_before_it_was_said() {
            assertThatThrownBy(() ->
                            with(CommentState.HELD, Samples.commenter(), "x", Optional.of(MONDAY.minusSeconds(1))))
                    .hasMessage("Comment.editedAt is inconsistent: it lies before createdAt");
        }

        @Test
        void has_a_negative_version() {
            assertThatThrownBy(() -> HELD.withVersion(-1)).isInstanceOf(InvalidValueException.class);
            assertThat(HELD.withVersion(4).version()).isEqualTo(4);
        }
    }

    private static Comment with(CommentState state, Commenter commenter, String markdown, Optional<Instant> editedAt) {
        return new Comment(
                Samples.COMMENT, Samples.ARTICLE, Optional.empty(), commenter, markdown, state, MONDAY, editedAt, 0);
    }
}
