package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.NotFoundException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Subscribers in maps, with one that knows whose an address is. */
final class MemorySubscriberStore implements SubscriberStore {

    private final MemoryGuard guard;
    private final IssueStore issues;
    private final NavigableMap<SubscriberId, Subscriber> subscribers = new TreeMap<>();
    private final Map<EmailAddress, SubscriberId> addresses = new HashMap<>();
    private final Map<SubscriberId, NavigableMap<Long, ConsentRecord>> histories = new HashMap<>();

    /** @param issues whose ledger forgets with this store (SUB-10) */
    MemorySubscriberStore(MemoryGuard guard, IssueStore issues) {
        this.guard = guard;
        this.issues = issues;
    }

    @Override
    public Subscriber create(Subscriber subscriber) {
        Versions.requireNew("Subscriber", subscriber.version());
        return guard.write(() -> {
            if (subscribers.containsKey(subscriber.id())) {
                throw new AlreadyExistsException(
                        "Subscriber", "id", subscriber.id().toString());
            }
            requireFreeAddress(subscriber);
            return remembered(Optional.empty(), put(subscriber.withVersion(1)));
        });
    }

    @Override
    public Subscriber update(Subscriber subscriber) {
        return guard.write(() -> {
            Subscriber stored = subscribers.get(subscriber.id());
            if (stored == null) {
                throw new NotFoundException("Subscriber", subscriber.id().toString());
            }
            Versions.requireCurrent("Subscriber", subscriber.id(), subscriber.version(), stored.version());
            requireFreeAddress(subscriber);
            addresses.remove(stored.email());
            return remembered(Optional.of(stored), put(subscriber.withVersion(stored.version() + 1)));
        });
    }

    @Override
    public void erase(SubscriberId id) {
        guard.write(() -> {
            Optional<Subscriber> erased = Optional.ofNullable(subscribers.remove(id));
            erased.ifPresent(subscriber -> addresses.remove(subscriber.email()));
            histories.remove(id);
            issues.forget(id);
            return erased;
        });
    }

    @Override
    public Optional<Subscriber> find(SubscriberId id) {
        return guard.read(() -> Optional.ofNullable(subscribers.get(id)));
    }

    @Override
    public Optional<Subscriber> findByEmail(EmailAddress email) {
        return guard.read(() -> Optional.ofNullable(addresses.get(email)).map(subscribers::get));
    }

    @Override
    public List<Subscriber> list(SubscriberQuery query, Optional<SubscriberId> after, int limit) {
        return guard.read(() -> SortedRows.list(subscribers, after, limit, query::accepts));
    }

    @Override
    public long count(SubscriberQuery query) {
        return guard.read(
                () -> subscribers.values().stream().filter(query::accepts).count());
    }

    @Override
    public List<ConsentRecord> history(SubscriberId subscriber, OptionalLong afterVersion, int limit) {
        Optional<Long> after = afterVersion.isPresent() ? Optional.of(afterVersion.getAsLong()) : Optional.empty();
        return guard.read(() -> SortedRows.list(history(subscriber), after, limit, row -> true));
    }

    @Override
    public int forgetEvidence(Instant before, int limit) {
        Bounds.limitAtOnce(limit);
        return guard.write(() -> {
            List<Subscriber> current = subscribers.values().stream()
                    .filter(subscriber -> subscriber.consent().hasEvidenceOf(before))
                    .limit(limit)
                    .toList();
            current.forEach(subscriber -> put(subscriber.withoutEvidence().withVersion(subscriber.version() + 1)));
            List<ConsentRecord> rows = histories.values().stream()
                    .flatMap(history -> history.values().stream())
                    .filter(row -> row.consent().hasEvidenceOf(before))
                    .limit(limit - current.size())
                    .toList();
            rows.forEach(row -> history(row.subscriber()).put(row.version(), row.withoutEvidence()));
            return current.size() + rows.size();
        });
    }

    private NavigableMap<Long, ConsentRecord> history(SubscriberId subscriber) {
        return histories.getOrDefault(subscriber, new TreeMap<>());
    }

    private Subscriber remembered(Optional<Subscriber> found, Subscriber stored) {
        NavigableMap<Long, ConsentRecord> history = histories.computeIfAbsent(stored.id(), id -> new TreeMap<>());
        Optional<ConsentRecord> latest =
                Optional.ofNullable(history.lastEntry()).map(Map.Entry::getValue);
        ConsentRecord.due(latest, found, stored).forEach(row -> history.put(row.version(), row));
        return stored;
    }

    private void requireFreeAddress(Subscriber subscriber) {
        SubscriberId holder = addresses.get(subscriber.email());
        if (holder != null && !holder.equals(subscriber.id())) {
            throw new AlreadyExistsException(
                    "Subscriber", "email", subscriber.email().toString());
        }
    }

    private Subscriber put(Subscriber subscriber) {
        subscribers.put(subscriber.id(), subscriber);
        addresses.put(subscriber.email(), subscriber.id());
        return subscriber;
    }
}
