package io.billet.engine;

import io.billet.core.CommentId;
import io.billet.core.HttpUrl;
import io.billet.engine.spi.Staff;
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
 * @param standing  what its author is to the blog, by who they are in the host application and never by a name
 * @param isGuest   whether its author was not signed in as a user of the host, so that nobody but themselves says what they are called;
 *                  not of what is erased
 */
public record CommentView(
        CommentId id,
        Optional<CommentId> parent,
        Optional<String> name,
        Optional<HttpUrl> url,
        String html,
        Instant createdAt,
        Optional<Instant> editedAt,
        boolean erased,
        Optional<Staff.Standing> standing,
        boolean isGuest) {}
