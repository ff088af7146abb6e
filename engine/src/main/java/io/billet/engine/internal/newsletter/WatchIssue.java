package io.billet.engine.internal.newsletter;

import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.engine.IssueProgress;
import io.billet.engine.IssueProgress.FailureKind;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.IssueStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How far an issue has come. How fast it goes is told by what was seen when it was asked before. Thread-safe. */
public final class WatchIssue {

    private static final Duration LOOKS_BACK = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MOST_WATCHED = 100;

    private final Supplier<IssueStore> issues;
    private final IssueChanges changes;
    private final InstantSource clock;
    private final Map<IssueId, Deque<Sample>> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IssueId, Deque<Sample>> eldest) {
            return size() > MOST_WATCHED;
        }
    };

    private record Sample(Instant at, long done) {}

    WatchIssue(Supplier<IssueStore> issues, IssueChanges changes, InstantSource clock) {
        this.issues = issues;
        this.changes = changes;
        this.clock = clock;
    }

    public IssueProgress progress(IssueId id) {
        Issue issue = changes.require(id);
        DeliveryCounts counts = issues.get().counts(id);
        Sample now = new Sample(clock.instant(), counts.total() - counts.open());
        double perSecond = issue.state() instanceof IssueState.Sending sending ? perSecond(id, now, sending.at()) : 0;
        Optional<Duration> remaining = perSecond > 0
                ? Optional.of(Duration.ofMillis((long) (counts.open() * 1000 / perSecond)))
                : Optional.empty();
        return new IssueProgress(IssueSummary.of(issue), counts, perSecond, remaining, failures(id, counts));
    }

    private synchronized double perSecond(IssueId id, Sample now, Instant since) {
        Deque<Sample> samples = seen.computeIfAbsent(id, any -> new ArrayDeque<>());
        samples.removeIf(sample -> sample.at().plus(LOOKS_BACK).isBefore(now.at()));
        Optional<Sample> first = Optional.ofNullable(samples.peekFirst())
                .filter(sample -> !sample.at().plus(SHORTEST).isAfter(now.at()));
        Sample latest = samples.peekLast();
        if (latest == null || latest.at().plus(SHORTEST).isBefore(now.at())) {
            samples.addLast(now);
        }
        // Nobody has asked before: all that was done since it went on its way.
        Sample from = first.orElseGet(() -> new Sample(since, 0));
        long millis = Duration.between(from.at(), now.at()).toMillis();
        return millis <= 0 ? 0 : Math.max(0, now.done() - from.done()) * 1000.0 / millis;
    }

    private Map<FailureKind, Long> failures(IssueId id, DeliveryCounts counts) {
        Map<FailureKind, Long> failures = new EnumMap<>(FailureKind.class);
        Optional<DeliveryId> after = Optional.empty();
        for (int looked = 0;
                looked < Math.min(counts.failed(), IssueProgress.FAILURES_LOOKED_AT);
                looked += Bounds.MOST_AT_ONCE) {
            List<Delivery> part = issues.get().deliveries(id, DeliveryState.Kind.FAILED, after, Bounds.MOST_AT_ONCE);
            for (Delivery delivery : part) {
                String reason = ((DeliveryState.Failed) delivery.state()).reason();
                failures.merge(Failure.kindOf(reason), 1L, Long::sum);
                after = Optional.of(delivery.id());
            }
        }
        return failures;
    }
}
