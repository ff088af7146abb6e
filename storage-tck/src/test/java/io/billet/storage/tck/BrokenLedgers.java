package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.withoutLast;

import io.billet.core.AlreadyExistsException;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.IssueId;
import io.billet.storage.api.ClaimedDelivery;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.IssueStore;
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

    /** Both forms of the call, which differ in whether it begins behind a row. */
    private static Object claim(IssueStore store, Object[] args, Optional<DeliveryId> after, Instant now) {
        IssueId issue = (IssueId) args[0];
        String worker = (String) args[args.length - 4];
        int limit = (int) args[args.length - 3];
        Duration lease = (Duration) args[args.length - 1];
        return args.length == 5
                ? store.claim(issue, worker, limit, now, lease)
                : store.claim(issue, after, worker, limit, now, lease);
    }

    private static Optional<DeliveryId> after(Object[] args) {
        return args.length == 5 ? Optional.empty() : delivery(args[1]);
    }

    private static Instant instant(Object[] args) {
        return (Instant) args[args.length - 2];
    }

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
                                        (store, args) -> claim(
                                                store,
                                                args,
                                                after(args),
                                                instant(args).plus(Duration.ofDays(1))))),
                new Broken(
                        "begins each claim at the beginning",
                        "ISS-05",
                        claims,
                        () -> new SpoiltStorage()
                                .issues("claim", (store, args) -> claim(store, args, Optional.empty(), instant(args)))),
                new Broken(
                        "takes what was tried before for lapsed",
                        "ISS-05",
                        claims,
                        () -> new SpoiltStorage()
                                .issues(
                                        "claim",
                                        (store, args) ->
                                                claim(store, args, after(args), instant(args)) instanceof List<?> rows
                                                        ? rows.stream()
                                                                .map(row -> row instanceof ClaimedDelivery claimed
                                                                        ? new ClaimedDelivery(
                                                                                claimed.delivery(),
                                                                                claimed.delivery()
                                                                                                .attempts()
                                                                                        > 1)
                                                                        : row)
                                                                .toList()
                                                        : List.of())),
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
