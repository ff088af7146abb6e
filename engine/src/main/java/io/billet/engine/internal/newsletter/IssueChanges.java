package io.billet.engine.internal.newsletter;

import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.engine.internal.Change;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.Retry;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.IssueStore;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes the state of issues, and tells of it: whoever wins, once. */
final class IssueChanges {

    private static final Logger log = LoggerFactory.getLogger(IssueChanges.class);

    private final Supplier<IssueStore> issues;
    private final Listeners listeners;

    IssueChanges(Supplier<IssueStore> issues, Listeners listeners) {
        this.issues = issues;
        this.listeners = listeners;
    }

    Issue require(IssueId id) {
        return issues.get().find(id).orElseThrow(() -> new NotFoundException("Issue", id.toString()));
    }

    /** For the owner, who wants it however it stands meanwhile. */
    Issue change(IssueId id, UnaryOperator<Issue> transition) {
        Change<Issue> change = Retry.onConflict(() -> {
            Issue current = require(id);
            Issue next = transition.apply(current);
            return next.equals(current)
                    ? new Change<>(current, false)
                    : new Change<>(issues.get().update(next), true);
        });
        if (change.made()) {
            tell(change.result());
        }
        return change.result();
    }

    /** For the jobs, which have nothing to do with one that somebody else has changed. */
    Optional<Issue> tryToChange(Issue next) {
        try {
            Issue stored = issues.get().update(next);
            tell(stored);
            return Optional.of(stored);
        } catch (StaleVersionException | NotFoundException e) {
            return Optional.empty();
        }
    }

    void tell(Issue issue) {
        IssueSummary summary = IssueSummary.of(issue);
        if (issue.state() instanceof IssueState.Paused paused) {
            warnOf(issue, paused);
        } else {
            log.info("The issue {} of article {} is {}", issue.id(), issue.article(), issue.state());
        }
        switch (issue.state().kind()) {
            case PLANNED -> listeners.tell(new BlogEvent.IssuePlanned(summary));
            case SENDING -> listeners.tell(new BlogEvent.IssueSent(summary));
            case PAUSED -> listeners.tell(new BlogEvent.IssuePaused(summary));
            case COMPLETED -> listeners.tell(new BlogEvent.IssueCompleted(summary));
            case CANCELLED -> listeners.tell(new BlogEvent.IssueCancelled(summary));
            case PREPARING -> {}
        }
    }

    private static void warnOf(Issue issue, IssueState.Paused paused) {
        switch (paused.reason()) {
            case OWNER -> log.info("The issue {} of article {} is paused", issue.id(), issue.article());
            case LATE ->
                log.warn(
                        "The issue {} of article {} is late and waits: newsletter().resume(...) or cancel(...)",
                        issue.id(),
                        issue.article());
            case CLONE ->
                log.warn(
                        "The issue {} of article {} was another deployment's and waits: newsletter().resume(...) or"
                                + " cancel(...)",
                        issue.id(),
                        issue.article());
        }
    }
}
