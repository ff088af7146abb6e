package io.billet.storage.jdbc;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IssueId;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.core.SubscriberId;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.ClaimedDelivery;
import io.billet.storage.api.DeliveryReport;
import io.billet.storage.api.Recipient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/**
 * The ledger of deliveries. {@code is_open} and {@code due_at} say which rows may be claimed and when; the fencing token
 * decides every race about a row.
 */
final class Ledger {

    /** In how many states one call leaves its rows and still is written by a statement for each of them. */
    private static final int MOST_STATEMENTS = 20;

    private static final int ROWS_OF_AN_INSERTION = 100;

    private static final String INSERTION =
            "INSERT INTO <prefix>delivery (id, issue, subscriber, email, language, state,"
                    + " is_open, due_at, ended_at, worker, reason, attempts, fence, forgotten) ";

    private static final String WITH_STATE = "UPDATE <prefix>delivery SET state = :state, is_open = :is_open,"
            + " due_at = :due_at, ended_at = :ended_at, worker = :worker, reason = :reason WHERE ";

    private final Database database;
    private final LedgerIndexes indexes;

    Ledger(Database database) {
        this.database = database;
        this.indexes = new LedgerIndexes(database.dialect());
    }

    /** Locks the issue's row, so that concurrent calls see each other's rows. */
    int enqueue(IssueId issue, Collection<Recipient> recipients, Instant now) {
        Bounds.atOnce(recipients, "recipients");
        try {
            return database.write("enqueue deliveries", handle -> {
                lockIssue(handle, issue);
                return insert(handle, issue, missing(handle, issue, recipients), new DeliveryState.Pending(now));
            });
        } catch (UniqueViolation e) {
            // No two rows for one subscriber, by the lock; so one of the given ids is another row's.
            throw new AlreadyExistsException("Delivery", "id", "of one of " + recipients.size() + " recipients");
        }
    }

    private static void lockIssue(Handle handle, IssueId issue) {
        boolean locked = handle.createQuery("SELECT version FROM <prefix>issue WHERE id = :id FOR UPDATE")
                .bind("id", issue.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!locked) {
            throw new NotFoundException("Issue", issue.toString());
        }
    }

    /** Not asked for where the insertion passes over those who are there. */
    private Collection<Recipient> missing(Handle handle, IssueId issue, Collection<Recipient> recipients) {
        Map<UUID, Recipient> missing = new LinkedHashMap<>();
        recipients.forEach(
                recipient -> missing.putIfAbsent(recipient.subscriber().value(), recipient));
        boolean isAsked = passingOver().isEmpty();
        if (isAsked && !missing.isEmpty()) {
            AmongIds subscribers = among(missing.keySet());
            subscribers
                    .bind(handle.createQuery("SELECT subscriber FROM <prefix>delivery"
                            + database.dialect().alongIndexOfList("delivery_4")
                            + " WHERE issue = :issue AND " + subscribers.in("subscriber")))
                    .bind("issue", issue.value())
                    .map(database.mapper(row -> row.uuid("subscriber")))
                    .forEach(missing::remove);
        }
        return missing.values();
    }

    private String passingOver() {
        return database.dialect().passingOver("issue, subscriber");
    }

    /** Returns how many. */
    private int insert(Handle handle, IssueId issue, Collection<Recipient> recipients, DeliveryState.Pending pending) {
        List<Recipient> all = List.copyOf(recipients);
        if (database.dialect().takesArrays()) {
            return insertArrays(handle, issue, all, pending);
        }
        int inserted = 0;
        for (int first = 0; first < all.size(); first += ROWS_OF_AN_INSERTION) {
            inserted += insertTogether(
                    handle, issue, all.subList(first, Math.min(first + ROWS_OF_AN_INSERTION, all.size())), pending);
        }
        return inserted;
    }

    /** All rows by one statement of a few parameters, which is prepared once. */
    private int insertArrays(Handle handle, IssueId issue, List<Recipient> recipients, DeliveryState.Pending pending) {
        return StoredDeliveryState.bind(
                        handle.createUpdate(INSERTION
                                + "SELECT each.id, :issue, each.subscriber, each.email, each.language, :state, :is_open,"
                                + " CAST(:due_at AS bigint), CAST(:ended_at AS bigint), :worker, :reason, 0, 0, FALSE"
                                + " FROM unnest(CAST(:ids AS uuid[]), CAST(:subscribers AS uuid[]),"
                                + " CAST(:emails AS text[]), CAST(:languages AS text[]))"
                                + " AS each (id, subscriber, email, language)" + passingOver()),
                        pending)
                .bind("issue", issue.value())
                .bind("ids", texts(recipients, recipient -> recipient.delivery().toString()))
                .bind(
                        "subscribers",
                        texts(recipients, recipient -> recipient.subscriber().toString()))
                .bind("emails", texts(recipients, recipient -> recipient.email().value()))
                .bind(
                        "languages",
                        texts(recipients, recipient -> recipient.language().value()))
                .execute();
    }

    private static Argument texts(List<Recipient> recipients, Function<Recipient, String> text) {
        Object[] texts = recipients.stream().map(text).toArray();
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf("text", texts));
    }

    /** Many rows by one statement, as the host's driver need not make one of a batch. */
    private int insertTogether(
            Handle handle, IssueId issue, List<Recipient> recipients, DeliveryState.Pending pending) {
        String rows = IntStream.range(0, recipients.size())
                .mapToObj(row -> "(:id" + row + ", :issue, :subscriber" + row + ", :email" + row + ", :language" + row
                        + ", :state, :is_open, :due_at, :ended_at, :worker, :reason, 0, 0, FALSE)")
                .collect(Collectors.joining(", "));
        Update insertion = StoredDeliveryState.bind(
                        handle.createUpdate(INSERTION + "VALUES " + rows + passingOver()), pending)
                .bind("issue", issue.value());
        for (int row = 0; row < recipients.size(); row++) {
            Recipient recipient = recipients.get(row);
            insertion
                    .bind("id" + row, recipient.delivery().value())
                    .bind("subscriber" + row, recipient.subscriber().value())
                    .bind("email" + row, recipient.email().value())
                    .bind("language" + row, recipient.language().value());
        }
        return insertion.execute();
    }

    /** Tries again while others are quicker, so that an empty answer means that there is nothing to do. */
    List<ClaimedDelivery> claim(
            IssueId issue, Optional<DeliveryId> after, String worker, int limit, Instant now, Duration lease) {
        Bounds.limitAtOnce(limit);
        DeliveryState.Claimed claimed = new DeliveryState.Claimed(worker, now.plus(Bounds.lease(lease)));
        Conditions due = indexes.due(issue, after, now);
        while (true) {
            Optional<List<ClaimedDelivery>> taken =
                    database.write("claim deliveries", handle -> tryToClaim(handle, due, claimed, limit, now));
            if (taken.isPresent()) {
                return taken.get();
            }
        }
    }

    private record Free(Delivery row, boolean isForgotten) {}

    /** Returns nothing if there were rows to claim, and others got all of them or nobody may have them. */
    private Optional<List<ClaimedDelivery>> tryToClaim(
            Handle handle, Conditions due, DeliveryState.Claimed claimed, int limit, Instant now) {
        Dialect dialect = database.dialect();
        dialect.readInOrderOfIndexes(handle);
        List<Free> free = due.bind(handle.createQuery("SELECT * FROM <prefix>delivery" + due.hint(dialect)
                        + due.where(dialect) + due.order(dialect) + Conditions.limit(limit)
                        + dialect.lockUnlessLocked()))
                .map(database.mapper(row -> new Free(read(row), row.flag("forgotten"))))
                .list();
        if (free.isEmpty()) {
            return Optional.of(List.of());
        }
        List<Delivery> rows = free.stream().map(Free::row).toList();
        List<ClaimedDelivery> taken = take(
                handle,
                free.stream().filter(row -> !row.isForgotten()).map(Free::row).toList(),
                claimed);
        Set<DeliveryId> takenIds =
                taken.stream().map(row -> row.delivery().id()).collect(Collectors.toSet());
        removeForgotten(
                handle,
                rows.stream().filter(row -> !takenIds.contains(row.id())).toList(),
                now);
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken);
    }

    /** Nobody writes any more to who was forgotten while a worker, lost since, was at it. */
    private void removeForgotten(Handle handle, List<Delivery> notTaken, Instant now) {
        if (notTaken.isEmpty()) {
            return;
        }
        AmongIds ids =
                among(notTaken.stream().map(delivery -> delivery.id().value()).toList());
        ids.bind(handle.createUpdate("DELETE FROM <prefix>delivery WHERE " + ids.in("id")
                        + " AND is_open = TRUE AND forgotten = TRUE AND due_at <= :now"))
                .bind("now", Micros.ofNearest(now))
                .execute();
    }

    private List<ClaimedDelivery> take(Handle handle, List<Delivery> free, DeliveryState.Claimed claimed) {
        if (free.isEmpty()) {
            return List.of();
        }
        return database.dialect().lockUnlessLocked().isEmpty()
                ? takeIfStillFree(handle, free, claimed)
                : takeLocked(handle, free, claimed);
    }

    /** One statement for all: nobody else can have changed what is locked, and so nothing need be counted. */
    private List<ClaimedDelivery> takeLocked(Handle handle, List<Delivery> free, DeliveryState.Claimed claimed) {
        AmongIds ids = among(free.stream().map(row -> row.id().value()).toList());
        StoredDeliveryState.bind(ids.bind(handle.createUpdate("""
                        UPDATE <prefix>delivery
                        SET state = :state, is_open = :is_open, due_at = :due_at, ended_at = :ended_at, worker = :worker,
                            reason = :reason, attempts = attempts + 1, fence = fence + 1
                        WHERE\s""" + ids.in("id"))), claimed)
                .execute();
        return free.stream().map(row -> claimed(row, claimed)).toList();
    }

    private static ClaimedDelivery claimed(Delivery free, DeliveryState.Claimed claimed) {
        return new ClaimedDelivery(
                free.claimed(claimed.worker(), claimed.leaseUntil()),
                free.state().kind() == DeliveryState.Kind.CLAIMED);
    }

    private static List<ClaimedDelivery> takeIfStillFree(
            Handle handle, List<Delivery> free, DeliveryState.Claimed claimed) {
        PreparedBatch updates = handle.prepareBatch("""
                UPDATE <prefix>delivery
                SET state = :state, is_open = :is_open, due_at = :due_at, ended_at = :ended_at, worker = :worker,
                    reason = :reason, attempts = attempts + 1, fence = fence + 1
                WHERE id = :id AND fence = :fence AND is_open = TRUE AND forgotten = FALSE
                """);
        for (Delivery delivery : free) {
            StoredDeliveryState.bind(updates, claimed)
                    .bind("id", delivery.id().value())
                    .bind("fence", delivery.fence())
                    .add();
        }
        int[] updated = updates.execute();
        List<ClaimedDelivery> taken = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] != 0) {
                taken.add(claimed(free.get(i), claimed));
            }
        }
        return taken;
    }

    /**
     * Locks the rows and looks at their fences first: then all of the batch counts, whatever a driver says of it, and no row
     * is asked for a second time. In the order of ids, so that two calls about the same rows do not wait for one another.
     */
    Set<DeliveryId> record(Collection<DeliveryReport> given) {
        Bounds.reports(given);
        Map<DeliveryId, Recorded> reports = new TreeMap<>();
        given.forEach(report -> reports.put(
                report.delivery(), new Recorded(report.fence(), report.outcome().toState())));
        return reports.isEmpty() ? Set.of() : database.write("record deliveries", handle -> record(handle, reports));
    }

    private record Recorded(long fence, DeliveryState state) {}

    private record Held(DeliveryId id, long fence, boolean isForgotten) {}

    private Set<DeliveryId> record(Handle handle, Map<DeliveryId, Recorded> reports) {
        if (database.dialect().takesArrays()) {
            Map<Recorded, List<UUID>> alike = new LinkedHashMap<>();
            reports.forEach((id, recorded) ->
                    alike.computeIfAbsent(recorded, any -> new ArrayList<>()).add(id.value()));
            if (alike.size() <= MOST_STATEMENTS) {
                return recordAlike(handle, alike);
            }
        }
        AmongIds ids = among(reports.keySet().stream().map(DeliveryId::value).toList());
        List<Held> held = ids.bind(handle.createQuery("SELECT id, fence, forgotten FROM <prefix>delivery WHERE "
                        + ids.in("id") + " AND state = :claimed ORDER BY id FOR UPDATE"))
                .bind("claimed", DeliveryState.Kind.CLAIMED.name())
                .map(database.mapper(
                        row -> new Held(new DeliveryId(row.uuid("id")), row.number("fence"), row.flag("forgotten"))))
                .filter(row -> Objects.requireNonNull(reports.get(row.id())).fence() == row.fence())
                .list();
        update(handle, held, reports);
        delete(handle, held.stream().filter(Held::isForgotten).map(Held::id).toList());
        Set<DeliveryId> refused = new TreeSet<>(reports.keySet());
        held.forEach(row -> refused.remove(row.id()));
        return refused;
    }

    /**
     * Without a look first, where a statement says which rows it has written. Two calls about the same rows may wait for one another
     * then, if each reports several outcomes; one of them is repeated.
     */
    private Set<DeliveryId> recordAlike(Handle handle, Map<Recorded, List<UUID>> alike) {
        Set<DeliveryId> refused = new TreeSet<>();
        List<DeliveryId> forgotten = new ArrayList<>();
        alike.forEach((recorded, rows) -> {
            AmongIds ids = among(rows);
            Map<DeliveryId, Boolean> written = StoredDeliveryState.bind(
                            ids.bind(handle.createQuery(WITH_STATE + ids.in("id")
                                    + " AND fence = :fence AND state = :claimed RETURNING id, forgotten")),
                            recorded.state())
                    .bind("fence", recorded.fence())
                    .bind("claimed", DeliveryState.Kind.CLAIMED.name())
                    .map(database.mapper(row -> Map.entry(new DeliveryId(row.uuid("id")), row.flag("forgotten"))))
                    .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
            rows.stream()
                    .map(DeliveryId::new)
                    .filter(id -> !written.containsKey(id))
                    .forEach(refused::add);
            written.forEach((id, isForgotten) -> {
                if (isForgotten) {
                    forgotten.add(id);
                }
            });
        });
        delete(handle, forgotten);
        return refused;
    }

    /** Those that come to stand in one state, such as all that were sent in one second, are written by one statement. */
    private void update(Handle handle, List<Held> held, Map<DeliveryId, Recorded> reports) {
        Map<DeliveryState, List<UUID>> rows = new LinkedHashMap<>();
        for (Held row : held) {
            if (!row.isForgotten()) {
                DeliveryState state =
                        Objects.requireNonNull(reports.get(row.id())).state();
                rows.computeIfAbsent(state, any -> new ArrayList<>())
                        .add(row.id().value());
            }
        }
        if (rows.size() <= MOST_STATEMENTS) {
            rows.forEach((state, ids) -> update(handle, state, ids));
        } else {
            updateOneByOne(handle, rows);
        }
    }

    private void update(Handle handle, DeliveryState state, List<UUID> rows) {
        AmongIds ids = among(rows);
        StoredDeliveryState.bind(ids.bind(handle.createUpdate(WITH_STATE + ids.in("id"))), state)
                .execute();
    }

    private static void updateOneByOne(Handle handle, Map<DeliveryState, List<UUID>> rows) {
        PreparedBatch updates = handle.prepareBatch(WITH_STATE + "id = :id");
        rows.forEach((state, ids) -> ids.forEach(
                id -> StoredDeliveryState.bind(updates, state).bind("id", id).add()));
        updates.execute();
    }

    private void delete(Handle handle, List<DeliveryId> forgotten) {
        if (!forgotten.isEmpty()) {
            AmongIds ids = among(forgotten.stream().map(DeliveryId::value).toList());
            ids.bind(handle.createUpdate("DELETE FROM <prefix>delivery WHERE " + ids.in("id")))
                    .execute();
        }
    }

    private AmongIds among(Collection<UUID> ids) {
        return new AmongIds(database.dialect(), ids);
    }

    DeliveryCounts counts(IssueId issue) {
        Map<String, Long> counts = database.read(
                "count deliveries",
                handle -> handle.createQuery(indexes.counts())
                        .bind("issue", issue.value())
                        .map(database.mapper(row -> Map.entry(row.text("state"), row.number("number_of_rows"))))
                        .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
        return new DeliveryCounts(
                counts.getOrDefault(DeliveryState.Kind.PENDING.name(), 0L),
                counts.getOrDefault(DeliveryState.Kind.CLAIMED.name(), 0L),
                counts.getOrDefault(DeliveryState.Kind.SENT.name(), 0L),
                counts.getOrDefault(DeliveryState.Kind.UNCERTAIN.name(), 0L),
                counts.getOrDefault(DeliveryState.Kind.FAILED.name(), 0L));
    }

    List<Delivery> list(IssueId issue, DeliveryState.Kind state, Optional<DeliveryId> after, int limit) {
        Bounds.listLimit(limit);
        Dialect dialect = database.dialect();
        Conditions conditions = indexes.inState(issue, state, after);
        return database.read(
                "list deliveries",
                handle -> conditions
                        .bind(handle.createQuery("SELECT * FROM "
                                + conditions.table("<prefix>delivery", "", dialect, Optional.of(String.valueOf(limit)))
                                + conditions.where(dialect) + conditions.order(dialect) + Conditions.limit(limit)))
                        .map(database.mapper(Ledger::read))
                        .list());
    }

    Optional<Delivery> find(DeliveryId id) {
        return database.read(
                "find a delivery",
                handle -> handle.createQuery("SELECT * FROM <prefix>delivery WHERE id = :id")
                        .bind("id", id.value())
                        .map(database.mapper(Ledger::read))
                        .findOne());
    }

    int reopen(IssueId issue, Collection<DeliveryId> deliveries, Instant now) {
        Bounds.atOnce(deliveries, "deliveries");
        if (deliveries.isEmpty()) {
            return 0;
        }
        AmongIds ids =
                among(deliveries.stream().distinct().map(DeliveryId::value).toList());
        return database.write(
                "reopen deliveries",
                handle -> StoredDeliveryState.bind(
                                ids.bind(handle.createUpdate("""
                                UPDATE <prefix>delivery
                                SET state = :state, is_open = :is_open, due_at = :due_at, ended_at = :ended_at,
                                    worker = :worker, reason = :reason
                                WHERE issue = :issue AND state IN (:uncertain, :failed) AND\s""" + ids.in("id"))), new DeliveryState.Pending(now))
                        .bind("issue", issue.value())
                        .bind("uncertain", DeliveryState.Kind.UNCERTAIN.name())
                        .bind("failed", DeliveryState.Kind.FAILED.name())
                        .execute());
    }

    List<Delivery> received(SubscriberId subscriber, Optional<DeliveryId> after, int limit) {
        Bounds.listLimit(limit);
        Conditions conditions = indexes.afterOfSubscriber(subscriber, after);
        return database.read(
                "list deliveries to a subscriber",
                handle -> conditions
                        .bind(handle.createQuery(indexes.ofSubscriber(conditions) + Conditions.limit(limit)))
                        .map(database.mapper(Ledger::read))
                        .list());
    }

    int cancelPending(IssueId issue) {
        return database.write(
                "cancel deliveries",
                handle -> handle.createUpdate("DELETE FROM <prefix>delivery"
                                + " WHERE issue = :issue AND is_open = TRUE AND state = :pending")
                        .bind("issue", issue.value())
                        .bind("pending", DeliveryState.Kind.PENDING.name())
                        .execute());
    }

    /** Marks first: that locks the rows, so that none slips from one state into another between the statements. */
    void forget(Handle handle, SubscriberId subscriber) {
        handle.createUpdate("UPDATE <prefix>delivery SET forgotten = TRUE WHERE " + indexes.isOfSubscriber())
                .bind("subscriber", subscriber.value())
                .execute();
        handle.createUpdate("DELETE FROM <prefix>delivery WHERE " + indexes.isOfSubscriber() + " AND state <> :claimed")
                .bind("subscriber", subscriber.value())
                .bind("claimed", DeliveryState.Kind.CLAIMED.name())
                .execute();
    }

    private static Delivery read(Row row) throws SQLException {
        return new Delivery(
                new DeliveryId(row.uuid("id")),
                new IssueId(row.uuid("issue")),
                new SubscriberId(row.uuid("subscriber")),
                EmailAddress.of(row.text("email")),
                LanguageTag.of(row.text("language")),
                StoredDeliveryState.read(row),
                Math.toIntExact(row.number("attempts")),
                row.number("fence"));
    }
}
