package io.billet.storage.jdbc;

import io.billet.core.AlreadyExistsException;
import io.billet.core.DeliveryState;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.OutboxReport;
import io.billet.storage.api.OutboxStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The outbox; the fencing token decides every race about a row, as in the {@link Ledger}. */
final class JdbcOutboxStore implements OutboxStore {

    private final Database database;

    JdbcOutboxStore(Database database) {
        this.database = database;
    }

    /** The unique key decides between two; the row that it meets may be claimed in between, and then there is room for one. */
    @Override
    public boolean add(OutboxMail mail) {
        Bounds.fresh(mail);
        String key = mail.purpose() + "\n" + mail.subject();
        while (true) {
            try {
                return database.write("add a mail", handle -> added(handle, mail, key));
            } catch (UniqueViolation e) {
                if (database.read("find a mail", handle -> isStored(handle, mail.id()))) {
                    throw new AlreadyExistsException(
                            "OutboxMail", "id", mail.id().toString());
                }
            }
        }
    }

    private static boolean added(Handle handle, OutboxMail mail, String key) {
        if (isStored(handle, mail.id())) {
            throw new AlreadyExistsException("OutboxMail", "id", mail.id().toString());
        }
        boolean waits = handle.createUpdate("UPDATE <prefix>outbox SET note = :note WHERE fresh_key = :key")
                        .bind("note", mail.note())
                        .bind("key", key)
                        .execute()
                == 1;
        if (!waits) {
            insert(handle, mail, key);
        }
        return !waits;
    }

    private static boolean isStored(Handle handle, OutboxId id) {
        return handle.createQuery("SELECT attempts FROM <prefix>outbox WHERE id = :id")
                .bind("id", id.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static void insert(Handle handle, OutboxMail mail, String key) {
        StoredDeliveryState.bind(handle.createUpdate("""
                                INSERT INTO <prefix>outbox (id, purpose, subject, note, created_at, fresh_key, state, is_open,
                                    due_at, ended_at, worker, reason, attempts, fence)
                                VALUES (:id, :purpose, :subject, :note, :created_at, :key, :state, :is_open,
                                    :due_at, :ended_at, :worker, :reason, 0, 0)
                                """), mail.state())
                .bind("id", mail.id().value())
                .bind("purpose", mail.purpose())
                .bind("subject", mail.subject())
                .bind("note", mail.note())
                .bind("created_at", Micros.of(mail.createdAt()))
                .bind("key", key)
                .execute();
    }

    /** Tries again while others are quicker, so that an empty answer means that there is nothing to do. */
    @Override
    public List<OutboxMail> claim(String worker, int limit, Instant now, Duration lease) {
        Bounds.limitAtOnce(limit);
        Bounds.lease(lease);
        DeliveryState.Claimed claimed = new DeliveryState.Claimed(worker, now.plus(lease));
        while (true) {
            Optional<List<OutboxMail>> taken =
                    database.write("claim mails", handle -> tryToClaim(handle, claimed, limit, now));
            if (taken.isPresent()) {
                return taken.get();
            }
        }
    }

    private Optional<List<OutboxMail>> tryToClaim(
            Handle handle, DeliveryState.Claimed claimed, int limit, Instant now) {
        Dialect dialect = database.dialect();
        String order = dialect.ordersByPlaceAlone() ? "due_at, id" : "is_open, due_at, id";
        List<OutboxMail> free = handle.createQuery("SELECT * FROM <prefix>outbox" + dialect.alongIndex("outbox_2")
                        + " WHERE is_open = TRUE AND due_at <= :now ORDER BY " + order + Conditions.limit(limit)
                        + dialect.lockUnlessLocked())
                .bind("now", Micros.ofNearest(now))
                .map(database.mapper(JdbcOutboxStore::read))
                .list();
        if (free.isEmpty()) {
            return Optional.of(List.of());
        }
        List<OutboxMail> taken = take(handle, free, claimed);
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken);
    }

    /** Where the rows were locked, as they were not in H2, all are taken: a driver need not count what a batch changes. */
    private static List<OutboxMail> take(Handle handle, List<OutboxMail> free, DeliveryState.Claimed claimed) {
        PreparedBatch updates = handle.prepareBatch("""
                UPDATE <prefix>outbox
                SET state = :state, is_open = :is_open, due_at = :due_at, ended_at = :ended_at, worker = :worker,
                    reason = :reason, fresh_key = NULL, attempts = attempts + 1, fence = fence + 1
                WHERE id = :id AND fence = :fence AND is_open = TRUE
                """);
        for (OutboxMail mail : free) {
            StoredDeliveryState.bind(updates, claimed)
                    .bind("id", mail.id().value())
                    .bind("fence", mail.fence())
                    .add();
        }
        int[] updated = updates.execute();
        List<OutboxMail> taken = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] != 0) {
                taken.add(free.get(i).claimed(claimed.worker(), claimed.leaseUntil()));
            }
        }
        return taken;
    }

    /** Locks the rows and looks at their fences first, in the order of ids, as {@link Ledger#record} does. */
    @Override
    public Set<OutboxId> record(Collection<OutboxReport> given) {
        Bounds.outboxReports(given);
        Map<OutboxId, Recorded> reports = new TreeMap<>();
        given.forEach(report -> reports.put(
                report.mail(), new Recorded(report.fence(), report.outcome().toState())));
        return reports.isEmpty() ? Set.of() : database.write("record mails", handle -> record(handle, reports));
    }

    private record Recorded(long fence, DeliveryState state) {}

    private Set<OutboxId> record(Handle handle, Map<OutboxId, Recorded> reports) {
        AmongIds ids = new AmongIds(
                database.dialect(),
                reports.keySet().stream().map(OutboxId::value).toList());
        List<OutboxId> held = ids.bind(handle.createQuery("SELECT id, fence FROM <prefix>outbox WHERE " + ids.in("id")
                        + " AND state = :claimed ORDER BY id FOR UPDATE"))
                .bind("claimed", DeliveryState.Kind.CLAIMED.name())
                .map(database.mapper(row -> Map.entry(new OutboxId(row.uuid("id")), row.number("fence"))))
                .filter(row -> Objects.requireNonNull(reports.get(row.getKey())).fence() == row.getValue())
                .map(Map.Entry::getKey)
                .list();
        if (!held.isEmpty()) {
            PreparedBatch updates = handle.prepareBatch("""
                    UPDATE <prefix>outbox
                    SET state = :state, is_open = :is_open, due_at = :due_at, ended_at = :ended_at, worker = :worker,
                        reason = :reason
                    WHERE id = :id
                    """);
            for (OutboxId id : held) {
                StoredDeliveryState.bind(
                                updates, Objects.requireNonNull(reports.get(id)).state())
                        .bind("id", id.value())
                        .add();
            }
            updates.execute();
        }
        Set<OutboxId> refused = new TreeSet<>(reports.keySet());
        held.forEach(refused::remove);
        return refused;
    }

    @Override
    public List<OutboxMail> list(DeliveryState.Kind state, Optional<OutboxId> after, int limit) {
        Bounds.listLimit(limit);
        Dialect dialect = database.dialect();
        Conditions conditions = new Conditions()
                .indexed("state", "state", state.name())
                .along("outbox_3")
                .ascendingBy("id", after.map(OutboxId::value));
        return database.read(
                "list mails",
                handle -> conditions
                        .bind(handle.createQuery("SELECT * FROM "
                                + conditions.table("<prefix>outbox", "", dialect, Optional.of(String.valueOf(limit)))
                                + conditions.where(dialect) + conditions.order(dialect) + Conditions.limit(limit)))
                        .map(database.mapper(JdbcOutboxStore::read))
                        .list());
    }

    @Override
    public void forget(String subject) {
        if (StorableText.is(subject)) {
            database.write(
                    "forget mails",
                    handle -> handle.createUpdate("DELETE FROM <prefix>outbox WHERE subject = :subject")
                            .bind("subject", subject)
                            .execute());
        }
    }

    /** By their ids, as not every database takes a limit where it deletes. */
    @Override
    public int removeEnded(Instant before, int limit) {
        Bounds.limitAtOnce(limit);
        return database.write("remove ended mails", handle -> {
            List<OutboxId> ended = handle.createQuery("SELECT id FROM <prefix>outbox WHERE ended_at < :before"
                            + " ORDER BY ended_at" + Conditions.limit(limit))
                    .bind("before", Micros.ofNearest(before))
                    .map(database.mapper(row -> new OutboxId(row.uuid("id"))))
                    .list();
            return ended.isEmpty()
                    ? 0
                    : handle.createUpdate("DELETE FROM <prefix>outbox WHERE id IN (<ids>) AND ended_at < :before")
                            .bindList("ids", ended.stream().map(OutboxId::value).toList())
                            .bind("before", Micros.ofNearest(before))
                            .execute();
        });
    }

    private static OutboxMail read(Row row) throws SQLException {
        return new OutboxMail(
                new OutboxId(row.uuid("id")),
                row.text("purpose"),
                row.text("subject"),
                row.optionalText("note"),
                row.time("created_at"),
                StoredDeliveryState.read(row),
                Math.toIntExact(row.number("attempts")),
                row.number("fence"));
    }
}
