package io.billet.examples.mvstore;

import io.billet.core.DeliveryState;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.OutboxReport;
import io.billet.storage.api.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Mails by their ids. */
final class MvOutbox implements OutboxStore {

    private static final Comparator<OutboxMail> DUE_FIRST = Comparator.<OutboxMail, Instant>comparing(
                    mail -> mail.state().claimableFrom().orElse(Instant.MAX))
            .thenComparing(OutboxMail::id);

    private final MvFile file;
    private final MvFile.Shelf<OutboxMail> mails;

    MvOutbox(MvFile file) {
        this.file = file;
        mails = file.shelf("outbox", OutboxMail.class);
    }

    @Override
    public boolean add(OutboxMail mail) {
        Bounds.fresh(mail);
        return file.write(() -> {
            mails.requireAbsent("OutboxMail", "id", mail.id());
            Optional<OutboxMail> waiting = mails.all()
                    .filter(other -> other.awaitsFirstAttempt()
                            && other.purpose().equals(mail.purpose())
                            && other.subject().equals(mail.subject()))
                    .findAny();
            put(waiting.map(other -> other.noting(mail.note())).orElse(mail));
            return waiting.isEmpty();
        });
    }

    private OutboxMail put(OutboxMail mail) {
        mails.put(mail.id(), mail);
        return mail;
    }

    @Override
    public List<OutboxMail> claim(String worker, int limit, Instant now, Duration lease) {
        Bounds.limitAtOnce(limit);
        Bounds.lease(lease);
        return file.write(() -> mails
                .all()
                .filter(mail -> mail.state()
                        .claimableFrom()
                        .filter(at -> !at.isAfter(now))
                        .isPresent())
                .sorted(DUE_FIRST)
                .limit(limit)
                .toList()
                .stream()
                .map(mail -> put(mail.claimed(worker, now.plus(lease))))
                .toList());
    }

    @Override
    public Set<OutboxId> record(Collection<OutboxReport> reports) {
        Bounds.outboxReports(reports);
        return file.write(() -> reports.stream()
                .filter(report -> !isRecorded(report))
                .map(OutboxReport::mail)
                .collect(Collectors.toSet()));
    }

    private boolean isRecorded(OutboxReport report) {
        Optional<OutboxMail> held = mails.get(report.mail())
                .filter(mail -> mail.state().kind() == DeliveryState.Kind.CLAIMED && mail.fence() == report.fence());
        held.ifPresent(mail -> put(mail.in(report.outcome().toState())));
        return held.isPresent();
    }

    @Override
    public List<OutboxMail> list(DeliveryState.Kind state, Optional<OutboxId> after, int limit) {
        return mails.list(
                mail -> mail.state().kind() == state,
                Comparator.<OutboxId>naturalOrder(),
                OutboxMail::id,
                after,
                limit);
    }

    @Override
    public void forget(String subject) {
        file.write(() -> mails.removeIf(mail -> mail.subject().equals(subject)));
    }

    @Override
    public int removeEnded(Instant before, int limit) {
        Bounds.limitAtOnce(limit);
        return file.write(() -> {
            List<OutboxId> ended = mails.all()
                    .filter(mail -> mail.state()
                            .endedAt()
                            .filter(at -> at.isBefore(before))
                            .isPresent())
                    .map(OutboxMail::id)
                    .sorted()
                    .limit(limit)
                    .toList();
            ended.forEach(mails::remove);
            return ended.size();
        });
    }
}
