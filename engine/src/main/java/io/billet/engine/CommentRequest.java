package io.billet.engine;

import io.billet.core.ArticleId;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.engine.spi.RateLimiter;
import io.billet.storage.api.IdempotencyKey;
import java.util.Optional;

/**
 * What somebody who fills in the form to comment says.
 *
 * <pre>{@code
 * CommentRequest.on(article.id(), Commenter.named("Zoë"), "Merci !").answering(comment.id())
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param article        what it is about
 * @param parent         the comment it answers
 * @param commenter      who says it
 * @param markdown       what is said
 * @param key            names the intention, so that sending the form twice says it once
 * @param networkAddress where it came from, counted by the {@link RateLimiter} and not stored
 */
public record CommentRequest(
        ArticleId article,
        Optional<CommentId> parent,
        Commenter commenter,
        String markdown,
        Optional<IdempotencyKey> key,
        Optional<String> networkAddress) {

    /**
     * Returns a request that answers no other comment.
     *
     * @param article   what it is about
     * @param commenter who says it
     * @param markdown  what is said
     */
    public static CommentRequest on(ArticleId article, Commenter commenter, String markdown) {
        return new CommentRequest(article, Optional.empty(), commenter, markdown, Optional.empty(), Optional.empty());
    }

    /**
     * Returns this request as an answer.
     *
     * @param comment the comment it answers
     */
    public CommentRequest answering(CommentId comment) {
        return new CommentRequest(article, Optional.of(comment), commenter, markdown, key, networkAddress);
    }

    /**
     * Returns this request, which has its effect once however often it is sent.
     *
     * @param intention names the intention
     */
    public CommentRequest once(IdempotencyKey intention) {
        return new CommentRequest(article, parent, commenter, markdown, Optional.of(intention), networkAddress);
    }

    /**
     * Returns this request with its origin.
     *
     * @param address where it came from
     */
    public CommentRequest from(String address) {
        return new CommentRequest(article, parent, commenter, markdown, key, Optional.of(address));
    }
}
