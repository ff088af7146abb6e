package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.withoutLast;

import io.billet.core.AlreadyExistsException;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.IssueId;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Mistakes in how issues are mailed. */
final class BrokenLedgers {

    private BrokenLedgers() {}

    static Stream<Broken> ledgers() {
        Class<?> ledger = BlogStorageContract.Ledger.class;
        Class<?> claims = BlogStorageContract.Claims.class;
        return Stream.of(
                new Broken(
                        "refuses a call in which somebody is named twice",
                        "ISS-04",
                        ledger,
                        () -> new SpoiltStorage().issues("enqueue", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<Recipient> people = (Collection<Recipient>) args[1];
                            if (people.stream()
                                            .map(Recipient::subscriber)
                                            .distinct()
                                            .count()
                                    < people.size()) {
                                throw new AlreadyExistsException("Delivery", "subscriber", "twice");
                            }
                            return store.enqueue((IssueId) args[0], people, (Instant) args[2]);
                        })),
                new Broken(
                        "claims what somebody else is at",
                        "ISS-06",
                        claims,
                        () -> new SpoiltStorage()
                                .issues(
                                        "claim",
                                        (store, args) -> store.claim(
                                                (IssueId) args[0],
                                                (String) args[1],
                                                (int) args[2],
                                                ((Instant) args[3]).plus(Duration.ofDays(1)),
                                                (Duration) args[4]))),
                new Broken(
                        "leaves out the last delivery",
                        "ISS-09",
                        ledger,
                        () -> new SpoiltStorage()
                                .issues(
                                        "deliveries",
                                        (store, args) -> withoutLast(
                                                store.deliveries(
                                                        (IssueId) args[0],
                                                        (DeliveryState.Kind) args[1],
                                                        delivery(args[2]),
                                                        (int) args[3]),
                                                (int) args[3]))),
                new Broken(
                        "begins with the delivery at the position",
                        "ISS-09",
                        ledger,
                        () -> new SpoiltStorage()
                                .issues(
                                        "deliveries",
                                        (store, args) -> store.deliveries(
                                                (IssueId) args[0],
                                                (DeliveryState.Kind) args[1],
                                                delivery(args[2])
                                                        .map(DeliveryId::value)
                                                        .map(id -> new DeliveryId(new UUID(
                                                                id.getMostSignificantBits(),
                                                                id.getLeastSignificantBits() - 1))),
                                                (int) args[3]))),
                new Broken("counts once and remembers", "ISS-08", ledger, () -> {
                    Map<Object, Object> counted = new ConcurrentHashMap<>();
                    return new SpoiltStorage()
                            .issues(
                                    "counts",
                                    (store, args) -> counted.computeIfAbsent(args[0], id -> store.counts((IssueId) id)))
                            .issues("enqueue", (store, args) -> {
                                @SuppressWarnings("unchecked")
                                Collection<Recipient> people = (Collection<Recipient>) args[1];
                                int added = store.enqueue((IssueId) args[0], people, (Instant) args[2]);
                                counted.computeIfAbsent(args[0], id -> store.counts((IssueId) id));
                                return added;
                            });
                }),
                new Broken(
                        "never forgets",
                        "ISS-10",
                        ledger,
                        () -> new SpoiltStorage().issues("forget", (store, args) -> null)),
                new Broken(
                        "finds rows that are open only",
                        "ISS-12",
                        ledger,
                        () -> new SpoiltStorage()
                                .issues(
                                        "delivery",
                                        (store, args) -> store.delivery((DeliveryId) args[0])
                                                .filter(row -> row.state()
                                                        .claimableFrom()
                                                        .isPresent()))),
                new Broken(
                        "reopens rows of other issues",
                        "ISS-13",
                        ledger,
                        () -> new SpoiltStorage().issues("reopen", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<DeliveryId> ids = (Collection<DeliveryId>) args[1];
                            return ids.stream()
                                    .distinct()
                                    .flatMap(id -> store.delivery(id).stream())
                                    .mapToInt(row -> store.reopen(row.issue(), List.of(row.id()), (Instant) args[2]))
                                    .sum();
                        })),
                new Broken(
                        "reopens what failed and forgets what is uncertain",
                        "ISS-13",
                        ledger,
                        () -> new SpoiltStorage().issues("reopen", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<DeliveryId> ids = (Collection<DeliveryId>) args[1];
                            return store.reopen(
                                    (IssueId) args[0],
                                    ids.stream()
                                            .filter(id -> store.delivery(id)
                                                    .filter(row -> row.state().kind() == DeliveryState.Kind.FAILED)
                                                    .isPresent())
                                            .toList(),
                                    (Instant) args[2]);
                        })),
                new Broken(
                        "shows somebody what was sent to all",
                        "ISS-14",
                        ledger,
                        () -> new SpoiltStorage()
                                .issues(
                                        "received",
                                        (store, args) -> store.list(IssueQuery.all(), Optional.empty(), 10).stream()
                                                .flatMap(issue -> store
                                                        .deliveries(
                                                                issue.id(),
                                                                DeliveryState.Kind.PENDING,
                                                                delivery(args[1]),
                                                                (int) args[2])
                                                        .stream())
                                                .toList())));
    }

    @SuppressWarnings("unchecked")
    private static Optional<DeliveryId> delivery(Object argument) {
        return (Optional<DeliveryId>) argument;
    }
}
