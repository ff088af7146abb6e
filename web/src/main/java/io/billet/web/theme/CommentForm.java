package io.billet.web.theme;

import io.billet.core.CommentId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The form to comment. It is sent by POST to {@link io.billet.engine.BlogUrls#comments} as {@code name}, {@code email},
 * {@code url}, {@code text} and, if it answers a comment, {@code reply-to}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name      what was typed, if the form comes back, else empty; and so are the following
 * @param email     what was typed
 * @param url       what was typed
 * @param text      what was typed
 * @param replyTo   the comment it answers
 * @param errors    what is wrong, in the reader's language, by field; the key {@code form} is for none in particular
 * @param asks      what it asks for besides the text, of {@code name}, {@code email} and {@code url}: not for what is known of members and
 *                  users of the host. What is sent in other fields counts for nothing
 * @param isHeld    whether a moderator reads every comment before it appears
 */
public record CommentForm(
        String name,
        String email,
        String url,
        String text,
        Optional<Answered> replyTo,
        Map<String, String> errors,
        Set<String> asks,
        boolean isHeld) {

    /**
     * The comment that is answered.
     *
     * @param id    to be sent as {@code reply-to}
     * @param name  who wrote it
     * @param place its address
     */
    public record Answered(CommentId id, String name, URI place) {}

    /** Copies the map and the set. */
    public CommentForm {
        asks = Set.copyOf(asks);
        errors = Map.copyOf(errors);
    }

    /**
     * Returns an empty form.
     *
     * @param asks   what it asks for besides the text
     * @param isHeld whether a moderator reads every comment before it appears
     */
    public static CommentForm empty(Set<String> asks, boolean isHeld) {
        return new CommentForm("", "", "", "", Optional.empty(), Map.of(), asks, isHeld);
    }

    /**
     * Returns whether it asks for that.
     *
     * @param field {@code name}, {@code email} or {@code url}
     */
    public boolean asksFor(String field) {
        return asks.contains(field);
    }

    /**
     * Returns what is wrong with a field.
     *
     * @param field {@code name}, {@code email}, {@code url}, {@code text} or {@code form}
     */
    public Optional<String> error(String field) {
        return Optional.ofNullable(errors.get(field));
    }

    /** Returns the field to begin with when the form comes back: the first that is wrong, else the text; else none. */
    public Optional<String> begin() {
        return errors.isEmpty()
                ? Optional.empty()
                : Stream.of("name", "email", "url")
                        .filter(errors::containsKey)
                        .findFirst()
                        .or(() -> Optional.of("text"));
    }

    /**
     * Returns this form with an error.
     *
     * @param problems what is wrong, by field
     */
    public CommentForm refused(Map<String, String> problems) {
        return new CommentForm(name, email, url, text, replyTo, problems, asks, isHeld);
    }

    /**
     * Returns this form as an answer.
     *
     * @param comment the comment it answers
     */
    public CommentForm answering(Answered comment) {
        return new CommentForm(name, email, url, text, Optional.of(comment), errors, asks, isHeld);
    }
}
