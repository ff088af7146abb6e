package io.billet.engine.internal.newsletter;

import io.billet.core.ArticleAccess;
import io.billet.core.IllegalTransitionException;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.Reader;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.IssueStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets issues rest, go on, and end before their time. */
public final class HaltIssue {

    private final Supplier<IssueStore> issues;
    private final ArticleStore articles;
    private final IssueChanges changes;
    private final LastSeen lastSeen;
    private final InstantSource clock;
    private final Runnable wake;

    /** @param wake tells the job that an issue goes on */
    HaltIssue(
            Supplier<IssueStore> issues,
            ArticleStore articles,
            IssueChanges changes,
            LastSeen lastSeen,
            InstantSource clock,
            Runnable wake) {
        this.issues = issues;
        this.articles = articles;
        this.changes = changes;
        this.lastSeen = lastSeen;
        this.clock = clock;
        this.wake = wake;
    }

    public Issue pause(IssueId id) {
        return changes.change(id, issue -> issue.pause(IssueState.Reason.OWNER, clock.instant()));
    }

    public Issue resume(IssueId id) {
        Issue paused = changes.require(id);
        if (articles.summaries(List.of(paused.article())).stream()
                .allMatch(article ->
                        ArticleAccess.of(article, Reader.ANONYMOUS, clock.instant()) == ArticleAccess.NONE)) {
            throw new IllegalTransitionException(
                    "Issue", id.toString(), "of an article that is not public", "be resumed");
        }
        // Before the state: a node that saw it go on first would find it late once more.
        lastSeen.forget(id);
        Issue resumed = changes.change(id, issue -> issue.resume(clock.instant()));
        wake.run();
        return resumed;
    }

    /** What workers have in their hands then comes to its end. */
    public Issue cancel(IssueId id) {
        IssueStore store = issues.get();
        Issue cancelled = changes.change(id, issue -> issue.cancel(store.counts(id), clock.instant()));
        store.cancelPending(id);
        lastSeen.forget(id);
        return cancelled;
    }

    /** Lets all rest that are on their way or planned; for a copy of a database that becomes a deployment of its own. */
    public int pauseAll(IssueState.Reason reason) {
        int paused = 0;
        for (IssueState.Kind kind :
                List.of(IssueState.Kind.PLANNED, IssueState.Kind.PREPARING, IssueState.Kind.SENDING)) {
            List<IssueSummary> open;
            do {
                open = issues.get().list(IssueQuery.all().in(kind), Optional.empty(), Bounds.LONGEST_LIST);
                for (IssueSummary issue : open) {
                    changes.change(issue.id(), each -> each.pause(reason, clock.instant()));
                    paused++;
                }
            } while (open.size() == Bounds.LONGEST_LIST);
        }
        return paused;
    }
}
