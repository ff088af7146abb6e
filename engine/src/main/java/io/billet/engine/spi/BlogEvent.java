package io.billet.engine.spi;

import io.billet.core.Article;
import io.billet.core.Comment;
import io.billet.core.IssueSummary;
import io.billet.core.OutboxMail;
import io.billet.core.Subscriber;
import java.util.Set;

/**
 * Something that has happened in a blog and is stored.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface BlogEvent {

    /**
     * An article has come to its readers, by hand or by schedule.
     *
     * @param article as it is now
     * @param notices what its author should know; usually empty
     */
    record ArticlePublished(Article article, Set<ArticleNotice> notices) implements BlogEvent {
        /** Copies the set. */
        public ArticlePublished {
            notices = Set.copyOf(notices);
        }
    }

    /**
     * A published article has been changed.
     *
     * @param article as it is now
     * @param notices what its author should know; usually empty
     */
    record ArticleRevised(Article article, Set<ArticleNotice> notices) implements BlogEvent {
        /** Copies the set. */
        public ArticleRevised {
            notices = Set.copyOf(notices);
        }
    }

    /**
     * An article has been taken from its readers: unpublished, archived or deleted.
     *
     * @param article as it is now; as it was, if deleted
     */
    record ArticleWithdrawn(Article article) implements BlogEvent {}

    /**
     * Somebody has confirmed a subscription.
     *
     * @param subscriber as they are now
     */
    record SubscriberConfirmed(Subscriber subscriber) implements BlogEvent {}

    /**
     * Somebody has ended a subscription.
     *
     * @param subscriber as they are now
     */
    record SubscriberLeft(Subscriber subscriber) implements BlogEvent {}

    /**
     * A mail that belongs to no issue was given up: refused for good, tried in vain for a day, or late and waiting for the owner.
     *
     * @param mail as it is now; its state says why
     */
    record MailGivenUp(OutboxMail mail) implements BlogEvent {}

    /**
     * A comment has been written; its state says whether it waits for a moderator.
     *
     * @param comment as it is now
     */
    record CommentSubmitted(Comment comment) implements BlogEvent {}

    /**
     * A comment has been approved, hidden, called spam or erased.
     *
     * @param comment as it is now
     */
    record CommentModerated(Comment comment) implements BlogEvent {}

    /**
     * A newsletter issue has been planned, or planned for another time.
     *
     * @param issue as it is now
     */
    record IssuePlanned(IssueSummary issue) implements BlogEvent {}

    /**
     * The audience of an issue is frozen and it is on its way, for the first time or again after a pause.
     *
     * @param issue as it is now
     */
    record IssueSent(IssueSummary issue) implements BlogEvent {}

    /**
     * An issue rests: because its owner wants it so, or because they are to decide about it
     * ({@link io.billet.core.IssueState.Reason}).
     *
     * @param issue as it is now
     */
    record IssuePaused(IssueSummary issue) implements BlogEvent {}

    /**
     * All deliveries of an issue are at an end.
     *
     * @param issue as it is now
     */
    record IssueCompleted(IssueSummary issue) implements BlogEvent {}

    /**
     * An issue has been cancelled.
     *
     * @param issue as it is now
     */
    record IssueCancelled(IssueSummary issue) implements BlogEvent {}
}
