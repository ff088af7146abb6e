package io.billet.storage.api;

import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.IssueId;
import io.billet.core.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The deliveries of one issue. Not thread-safe: {@link MemoryIssueStore} calls it under the storage's lock. */
final class MemoryLedger {

    private final IssueId issue;
    private final NavigableMap<DeliveryId, Delivery> rows = new TreeMap<>();
    private final NavigableMap<DeliveryId, Delivery> open = new TreeMap<>();
    private final Map<SubscriberId, DeliveryId> bySubscriber = new HashMap<>();
    private final Set<DeliveryId> forgotten = new HashSet<>();

    MemoryLedger(IssueId issue) {
        this.issue = issue;
    }

    boolean has(SubscriberId subscriber) {
        return bySubscriber.containsKey(subscriber);
    }

    void add(Recipient recipient, Instant now) {
        put(recipient.pendingIn(issue, now));
    }

    List<ClaimedDelivery> claim(Optional<DeliveryId> after, String worker, int limit, Instant now, Duration lease) {
        List<ClaimedDelivery> claimed = new ArrayList<>();
        Collection<Delivery> candidates =
                after.map(id -> open.tailMap(id, false).values()).orElseGet(open::values);
        for (Delivery row : List.copyOf(candidates)) {
            if (claimed.size() == limit) {
                break;
            }
            if (!isClaimable(row.state(), now)) {
                continue;
            }
            if (forgotten.contains(row.id())) {
                remove(row);
                continue;
            }
            boolean isLapsed = row.state().kind() == DeliveryState.Kind.CLAIMED;
            claimed.add(new ClaimedDelivery(put(row.claimed(worker, now.plus(lease))), isLapsed));
        }
        return claimed;
    }

    boolean record(DeliveryId id, long fence, DeliveryState state) {
        Delivery row = rows.get(id);
        if (row == null || row.state().kind() != DeliveryState.Kind.CLAIMED || row.fence() != fence) {
            return false;
        }
        if (forgotten.contains(id)) {
            remove(row);
        } else {
            put(row.in(state));
        }
        return true;
    }

    void forget(SubscriberId subscriber) {
        Optional.ofNullable(bySubscriber.get(subscriber)).map(rows::get).ifPresent(row -> {
            if (row.state().kind() == DeliveryState.Kind.CLAIMED) {
                forgotten.add(row.id());
            } else {
                remove(row);
            }
        });
    }

    Optional<Delivery> find(DeliveryId id) {
        return Optional.ofNullable(rows.get(id));
    }

    int reopen(Collection<DeliveryId> ids, Instant now) {
        List<Delivery> ended = ids.stream()
                .distinct()
                .flatMap(id -> find(id).stream())
                .filter(row -> row.state().kind() == DeliveryState.Kind.UNCERTAIN
                        || row.state().kind() == DeliveryState.Kind.FAILED)
                .toList();
        ended.forEach(row -> put(row.in(new DeliveryState.Pending(now))));
        return ended.size();
    }

    int cancelPending() {
        List<Delivery> pending = open.values().stream()
                .filter(row -> row.state().kind() == DeliveryState.Kind.PENDING)
                .toList();
        pending.forEach(this::remove);
        return pending.size();
    }

    boolean has(DeliveryId id) {
        return rows.containsKey(id);
    }

    DeliveryCounts counts() {
        return DeliveryCounts.of(rows.values().stream().map(Delivery::state));
    }

    List<Delivery> list(DeliveryState.Kind state, Optional<DeliveryId> after, int limit) {
        return SortedRows.list(rows, after, limit, row -> row.state().kind() == state);
    }

    private static boolean isClaimable(DeliveryState state, Instant now) {
        return state.claimableFrom().filter(from -> !from.isAfter(now)).isPresent();
    }

    private Delivery put(Delivery row) {
        rows.put(row.id(), row);
        bySubscriber.put(row.subscriber(), row.id());
        if (row.state().claimableFrom().isPresent()) {
            open.put(row.id(), row);
        } else {
            open.remove(row.id());
        }
        return row;
    }

    private void remove(Delivery row) {
        rows.remove(row.id());
        open.remove(row.id());
        bySubscriber.remove(row.subscriber());
        forgotten.remove(row.id());
    }
}
