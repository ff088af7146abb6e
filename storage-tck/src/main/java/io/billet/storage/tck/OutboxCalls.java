package io.billet.storage.tck;

import io.billet.core.DeliveryState;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.OutboxReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random calls of the outbox: few ids, subjects and moments, so that they meet. */
final class OutboxCalls {

    private static final Instant NOON = Samples.NOON;

    private OutboxCalls() {}

    static List<Arbitrary<Call>> with(Set<Capability> capabilities) {
        return capabilities.contains(Capability.OUTBOX)
                ? List.of(additions(), claims(), records(), looks())
                : List.of();
    }

    private static OutboxId id(int number) {
        return new OutboxId(new UUID(7, number));
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.integers().between(0, 4).map(second -> NOON.plusSeconds(second));
    }

    private static Arbitrary<Call> additions() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of("confirm", "Confirm"),
                        Arbitraries.of("zoe", "abel", "Zoe"),
                        Arbitraries.of("é", "note").optional(0.7),
                        times())
                .as((number, purpose, subject, note, now) -> new Call(
                        "add mail " + number + " to " + purpose + " " + subject + " noting " + note + " at " + now,
                        storage -> storage.outbox().add(OutboxMail.pending(id(number), purpose, subject, note, now))));
    }

    private static Arbitrary<Call> claims() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        times(),
                        Arbitraries.integers().between(1, 3))
                .as((limit, now, lease) -> new Call(
                        "claim " + limit + " mails at " + now + " for " + lease + " s",
                        storage -> withoutFences(
                                storage.outbox().claim("worker-" + limit, limit, now, Duration.ofSeconds(lease)))));
    }

    private static Arbitrary<Call> records() {
        Arbitrary<DeliveryOutcome> outcomes = Combinators.combine(
                        times(), Arbitraries.integers().between(0, 3))
                .as((at, what) -> switch (what) {
                    case 0 -> new DeliveryOutcome.Sent(at);
                    case 1 -> new DeliveryOutcome.Uncertain(at);
                    case 2 -> new DeliveryOutcome.Retry(at);
                    default -> new DeliveryOutcome.Failed(at, "550 é");
                });
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6).set().ofMaxSize(4),
                        outcomes,
                        Arbitraries.longs().between(0, 1))
                .as((numbers, outcome, behind) -> new Call(
                        "record " + outcome + " of mails " + numbers + ", " + behind + " fences behind",
                        storage -> storage.outbox()
                                .record(numbers.stream()
                                        .map(number -> new OutboxReport(
                                                id(number), fenceOf(storage, id(number)) - behind, outcome))
                                        .toList())));
    }

    private static long fenceOf(BlogStorage storage, OutboxId id) {
        return rows(storage).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .map(OutboxMail::fence)
                .orElse(0L);
    }

    private static Arbitrary<Call> looks() {
        return Combinators.combine(Arbitraries.of("zoe", "Zoe").optional(0.3), times().optional(0.3))
                .as((forgotten, before) -> new Call(
                        "look at the outbox, forget " + forgotten + " and what ended before " + before, storage -> {
                            forgotten.ifPresent(storage.outbox()::forget);
                            int removed = before.map(time -> storage.outbox().removeEnded(time, 1_000))
                                    .orElse(0);
                            return List.of(removed, withoutFences(rows(storage)));
                        }));
    }

    private static List<OutboxMail> rows(BlogStorage storage) {
        return Arrays.stream(DeliveryState.Kind.values())
                .flatMap(kind -> Listing.ofOutbox(storage, kind).all(2).stream())
                .toList();
    }

    private static List<OutboxMail> withoutFences(List<OutboxMail> rows) {
        return rows.stream()
                .map(row -> new OutboxMail(
                        row.id(),
                        row.purpose(),
                        row.subject(),
                        row.note(),
                        row.createdAt(),
                        row.state(),
                        row.attempts(),
                        0))
                .toList();
    }
}
