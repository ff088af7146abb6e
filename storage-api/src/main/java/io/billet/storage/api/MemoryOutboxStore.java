package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import io.billet.core.DeliveryState;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The outbox in a map; what may be claimed is kept in the order in which it may be. */
final class MemoryOutboxStore implements OutboxStore {

    private record Place(Instant due, OutboxId id) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::due).thenComparing(Place::id);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record About(String purpose, String subject) {}

    private final MemoryGuard guard;
    private final NavigableMap<OutboxId, OutboxMail> mails = new TreeMap<>();
    private final Map<About, OutboxId> fresh = new HashMap<>();
    private final TreeSet<Place> open = new TreeSet<>();

    MemoryOutboxStore(MemoryGuard guard) {
        this.guard = guard;
    }

    @Override
    public boolean add(OutboxMail mail) {
        Bounds.fresh(mail);
        return guard.write(() -> {
            if (mails.containsKey(mail.id())) {
                throw new AlreadyExistsException("OutboxMail", "id", mail.id().toString());
            }
            Optional<OutboxMail> waiting =
                    Optional.ofNullable(fresh.get(about(mail))).map(mails::get);
            waiting.ifPresentOrElse(earlier -> put(earlier.noting(mail.note())), () -> put(mail));
            return waiting.isEmpty();
        });
    }

    @Override
    public List<OutboxMail> claim(String worker, int limit, Instant now, Duration lease) {
        Bounds.limitAtOnce(limit);
        Bounds.lease(lease);
        DeliveryState.Claimed claimed = new DeliveryState.Claimed(worker, now.plus(lease));
        return guard.write(() ->
                open.stream().takeWhile(place -> !place.due().isAfter(now)).limit(limit).toList().stream()
                        .map(place -> required(place.id()).claimed(claimed.worker(), claimed.leaseUntil()))
                        .map(this::put)
                        .toList());
    }

    @Override
    public Set<OutboxId> record(Collection<OutboxReport> reports) {
        Bounds.outboxReports(reports);
        Map<OutboxReport, DeliveryState> states = new LinkedHashMap<>();
        reports.forEach(report -> states.put(report, report.outcome().toState()));
        return guard.write(() -> {
            Set<OutboxId> refused = new LinkedHashSet<>();
            states.forEach((report, state) -> {
                OutboxMail mail = mails.get(report.mail());
                if (mail == null
                        || mail.state().kind() != DeliveryState.Kind.CLAIMED
                        || mail.fence() != report.fence()) {
                    refused.add(report.mail());
                } else {
                    put(mail.in(state));
                }
            });
            return refused;
        });
    }

    @Override
    public List<OutboxMail> list(DeliveryState.Kind state, Optional<OutboxId> after, int limit) {
        return guard.read(
                () -> SortedRows.list(mails, after, limit, mail -> mail.state().kind() == state));
    }

    @Override
    public void forget(String subject) {
        guard.write(() -> {
            mails.values().stream()
                    .filter(mail -> mail.subject().equals(subject))
                    .toList()
                    .forEach(this::remove);
            return subject;
        });
    }

    @Override
    public int removeEnded(Instant before, int limit) {
        Bounds.limitAtOnce(limit);
        return guard.write(() -> {
            List<OutboxMail> ended = mails.values().stream()
                    .filter(mail -> mail.state()
                            .endedAt()
                            .filter(at -> at.isBefore(before))
                            .isPresent())
                    .limit(limit)
                    .toList();
            ended.forEach(this::remove);
            return ended.size();
        });
    }

    private OutboxMail put(OutboxMail mail) {
        if (mails.containsKey(mail.id())) {
            remove(required(mail.id()));
        }
        mails.put(mail.id(), mail);
        mail.state().claimableFrom().ifPresent(due -> open.add(new Place(due, mail.id())));
        if (mail.awaitsFirstAttempt()) {
            fresh.put(about(mail), mail.id());
        }
        return mail;
    }

    private void remove(OutboxMail mail) {
        mails.remove(mail.id());
        mail.state().claimableFrom().ifPresent(due -> open.remove(new Place(due, mail.id())));
        fresh.remove(about(mail), mail.id());
    }

    private OutboxMail required(OutboxId id) {
        return Optional.ofNullable(mails.get(id)).orElseThrow();
    }

    private static About about(OutboxMail mail) {
        return new About(mail.purpose(), mail.subject());
    }
}
