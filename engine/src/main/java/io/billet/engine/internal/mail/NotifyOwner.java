package io.billet.engine.internal.mail;

import io.billet.core.CommentState;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.OutboxMail;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.BlogListener;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Tells the blog's owner by mail that comments wait for a moderator: one mail for all that come within a few minutes, which says
 * how many wait when it is sent. Thread-safe.
 */
public final class NotifyOwner implements BlogListener, MailWriter {

    /** How long what happens is gathered. */
    public static final Duration GATHERED = Duration.ofMinutes(5);

    private static final int MOST_COUNTED = 1_000;

    private final MailOutbox outbox;
    private final MailComposer composer;
    private final CommentStore comments;
    private final EmailAddress owner;
    private final LanguageTag language;
    private final URI moderation;

    /** @param moderation where the owner decides about comments */
    public NotifyOwner(
            MailOutbox outbox,
            MailComposer composer,
            CommentStore comments,
            EmailAddress owner,
            LanguageTag language,
            URI moderation) {
        this.outbox = outbox;
        this.composer = composer;
        this.comments = comments;
        this.owner = owner;
        this.language = language;
        this.moderation = moderation;
    }

    @Override
    public void on(BlogEvent event) {
        if (event instanceof BlogEvent.CommentSubmitted submitted
                && submitted.comment().state() == CommentState.HELD) {
            outbox.putOff(MailPurpose.NOTICE_OF_COMMENTS, "comments", GATHERED);
        }
    }

    @Override
    public Written write(OutboxMail owed) {
        long waiting = comments.count(List.of(CommentQuery.all().in(CommentState.HELD)), MOST_COUNTED)
                .get(0);
        return waiting == 0
                ? new Written.Withheld("no comment waits any more")
                : new Written.Letter(
                        composer.notice(owed.id().value(), owner, language, "comments", moderation, waiting));
    }
}
