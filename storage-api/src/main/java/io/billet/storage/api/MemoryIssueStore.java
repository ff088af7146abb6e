package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueSummary;
import io.billet.core.NotFoundException;
import io.billet.core.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Issues in a map, and a {@link MemoryLedger} for each. */
final class MemoryIssueStore implements IssueStore {

    private final MemoryGuard guard;
    private final NavigableMap<IssueId, Issue> issues = new TreeMap<>();
    private final Map<IdempotencyKey, IssueId> keys = new HashMap<>();
    private final Map<IssueId, MemoryLedger> ledgers = new HashMap<>();

    MemoryIssueStore(MemoryGuard guard) {
        this.guard = guard;
    }

    @Override
    public Issue create(Issue issue, Optional<IdempotencyKey> key) {
        Versions.requireNew("Issue", issue.version());
        return guard.write(() -> key.map(keys::get).map(issues::get).orElseGet(() -> {
            if (issues.containsKey(issue.id())) {
                throw new AlreadyExistsException("Issue", "id", issue.id().toString());
            }
            key.ifPresent(given -> keys.put(given, issue.id()));
            ledgers.put(issue.id(), new MemoryLedger(issue.id()));
            return put(issue.withVersion(1));
        }));
    }

    @Override
    public Issue update(Issue issue) {
        return guard.write(() -> {
            Issue stored = required(issue.id());
            Versions.requireCurrent("Issue", issue.id(), issue.version(), stored.version());
            return put(issue.withVersion(stored.version() + 1));
        });
    }

    @Override
    public Optional<Issue> find(IssueId id) {
        return guard.read(() -> Optional.ofNullable(issues.get(id)));
    }

    @Override
    public List<IssueSummary> list(IssueQuery query, Optional<IssueId> after, int limit) {
        return guard.read(() -> SortedRows.list(issues.descendingMap(), after, limit, query::accepts).stream()
                .map(IssueSummary::of)
                .toList());
    }

    @Override
    public int enqueue(IssueId issue, Collection<Recipient> recipients, Instant now) {
        Bounds.atOnce(recipients, "recipients");
        return guard.write(() -> {
            MemoryLedger ledger = ledger(required(issue).id());
            Set<SubscriberId> met = new HashSet<>();
            List<Recipient> added = recipients.stream()
                    .filter(recipient -> !ledger.has(recipient.subscriber()) && met.add(recipient.subscriber()))
                    .toList();
            requireNewIds(added);
            added.forEach(recipient -> ledger.add(recipient, now));
            return added.size();
        });
    }

    @Override
    public List<ClaimedDelivery> claim(
            IssueId issue, Optional<DeliveryId> after, String worker, int limit, Instant now, Duration lease) {
        Bounds.limitAtOnce(limit);
        if (lease.isZero() || lease.isNegative()) {
            throw new IllegalArgumentException("a lease must be longer than nothing");
        }
        String name = new DeliveryState.Claimed(worker, now).worker();
        return guard.write(() -> ledger(issue).claim(after, name, limit, now, lease));
    }

    @Override
    public Set<DeliveryId> record(Collection<DeliveryReport> reports) {
        Bounds.reports(reports);
        Map<DeliveryReport, DeliveryState> states = new LinkedHashMap<>();
        reports.forEach(report -> states.put(report, report.outcome().toState()));
        return guard.write(() -> {
            Set<DeliveryId> refused = new LinkedHashSet<>();
            states.forEach((report, state) -> {
                if (!record(report, state)) {
                    refused.add(report.delivery());
                }
            });
            return refused;
        });
    }

    private boolean record(DeliveryReport report, DeliveryState state) {
        return ledgerWith(report.delivery())
                .map(ledger -> ledger.record(report.delivery(), report.fence(), state))
                .orElse(false);
    }

    @Override
    public DeliveryCounts counts(IssueId issue) {
        return guard.read(() -> ledger(issue).counts());
    }

    @Override
    public List<Delivery> deliveries(IssueId issue, DeliveryState.Kind state, Optional<DeliveryId> after, int limit) {
        return guard.read(() -> ledger(issue).list(state, after, limit));
    }

    @Override
    public Optional<Delivery> delivery(DeliveryId id) {
        return guard.read(() -> ledgerWith(id).flatMap(ledger -> ledger.find(id)));
    }

    @Override
    public int reopen(IssueId issue, Collection<DeliveryId> deliveries, Instant now) {
        Bounds.atOnce(deliveries, "deliveries");
        return guard.write(() -> ledger(issue).reopen(deliveries, now));
    }

    @Override
    public int cancelPending(IssueId issue) {
        return guard.write(() -> ledger(issue).cancelPending());
    }

    @Override
    public void forget(SubscriberId subscriber) {
        guard.write(() -> {
            ledgers.values().forEach(ledger -> ledger.forget(subscriber));
            return subscriber;
        });
    }

    private void requireNewIds(List<Recipient> recipients) {
        Set<DeliveryId> met = new HashSet<>();
        for (Recipient recipient : recipients) {
            if (ledgerWith(recipient.delivery()).isPresent() || !met.add(recipient.delivery())) {
                throw new AlreadyExistsException(
                        "Delivery", "id", recipient.delivery().toString());
            }
        }
    }

    private Issue required(IssueId id) {
        Issue stored = issues.get(id);
        if (stored == null) {
            throw new NotFoundException("Issue", id.toString());
        }
        return stored;
    }

    private MemoryLedger ledger(IssueId issue) {
        return ledgers.getOrDefault(issue, new MemoryLedger(issue));
    }

    private Optional<MemoryLedger> ledgerWith(DeliveryId delivery) {
        return ledgers.values().stream().filter(ledger -> ledger.has(delivery)).findFirst();
    }

    private Issue put(Issue issue) {
        issues.put(issue.id(), issue);
        return issue;
    }
}
