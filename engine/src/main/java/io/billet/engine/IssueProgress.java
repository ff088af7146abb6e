package io.billet.engine;

import io.billet.core.DeliveryCounts;
import io.billet.core.IssueSummary;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How far an issue has come, for a bar on a console or a page.
 *
 * <p>Immutable and thread-safe.
 *
 * @param issue     the issue
 * @param counts    how many deliveries stand where
 * @param perSecond how many came to an end in a second lately, on all nodes together; 0 while it is not on its way
 * @param remaining how long it takes from now on if it goes on so; empty while that cannot be told
 * @param failures  how many of the failed ones failed why; among the first {@value #FAILURES_LOOKED_AT} of them
 */
public record IssueProgress(
        IssueSummary issue,
        DeliveryCounts counts,
        double perSecond,
        Optional<Duration> remaining,
        Map<FailureKind, Long> failures) {

    /** How many failures are looked at. */
    public static final int FAILURES_LOOKED_AT = 10_000;

    /** Copies the map. */
    public IssueProgress {
        failures = Map.copyOf(failures);
    }

    /** Why a delivery failed. */
    public enum FailureKind {
        /** They did not want it any more when it was their turn. */
        LEFT,
        /** They had declined all of its {@linkplain Blog.Builder#topics topics} when it was their turn. */
        DECLINED,
        /** There is no such address; its subscriber is suppressed. */
        ADDRESS,
        /** The mailbox is full or disabled. */
        MAILBOX,
        /** The server did not want the message. */
        CONTENT,
        /** The server did not want the sender. */
        POLICY,
        /** It was refused for now until nobody tried any more. */
        GIVEN_UP,
        /** Anything else. */
        OTHER
    }

    /** Returns for how many recipients it was when the ledger was filled, or is so far. */
    public long total() {
        return counts.total();
    }

    /** Returns how many deliveries are at an end, however. */
    public long done() {
        return counts.total() - counts.open();
    }

    /** Returns the part that is at an end; 0 to 1. */
    public double fraction() {
        return total() == 0 ? 0 : (double) done() / total();
    }
}
