package io.billet.web.theme;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What has been said about an article.
 *
 * <p>Immutable and thread-safe.
 *
 * @param comments answers below what they answer, else the oldest first
 * @param first    the thread's first page, if there are others between that and this
 * @param previous the page before, if this is not the first
 * @param next     the page that follows, if there is one
 * @param form     the form to comment; empty if the discussion is closed
 */
public record CommentThread(
        List<ThreadedComment> comments,
        Optional<URI> first,
        Optional<URI> previous,
        Optional<URI> next,
        Optional<CommentForm> form) {

    /** The furthest indentation. Deeper answers stand there too, and say whom they answer. */
    public static final int MAX_DEPTH = 4;

    /** Copies the list. */
    public CommentThread {
        comments = List.copyOf(comments);
    }
}
