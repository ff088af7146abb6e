package io.billet.examples.mvstore;

import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueSummary;
import io.billet.core.NotFoundException;
import io.billet.core.SubscriberId;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.ClaimedDelivery;
import io.billet.storage.api.DeliveryReport;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Issues, the ids that keys lead to, and the rows of the ledger. */
final class MvIssues implements IssueStore {

    private final MvFile file;
    private final MvFile.Shelf<Issue> issues;
    private final MvFile.Shelf<IssueId> keys;
    private final MvFile.Shelf<Row> ledger;

    /** @param forgotten whether its subscriber was erased while a worker was at it (ISS-10) */
    record Row(Delivery delivery, boolean forgotten) {
        boolean is(DeliveryState.Kind kind) {
            return delivery.state().kind() == kind;
        }
    }

    MvIssues(MvFile file) {
        this.file = file;
        issues = file.shelf("issues", Issue.class);
        keys = file.shelf("issue-keys", IssueId.class);
        ledger = file.shelf("deliveries", Row.class);
    }

    @Override
    public Issue create(Issue issue, Optional<IdempotencyKey> key) {
        MvFile.requireNew(issue.version());
        return file.write(() -> key.flatMap(given -> keys.get(given.value()))
                .flatMap(issues::get)
                .orElseGet(() -> {
                    issues.requireAbsent("Issue", "id", issue.id());
                    key.ifPresent(given -> keys.put(given.value(), issue.id()));
                    return put(issue.withVersion(1));
                }));
    }

    @Override
    public Issue update(Issue issue) {
        return file.write(() -> {
            MvFile.required("Issue", issue.id(), issues.get(issue.id()), Issue::version, issue.version());
            return put(issue.withVersion(issue.version() + 1));
        });
    }

    private Issue put(Issue issue) {
        issues.put(issue.id(), issue);
        return issue;
    }

    @Override
    public Optional<Issue> find(IssueId id) {
        return file.read(() -> issues.get(id));
    }

    @Override
    public List<IssueSummary> list(IssueQuery query, Optional<IssueId> after, int limit) {
        Comparator<IssueId> latestFirst = Comparator.reverseOrder();
        return issues.list(query::accepts, latestFirst, Issue::id, after, limit).stream()
                .map(IssueSummary::of)
                .toList();
    }

    @Override
    public int enqueue(IssueId issue, Collection<Recipient> recipients, Instant now) {
        Bounds.atOnce(recipients, "recipients");
        return file.write(() -> {
            if (issues.get(issue).isEmpty()) {
                throw new NotFoundException("Issue", issue.toString());
            }
            Map<SubscriberId, Recipient> missing = new LinkedHashMap<>();
            recipients.forEach(each -> missing.putIfAbsent(each.subscriber(), each));
            rows(issue).forEach(row -> missing.remove(row.delivery().subscriber()));
            missing.values().forEach(each -> {
                ledger.requireAbsent("Delivery", "id", each.delivery());
                put(each.pendingIn(issue, now));
            });
            return missing.size();
        });
    }

    private Stream<Row> rows(IssueId issue) {
        return ledger.all().filter(row -> row.delivery().issue().equals(issue));
    }

    private Delivery put(Delivery row) {
        ledger.put(row.id(), new Row(row, false));
        return row;
    }

    private int remove(Stream<Row> rows) {
        List<DeliveryId> gone = rows.map(row -> row.delivery().id()).toList();
        gone.forEach(ledger::remove);
        return gone.size();
    }

    @Override
    public List<ClaimedDelivery> claim(
            IssueId issue, Optional<DeliveryId> after, String worker, int limit, Instant now, Duration lease) {
        Bounds.limitAtOnce(limit);
        String name = new DeliveryState.Claimed(worker, now).worker();
        if (lease.isZero() || lease.isNegative()) {
            throw new IllegalArgumentException("a lease must be longer than nothing");
        }
        return file.write(() -> {
            Predicate<Row> free = row -> row.delivery()
                    .state()
                    .claimableFrom()
                    .filter(at -> !at.isAfter(now))
                    .isPresent();
            remove(rows(issue).filter(free).filter(Row::forgotten));
            return rows(issue)
                    .filter(free)
                    .map(Row::delivery)
                    .filter(row ->
                            after.map(last -> row.id().compareTo(last) > 0).orElse(true))
                    .sorted(Comparator.comparing(Delivery::id))
                    .limit(limit)
                    .toList()
                    .stream()
                    .map(row -> new ClaimedDelivery(
                            put(row.claimed(name, now.plus(lease))), row.state().kind() == DeliveryState.Kind.CLAIMED))
                    .toList();
        });
    }

    @Override
    public Set<DeliveryId> record(Collection<DeliveryReport> reports) {
        Bounds.reports(reports);
        return file.write(() -> reports.stream()
                .filter(report -> !isRecorded(report))
                .map(DeliveryReport::delivery)
                .collect(Collectors.toSet()));
    }

    private boolean isRecorded(DeliveryReport report) {
        DeliveryState state = report.outcome().toState();
        Optional<Row> held = ledger.get(report.delivery())
                .filter(row ->
                        row.is(DeliveryState.Kind.CLAIMED) && row.delivery().fence() == report.fence());
        held.filter(row -> !row.forgotten()).ifPresent(row -> put(row.delivery().in(state)));
        remove(held.filter(Row::forgotten).stream());
        return held.isPresent();
    }

    @Override
    public List<Delivery> deliveries(IssueId issue, DeliveryState.Kind kind, Optional<DeliveryId> after, int limit) {
        Predicate<Row> wanted = row -> row.delivery().issue().equals(issue) && row.is(kind);
        return ledger
                .list(
                        wanted,
                        Comparator.<DeliveryId>naturalOrder(),
                        row -> row.delivery().id(),
                        after,
                        limit)
                .stream()
                .map(Row::delivery)
                .toList();
    }

    @Override
    public int reopen(IssueId issue, Collection<DeliveryId> deliveries, Instant now) {
        Bounds.atOnce(deliveries, "deliveries");
        Set<DeliveryId> wanted = Set.copyOf(deliveries);
        return file.write(() -> {
            List<Row> ended = rows(issue)
                    .filter(row -> wanted.contains(row.delivery().id()))
                    .filter(row -> row.is(DeliveryState.Kind.UNCERTAIN) || row.is(DeliveryState.Kind.FAILED))
                    .toList();
            ended.forEach(row -> put(row.delivery().in(new DeliveryState.Pending(now))));
            return ended.size();
        });
    }

    @Override
    public int cancelPending(IssueId issue) {
        return file.write(() -> remove(rows(issue).filter(row -> row.is(DeliveryState.Kind.PENDING))));
    }

    @Override
    public void forget(SubscriberId subscriber) {
        file.write(() -> {
            List<Row> theirs = ledger.all()
                    .filter(row -> row.delivery().subscriber().equals(subscriber))
                    .toList();
            theirs.stream()
                    .filter(row -> row.is(DeliveryState.Kind.CLAIMED))
                    .forEach(row -> ledger.put(row.delivery().id(), new Row(row.delivery(), true)));
            return remove(theirs.stream().filter(row -> !row.is(DeliveryState.Kind.CLAIMED)));
        });
    }
}
