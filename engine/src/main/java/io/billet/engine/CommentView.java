package io.billet.engine;

import io.billet.core.CommentId;
import io.billet.core.HttpUrl;
import java.time.Instant;
import java.util.Optional;

/**
 * A comment as readers see it: without address and identity, its text as safe HTML.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id        identity
 * @param parent    the comment it answers
 * @param name      who says it; empty if erased
 * @param url       the commenter's own site
 * @param html      what is said; empty if erased
 * @param createdAt when it was said
 * @param editedAt  when its author last changed it
 * @param erased    whether only its place remains
 */
public record CommentView(
        CommentId id,
        Optional<CommentId> parent,
        Optional<String> name,
        Optional<HttpUrl> url,
        String html,
        Instant createdAt,
        Optional<Instant> editedAt,
        boolean erased) {}
