package io.billet.storage.jdbc;

import io.billet.core.AlreadyExistsException;
import io.billet.core.BlogException;
import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.SubscriberStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** Subscribers, and beside them their histories of consent and a table that finds them by their labels. */
final class JdbcSubscriberStore implements SubscriberStore {

    private final Database database;
    private final ConsentHistory history;
    private final Ledger ledger;

    JdbcSubscriberStore(Database database) {
        this.database = database;
        this.history = new ConsentHistory(database);
        this.ledger = new Ledger(database);
    }

    @Override
    public Subscriber create(Subscriber subscriber) {
        NewRows.requireNew("subscriber", subscriber.version());
        Subscriber stored = subscriber.withVersion(1);
        try {
            return database.write("store a subscriber", handle -> {
                insert(handle, stored);
                insertLabels(handle, stored);
                history.add(handle, Optional.empty(), stored);
                return stored;
            });
        } catch (UniqueViolation e) {
            throw find(subscriber.id()).isPresent()
                    ? new AlreadyExistsException(
                            "Subscriber", "id", subscriber.id().toString())
                    : emailTaken(subscriber);
        }
    }

    private static AlreadyExistsException emailTaken(Subscriber subscriber) {
        return new AlreadyExistsException(
                "Subscriber", "email", subscriber.email().toString());
    }

    private static void insert(Handle handle, Subscriber subscriber) {
        bind(handle.createUpdate("""
                                INSERT INTO <prefix>subscriber (id, email, name, language, labels, declined, state, state_at,
                                    state_reason, consent_form, consent_text_version, consent_asked_at,
                                    consent_confirmed_at, consent_address, consent_agent, created_at, updated_at,
                                    version)
                                VALUES (:id, :email, :name, :language, :labels, :declined, :state, :state_at,
                                    :state_reason, :consent_form, :consent_text_version, :consent_asked_at,
                                    :consent_confirmed_at, :consent_address, :consent_agent, :created_at, :updated_at,
                                    :version)
                                """), subscriber).execute();
    }

    private static void insertLabels(Handle handle, Subscriber subscriber) {
        if (subscriber.labels().isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("INSERT INTO <prefix>subscriber_label (label, state, subscriber)"
                + " VALUES (:label, :state, :subscriber)");
        for (Label label : subscriber.labels()) {
            rows.bind("label", label.value())
                    .bind("state", subscriber.state().kind().name())
                    .bind("subscriber", subscriber.id().value())
                    .add();
        }
        rows.execute();
    }

    @Override
    public Subscriber update(Subscriber subscriber) {
        Subscriber stored = subscriber.withVersion(subscriber.version() + 1);
        try {
            return database.write("update a subscriber", handle -> {
                Optional<Subscriber> found = find(handle, subscriber.id());
                if (!replace(handle, stored, subscriber.version())) {
                    throw refusal(handle, subscriber);
                }
                deleteLabels(handle, stored.id());
                insertLabels(handle, stored);
                // Of the version that was replaced, or there would have been none to replace.
                history.add(handle, found, stored);
                return stored;
            });
        } catch (UniqueViolation e) {
            throw emailTaken(subscriber);
        }
    }

    private static boolean replace(Handle handle, Subscriber subscriber, long versionBefore) {
        return bind(handle.createUpdate("""
                                        UPDATE <prefix>subscriber
                                        SET email = :email, name = :name, language = :language, labels = :labels,
                                            declined = :declined,
                                            state = :state, state_at = :state_at, state_reason = :state_reason,
                                            consent_form = :consent_form,
                                            consent_text_version = :consent_text_version,
                                            consent_asked_at = :consent_asked_at,
                                            consent_confirmed_at = :consent_confirmed_at,
                                            consent_address = :consent_address, consent_agent = :consent_agent,
                                            created_at = :created_at, updated_at = :updated_at, version = :version
                                        WHERE id = :id AND version = :version_before
                                        """), subscriber)
                        .bind("version_before", versionBefore)
                        .execute()
                == 1;
    }

    private static BlogException refusal(Handle handle, Subscriber subscriber) {
        String id = subscriber.id().toString();
        return handle.createQuery("SELECT version FROM <prefix>subscriber WHERE id = :id")
                .bind("id", subscriber.id().value())
                .mapTo(Long.class)
                .findOne()
                .<BlogException>map(stored -> new StaleVersionException("Subscriber", id, subscriber.version(), stored))
                .orElseGet(() -> new NotFoundException("Subscriber", id));
    }

    @Override
    public void erase(SubscriberId id) {
        database.write("erase a subscriber", handle -> {
            handle.createUpdate("DELETE FROM <prefix>subscriber WHERE id = :id")
                    .bind("id", id.value())
                    .execute();
            deleteLabels(handle, id);
            ledger.forget(handle, id);
            return id;
        });
        database.erased();
    }

    private static void deleteLabels(Handle handle, SubscriberId id) {
        handle.createUpdate("DELETE FROM <prefix>subscriber_label WHERE subscriber = :id")
                .bind("id", id.value())
                .execute();
    }

    @Override
    public Optional<Subscriber> find(SubscriberId id) {
        return database.read("find a subscriber", handle -> find(handle, id));
    }

    private Optional<Subscriber> find(Handle handle, SubscriberId id) {
        return handle.createQuery("SELECT * FROM <prefix>subscriber WHERE id = :id")
                .bind("id", id.value())
                .map(database.mapper(JdbcSubscriberStore::read))
                .findOne();
    }

    @Override
    public List<Subscriber> findAll(Collection<SubscriberId> ids) {
        Bounds.atOnce(ids, "ids");
        Set<SubscriberId> wanted = new LinkedHashSet<>(ids);
        if (wanted.isEmpty()) {
            return List.of();
        }
        AmongIds among = new AmongIds(
                database.dialect(), wanted.stream().map(SubscriberId::value).toList());
        Map<SubscriberId, Subscriber> found = database.read(
                "find subscribers",
                handle -> among.bind(handle.createQuery("SELECT * FROM <prefix>subscriber WHERE " + among.in("id")))
                        .map(database.mapper(JdbcSubscriberStore::read))
                        .collect(Collectors.toMap(Subscriber::id, Function.identity())));
        return wanted.stream().filter(found::containsKey).map(found::get).toList();
    }

    @Override
    public Optional<Subscriber> findByEmail(EmailAddress email) {
        return database.read(
                "find a subscriber by e-mail address",
                handle -> handle.createQuery("SELECT * FROM <prefix>subscriber WHERE email = :email")
                        .bind("email", email.value())
                        .map(database.mapper(JdbcSubscriberStore::read))
                        .findOne());
    }

    @Override
    public List<Subscriber> list(SubscriberQuery query, Optional<SubscriberId> after, int limit) {
        Bounds.listLimit(limit);
        Dialect dialect = database.dialect();
        Conditions conditions = matching(query)
                .ascendingBy(query.label().isPresent() ? "l.subscriber" : "s.id", after.map(SubscriberId::value));
        return database.read(
                "list subscribers",
                handle -> conditions
                        .bind(handle.createQuery("SELECT s.* FROM "
                                + from(query, conditions, dialect, Optional.of(String.valueOf(limit)))
                                + conditions.where(dialect)
                                + conditions.order(dialect) + Conditions.limit(limit)))
                        .map(database.mapper(JdbcSubscriberStore::read))
                        .list());
    }

    @Override
    public long count(SubscriberQuery query) {
        Conditions conditions = matching(query);
        String from = query.label().isPresent() ? "<prefix>subscriber_label l" : "<prefix>subscriber s";
        return database.read(
                "count subscribers",
                handle -> conditions
                        .bind(handle.createQuery("SELECT COUNT(*) FROM " + from + conditions.where(database.dialect())))
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public List<ConsentRecord> history(SubscriberId subscriber, OptionalLong afterVersion, int limit) {
        Bounds.listLimit(limit);
        return history.list(subscriber, afterVersion, limit);
    }

    @Override
    public int forgetEvidence(Instant before, int limit) {
        Bounds.limitAtOnce(limit);
        return history.forgetEvidence(before, limit);
    }

    private static String from(SubscriberQuery query, Conditions conditions, Dialect dialect, Optional<String> limit) {
        return query.label().isPresent()
                ? conditions.table("<prefix>subscriber_label", "l", dialect, limit)
                        + " JOIN <prefix>subscriber s ON s.id = l.subscriber"
                : conditions.table("<prefix>subscriber", "s", dialect, limit);
    }

    private static Conditions matching(SubscriberQuery query) {
        Conditions conditions = new Conditions();
        query.label().ifPresent(label -> conditions.indexed("l.label", "label", label.value()));
        String state = query.label().isPresent() ? "l.state" : "s.state";
        query.state().ifPresent(kind -> conditions.indexed(state, "state", kind.name()));
        if (query.label().isPresent()) {
            return conditions.along(query.state().isPresent() ? "subscriber_label_2" : "subscriber_label_1");
        }
        return query.state().isPresent() ? conditions.along("subscriber_2") : conditions;
    }

    private static Subscriber read(Row row) throws SQLException {
        return new Subscriber(
                new SubscriberId(row.uuid("id")),
                EmailAddress.of(row.text("email")),
                row.optionalText("name"),
                LanguageTag.of(row.text("language")),
                row.labels("labels"),
                row.optionalSlugs("declined"),
                ConsentHistory.readState(row),
                ConsentHistory.readConsent(row),
                row.time("created_at"),
                row.time("updated_at"),
                row.number("version"));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Subscriber subscriber) {
        return ConsentHistory.bind(statement, subscriber.state(), subscriber.consent())
                .bind("id", subscriber.id().value())
                .bind("email", subscriber.email().value())
                .bind("name", subscriber.name())
                .bind("language", subscriber.language().value())
                .bind("labels", Row.lines(subscriber.labels()))
                .bind("declined", Row.optionalLines(subscriber.declined()))
                .bind("created_at", Micros.of(subscriber.createdAt()))
                .bind("updated_at", Micros.of(subscriber.updatedAt()))
                .bind("version", subscriber.version());
    }
}
