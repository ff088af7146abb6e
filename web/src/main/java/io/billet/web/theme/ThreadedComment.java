package io.billet.web.theme;

import io.billet.engine.CommentView;
import java.net.URI;
import java.util.Optional;

/**
 * A comment at its place in the thread.
 *
 * <p>Immutable and thread-safe.
 *
 * @param comment   what is said
 * @param depth     how far to indent it: 0 to {@link CommentThread#MAX_DEPTH}
 * @param answered  the name of whom it answers, if they are still to be named
 * @param isContext whether it belongs to an earlier page, and stands here because others answer it
 * @param place     its address, at the head of a page
 * @param answer    the address of the form to answer it; empty if the thread takes no answers
 */
public record ThreadedComment(
        CommentView comment,
        int depth,
        Optional<String> answered,
        boolean isContext,
        URI place,
        Optional<URI> answer) {}
