package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a reader says about an article, or about another reader's comment on it.
 *
 * <pre>{@code
 * Comment held = Comment.submit(id, article.id(), Optional.empty(), Commenter.named("Zoë"), "Merci !", now);
 * Comment visible = held.approve();
 * }</pre>
 *
 * <p>The state changes only by {@link #approve}, {@link #hide}, {@link #markAsSpam} and {@link #erase}; each returns a
 * new comment and leaves {@link #version} to the store. An erased comment has neither text nor commenter, and no way
 * back.
 *
 * <p>Immutable and thread-safe. Times are kept to the microsecond.
 *
 * @param id        identity, never reused
 * @param article   the article it is about
 * @param parent    the comment it answers, of the same article; never itself
 * @param commenter who says it; {@link Commenter#ERASED} if and only if erased
 * @param markdown  what is said; 1 to {@value #MAX_MARKDOWN} characters, not only blanks; empty if and only if erased
 * @param state     where it stands
 * @param createdAt when it was said
 * @param editedAt  when its author last changed it; not before {@code createdAt}
 * @param version   0 if never stored, else counted up by the store with each change
 */
@JsonModel
@JsonPropertyOrder({"id", "article", "parent", "commenter", "markdown", "state", "createdAt", "editedAt", "version"})
public record Comment(
        CommentId id,
        ArticleId article,
        Optional<CommentId> parent,
        Commenter commenter,
        String markdown,
        CommentState state,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<Instant> editedAt,
        @JsonCount long version) {

    /** The longest comment, in characters. */
    public static final int MAX_MARKDOWN = 10_000;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, too long, or contradicts another
     */
    public Comment {
        id = Field.of("Comment", "id").required(id);
        article = Field.of("Comment", "article").required(article);
        commenter = Field.of("Comment", "commenter").required(commenter);
        markdown = Field.of("Comment", "markdown").text(markdown, MAX_MARKDOWN);
        state = Field.of("Comment", "state").required(state);
        createdAt = Field.of("Comment", "createdAt").time(createdAt);
        editedAt = Field.of("Comment", "editedAt").optionalTime(editedAt);
        version = Field.of("Comment", "version").atLeastZero(version);
        boolean erased = state == CommentState.ERASED;
        if (!erased && Invisible.only(markdown)) {
            throw InvalidValueException.blank("Comment", "markdown");
        }
        if (!erased && commenter.name().isEmpty()) {
            throw InvalidValueException.blank("Commenter", "name");
        }
        if (erased && !(markdown.isEmpty() && commenter.equals(Commenter.ERASED))) {
            throw InvalidValueException.inconsistent("Comment", "state", "erased, but text or commenter remain");
        }
        if (parent.isPresent() && parent.get().equals(id)) {
            throw InvalidValueException.inconsistent("Comment", "parent", "it answers itself");
        }
        if (editedAt.isPresent() && editedAt.get().isBefore(createdAt)) {
            throw InvalidValueException.inconsistent("Comment", "editedAt", "it lies before createdAt");
        }
    }

    /**
     * Makes a comment that waits for a moderator and has never been stored.
     *
     * @param id        identity
     * @param article   the article it is about
     * @param parent    the comment it answers
     * @param commenter who says it
     * @param markdown  what is said
     * @param now       the time
     * @return a held comment
     * @throws InvalidValueException if a value is missing or too long
     */
    public static Comment submit(
            CommentId id,
            ArticleId article,
            Optional<CommentId> parent,
            Commenter commenter,
            String markdown,
            Instant now) {
        return new Comment(id, article, parent, commenter, markdown, CommentState.HELD, now, Optional.empty(), 0);
    }

    /**
     * Shows it. Approving what is visible changes nothing.
     *
     * @return a visible comment
     * @throws IllegalTransitionException if it is erased
     */
    public Comment approve() {
        return become(CommentState.VISIBLE, "be approved");
    }

    /**
     * Takes it out of sight.
     *
     * @return a hidden comment
     * @throws IllegalTransitionException if it is erased
     */
    public Comment hide() {
        return become(CommentState.HIDDEN, "be hidden");
    }

    /**
     * Calls it spam.
     *
     * @return a comment marked as spam
     * @throws IllegalTransitionException if it is erased
     */
    public Comment markAsSpam() {
        return become(CommentState.SPAM, "be marked as spam");
    }

    /**
     * Forgets what was said and by whom, for good. Erasing twice changes nothing.
     *
     * @return a tombstone
     */
    public Comment erase() {
        return new Comment(
                id, article, parent, Commenter.ERASED, "", CommentState.ERASED, createdAt, Optional.empty(), version);
    }

    /**
     * Says something else instead.
     *
     * @param newMarkdown what is said now
     * @param now         the time; an earlier time than {@link #createdAt} counts as that
     * @return the changed comment, in the state it was in
     * @throws IllegalTransitionException if it is erased
     * @throws InvalidValueException      if the text is blank or too long
     */
    public Comment edit(String newMarkdown, Instant now) {
        refuseIfErased("be edited");
        Instant at = now.isBefore(createdAt) ? createdAt : now;
        return new Comment(id, article, parent, commenter, newMarkdown, state, createdAt, Optional.of(at), version);
    }

    /**
     * Returns the same comment with that version; for stores.
     *
     * @param newVersion the version under which a store keeps this comment; 1 or greater
     */
    public Comment withVersion(long newVersion) {
        return new Comment(id, article, parent, commenter, markdown, state, createdAt, editedAt, newVersion);
    }

    private Comment become(CommentState newState, String transition) {
        refuseIfErased(transition);
        return new Comment(id, article, parent, commenter, markdown, newState, createdAt, editedAt, version);
    }

    private void refuseIfErased(String transition) {
        if (state == CommentState.ERASED) {
            throw new IllegalTransitionException(
                    "Comment", id.toString(), state.name().toLowerCase(Locale.ROOT), transition);
        }
    }
}
