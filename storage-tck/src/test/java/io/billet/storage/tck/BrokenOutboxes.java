package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.pause;
import static io.billet.storage.tck.Mistakes.withoutLast;

import io.billet.core.DeliveryState;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.OutboxReport;
import io.billet.storage.api.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Mistakes in how the outbox is kept. */
final class BrokenOutboxes {

    private static final Class<?> PART = BlogStorageContract.Outbox.class;

    private BrokenOutboxes() {}

    static Stream<Broken> outboxes() {
        return Stream.concat(added(), claimed());
    }

    private static Broken broken(
            String mistake, String rule, String method, SpoiltStorage.Mistake<OutboxStore> instead) {
        return new Broken(mistake, rule, PART, () -> new SpoiltStorage().outbox(method, instead));
    }

    private static List<OutboxMail> all(OutboxStore store) {
        return Arrays.stream(DeliveryState.Kind.values())
                .flatMap(kind -> store.list(kind, Optional.empty(), 1_001).stream())
                .toList();
    }

    private static OutboxMail about(OutboxMail mail, String purpose, String subject) {
        return new OutboxMail(
                mail.id(),
                purpose,
                subject,
                mail.note(),
                mail.createdAt(),
                mail.state(),
                mail.attempts(),
                mail.fence());
    }

    private static Stream<Broken> added() {
        return Stream.of(
                broken("adds a second mail of one purpose and subject", "OUT-01", "add", (store, args) -> {
                    OutboxMail mail = (OutboxMail) args[0];
                    boolean waits = all(store).stream()
                            .anyMatch(other -> other.awaitsFirstAttempt()
                                    && other.purpose().equals(mail.purpose())
                                    && other.subject().equals(mail.subject()));
                    store.add(waits ? about(mail, mail.purpose() + "2", mail.subject()) : mail);
                    return true;
                }),
                broken("keeps the first note", "OUT-01", "add", (store, args) -> {
                    OutboxMail mail = (OutboxMail) args[0];
                    Optional<OutboxMail> waiting = all(store).stream()
                            .filter(other -> other.awaitsFirstAttempt()
                                    && other.purpose().equals(mail.purpose())
                                    && other.subject().equals(mail.subject()))
                            .findFirst();
                    return store.add(mail.noting(waiting.map(OutboxMail::note).orElse(mail.note())));
                }),
                broken(
                        "takes purpose and subject for one text",
                        "OUT-01",
                        "add",
                        (store, args) -> store.add(about(
                                (OutboxMail) args[0],
                                "p",
                                ((OutboxMail) args[0]).purpose() + ((OutboxMail) args[0]).subject()))),
                broken(
                        "takes subjects without their case",
                        "OUT-01",
                        "add",
                        (store, args) -> store.add(about(
                                (OutboxMail) args[0],
                                ((OutboxMail) args[0]).purpose(),
                                ((OutboxMail) args[0]).subject().toLowerCase(Locale.ROOT)))),
                broken("merges with a mail that is being sent", "OUT-01", "add", (store, args) -> {
                    OutboxMail mail = (OutboxMail) args[0];
                    boolean isThere = all(store).stream()
                            .anyMatch(other -> !other.id().equals(mail.id())
                                    && other.purpose().equals(mail.purpose())
                                    && other.subject().equals(mail.subject())
                                    && other.state().claimableFrom().isPresent()
                                    && !other.awaitsFirstAttempt());
                    return !isThere && store.add(mail);
                }),
                broken("looks for a mail and then adds it", "OUT-01", "add", (store, args) -> {
                    OutboxMail mail = (OutboxMail) args[0];
                    boolean waits = all(store).stream()
                            .anyMatch(other -> other.awaitsFirstAttempt()
                                    && other.purpose().equals(mail.purpose())
                                    && other.subject().equals(mail.subject()));
                    pause();
                    store.add(mail);
                    return !waits;
                }),
                broken(
                        "loses notes",
                        "OUT-02",
                        "add",
                        (store, args) -> store.add(((OutboxMail) args[0]).noting(Optional.empty()))),
                broken("removes what is about somebody only once it was sent", "OUT-07", "forget", (store, args) -> {
                    boolean isClaimed =
                            all(store).stream().anyMatch(mail -> mail.state().kind() == DeliveryState.Kind.CLAIMED);
                    if (!isClaimed) {
                        store.forget((String) args[0]);
                    }
                    return null;
                }),
                broken("forgets by the beginning of a subject", "OUT-07", "forget", (store, args) -> {
                    all(store).stream()
                            .map(OutboxMail::subject)
                            .filter(subject -> subject.startsWith((String) args[0]))
                            .forEach(store::forget);
                    return null;
                }));
    }

    private static Stream<Broken> claimed() {
        return Stream.of(
                broken(
                        "claims in the order of ids",
                        "OUT-03",
                        "claim",
                        (store, args) ->
                                store
                                        .claim((String) args[0], (int) args[1], (Instant) args[2], (Duration) args[3])
                                        .stream()
                                        .sorted(Comparator.comparing(OutboxMail::id))
                                        .toList()),
                broken(
                        "claims a moment too early",
                        "OUT-03",
                        "claim",
                        (store, args) -> store.claim(
                                (String) args[0], (int) args[1], ((Instant) args[2]).plusNanos(1), (Duration) args[3])),
                broken(
                        "takes any lease",
                        "OUT-03",
                        "claim",
                        (store, args) -> store.claim(
                                (String) args[0],
                                (int) args[1],
                                (Instant) args[2],
                                ((Duration) args[3]).isNegative() || ((Duration) args[3]).isZero()
                                        ? Duration.ofSeconds(1)
                                        : (Duration) args[3])),
                broken(
                        "claims what somebody else is at",
                        "OUT-04",
                        "claim",
                        (store, args) -> store.claim(
                                (String) args[0],
                                (int) args[1],
                                ((Instant) args[2]).plus(Duration.ofDays(1)),
                                (Duration) args[3])),
                broken("does not compare fences", "OUT-05", "record", (store, args) -> {
                    @SuppressWarnings("unchecked")
                    Collection<OutboxReport> reports = (Collection<OutboxReport>) args[0];
                    return store.record(reports.stream()
                            .map(report -> new OutboxReport(
                                    report.mail(),
                                    all(store).stream()
                                            .filter(mail -> mail.id().equals(report.mail()))
                                            .findFirst()
                                            .map(OutboxMail::fence)
                                            .orElse(report.fence()),
                                    report.outcome()))
                            .toList());
                }),
                broken("drops all reports for one that is refused", "OUT-05", "record", (store, args) -> {
                    @SuppressWarnings("unchecked")
                    Collection<OutboxReport> reports = (Collection<OutboxReport>) args[0];
                    boolean allFit = reports.stream()
                            .allMatch(report -> all(store).stream()
                                    .anyMatch(mail -> mail.id().equals(report.mail())
                                            && mail.fence() == report.fence()
                                            && mail.state().kind() == DeliveryState.Kind.CLAIMED));
                    return allFit
                            ? store.record(reports)
                            : reports.stream().map(OutboxReport::mail).collect(Collectors.toSet());
                }),
                broken("takes what is uncertain for sent", "OUT-05", "record", (store, args) -> {
                    @SuppressWarnings("unchecked")
                    Collection<OutboxReport> reports = (Collection<OutboxReport>) args[0];
                    return store.record(reports.stream()
                            .map(report -> report.outcome() instanceof DeliveryOutcome.Uncertain uncertain
                                    ? new OutboxReport(
                                            report.mail(), report.fence(), new DeliveryOutcome.Sent(uncertain.at()))
                                    : report)
                            .toList());
                }),
                broken(
                        "leaves out the last mail",
                        "OUT-06",
                        "list",
                        (store, args) -> withoutLast(
                                store.list((DeliveryState.Kind) args[0], id(args[1]), (int) args[2]), (int) args[2])),
                broken("removes what waits for its turn, too", "OUT-08", "removeEnded", (store, args) -> {
                    int removed = store.removeEnded((Instant) args[0], (int) args[1]);
                    store.list(DeliveryState.Kind.PENDING, Optional.empty(), 1_001).stream()
                            .filter(mail -> mail.attempts() > 0)
                            .forEach(mail -> store.forget(mail.subject()));
                    return removed;
                }),
                broken(
                        "removes what ended at that very moment",
                        "OUT-08",
                        "removeEnded",
                        (store, args) -> store.removeEnded(((Instant) args[0]).plusNanos(1_000), (int) args[1])));
    }

    @SuppressWarnings("unchecked")
    private static Optional<OutboxId> id(Object argument) {
        return (Optional<OutboxId>) argument;
    }
}
