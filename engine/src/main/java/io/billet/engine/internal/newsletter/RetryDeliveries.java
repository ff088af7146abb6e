package io.billet.engine.internal.newsletter;

import io.billet.core.DeliveryId;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.storage.api.IssueStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Supplier;

/** Has deliveries tried again of which nobody knows whether they came, or which were given up. */
public final class RetryDeliveries {

    private final Supplier<IssueStore> issues;
    private final IssueChanges changes;
    private final LastSeen lastSeen;
    private final InstantSource clock;
    private final Runnable wake;

    RetryDeliveries(
            Supplier<IssueStore> issues, IssueChanges changes, LastSeen lastSeen, InstantSource clock, Runnable wake) {
        this.issues = issues;
        this.changes = changes;
        this.lastSeen = lastSeen;
        this.clock = clock;
        this.wake = wake;
    }

    /** The rows first: an issue that is on its way without open rows is completed by the next look. */
    public int retry(IssueId id, Collection<DeliveryId> deliveries) {
        // Refuses what is cancelled, before anything is written.
        changes.require(id).reopen(clock.instant());
        int reopened = issues.get().reopen(id, deliveries, clock.instant());
        if (reopened > 0) {
            lastSeen.forget(id);
            changes.change(
                    id,
                    issue -> issue.state().kind() == IssueState.Kind.COMPLETED ? issue.reopen(clock.instant()) : issue);
            wake.run();
        }
        return reopened;
    }
}
