package io.billet.engine.internal.mail;

import io.billet.core.CommentState;
import io.billet.core.EmailAddress;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.LanguageTag;
import io.billet.core.OutboxMail;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.BlogListener;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells the blog's owner by mail of what waits for them: an issue that is late, and comments, one mail for all that come within a
 * few minutes, which says how many wait when it is sent. Thread-safe.
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
    private final URI desk;

    /** @param desk the host's page where the owner decides */
    public NotifyOwner(
            MailOutbox outbox,
            MailComposer composer,
            CommentStore comments,
            EmailAddress owner,
            LanguageTag language,
            URI desk) {
        this.outbox = outbox;
        this.composer = composer;
        this.comments = comments;
        this.owner = owner;
        this.language = language;
        this.desk = desk;
    }

    @Override
    public void on(BlogEvent event) {
        if (event instanceof BlogEvent.CommentSubmitted submitted
                && submitted.comment().state() == CommentState.HELD) {
            outbox.putOff(MailPurpose.NOTICE_OF_COMMENTS, "comments", GATHERED);
        } else if (event instanceof BlogEvent.IssuePaused paused
                && paused.issue().state() instanceof IssueState.Paused state
                && state.reason() != IssueState.Reason.OWNER) {
            IssueSummary issue = paused.issue();
            outbox.putOnce(
                    MailPurpose.NOTICE_OF_ISSUE,
                    issue.id().toString(),
                    Optional.of(issue.subject()),
                    "version " + issue.version());
            outbox.wake();
        }
    }

    /** Of an issue that waits for the owner. */
    public Written ofIssue(OutboxMail owed) {
        return new Written.Letter(composer.notice(
                owed.id().value(), owner, language, "issue", desk, owed.note().orElse("")));
    }

    /** Of comments. */
    @Override
    public Written write(OutboxMail owed) {
        long waiting = comments.count(List.of(CommentQuery.all().in(CommentState.HELD)), MOST_COUNTED)
                .get(0);
        return waiting == 0
                ? new Written.Withheld("no comment waits any more")
                : new Written.Letter(composer.notice(owed.id().value(), owner, language, "comments", desk, waiting));
    }
}
