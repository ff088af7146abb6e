package io.billet.storage.jdbc;

import io.billet.core.Consent;
import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The history of consent, and the columns that it shares with the subscribers: where somebody stands and what it rests on. A
 * history goes with its subscriber by the foreign key.
 */
final class ConsentHistory {

    private final Database database;

    ConsentHistory(Database database) {
        this.database = database;
    }

    /** Adds what a write makes, in the transaction of the write. */
    void add(Handle handle, Optional<Subscriber> found, Subscriber stored) {
        Optional<ConsentRecord> latest = found.isPresent() ? latest(handle, stored.id()) : Optional.empty();
        List<ConsentRecord> due = ConsentRecord.due(latest, found, stored);
        if (due.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO <prefix>consent (subscriber, version, recorded_at, email, language, state, state_at,
                    state_reason, consent_form, consent_text_version, consent_asked_at, consent_confirmed_at,
                    consent_address, consent_agent)
                VALUES (:subscriber, :version, :recorded_at, :email, :language, :state, :state_at,
                    :state_reason, :consent_form, :consent_text_version, :consent_asked_at, :consent_confirmed_at,
                    :consent_address, :consent_agent)
                """);
        for (ConsentRecord row : due) {
            bind(rows, row.state(), row.consent())
                    .bind("subscriber", row.subscriber().value())
                    .bind("version", row.version())
                    .bind("recorded_at", Micros.of(row.at()))
                    .bind("email", row.email().value())
                    .bind("language", row.language().value())
                    .add();
        }
        rows.execute();
    }

    private Optional<ConsentRecord> latest(Handle handle, SubscriberId id) {
        return handle.createQuery("SELECT * FROM <prefix>consent WHERE subscriber = :subscriber"
                        + " ORDER BY subscriber DESC, version DESC LIMIT 1")
                .bind("subscriber", id.value())
                .map(database.mapper(ConsentHistory::read))
                .findOne();
    }

    List<ConsentRecord> list(SubscriberId subscriber, OptionalLong afterVersion, int limit) {
        Conditions conditions = new Conditions()
                .indexed("subscriber", "subscriber", subscriber.value())
                .ascendingBy(
                        "version", afterVersion.isPresent() ? Optional.of(afterVersion.getAsLong()) : Optional.empty());
        Dialect dialect = database.dialect();
        return database.read(
                "list a history of consent",
                handle -> conditions
                        .bind(handle.createQuery("SELECT * FROM "
                                + conditions.table("<prefix>consent", "", dialect, Optional.of(String.valueOf(limit)))
                                + conditions.where(dialect) + conditions.order(dialect) + Conditions.limit(limit)))
                        .map(database.mapper(ConsentHistory::read))
                        .list());
    }

    /** Returns of how many subscribers and rows it was forgotten; subscribers first, as every write meets them first. */
    int forgetEvidence(Instant before, int limit) {
        return database.write("forget evidence of consent", handle -> {
            List<UUID> subscribers = old(handle, "<prefix>subscriber", before, limit, row -> row.uuid("id"));
            if (!subscribers.isEmpty()) {
                handle.createUpdate("UPDATE <prefix>subscriber"
                                + " SET consent_address = NULL, consent_agent = NULL, version = version + 1"
                                + " WHERE id IN (<ids>) AND consent_asked_at < :before AND "
                                + "(consent_address IS NOT NULL OR consent_agent IS NOT NULL)")
                        .bindList("ids", subscribers)
                        .bind("before", Micros.ofNearest(before))
                        .execute();
            }
            int left = limit - subscribers.size();
            return subscribers.size() + (left == 0 ? 0 : clearRows(handle, before, left));
        });
    }

    private int clearRows(Handle handle, Instant before, int limit) {
        List<Map.Entry<UUID, Long>> old = old(
                handle,
                "<prefix>consent",
                before,
                limit,
                row -> Map.entry(row.uuid("subscriber"), row.number("version")));
        if (!old.isEmpty()) {
            PreparedBatch rows =
                    handle.prepareBatch("UPDATE <prefix>consent SET consent_address = NULL, consent_agent = NULL"
                            + " WHERE subscriber = :subscriber AND version = :version");
            old.forEach(row -> rows.bind("subscriber", row.getKey())
                    .bind("version", row.getValue())
                    .add());
            rows.execute();
        }
        return old.size();
    }

    /** The lower bound keeps a database that sorts nulls first from walking through all of them. */
    private <T> List<T> old(Handle handle, String table, Instant before, int limit, Row.Reader<T> reader) {
        return handle.createQuery("SELECT * FROM " + table
                        + " WHERE evidence_at > :earliest AND evidence_at < :before ORDER BY evidence_at"
                        + Conditions.limit(limit))
                .bind("earliest", Long.MIN_VALUE)
                .bind("before", Micros.ofNearest(before))
                .map(database.mapper(reader))
                .list();
    }

    static SubscriberState readState(Row row) throws SQLException {
        return switch (row.constant(SubscriberState.Kind.class, "state")) {
            case PENDING -> new SubscriberState.Pending();
            case CONFIRMED -> new SubscriberState.Confirmed();
            case UNSUBSCRIBED -> new SubscriberState.Unsubscribed(row.time("state_at"));
            case SUPPRESSED ->
                new SubscriberState.Suppressed(
                        row.time("state_at"), row.constant(SubscriberState.Reason.class, "state_reason"));
        };
    }

    static Consent readConsent(Row row) throws SQLException {
        return new Consent(
                row.text("consent_form"),
                row.text("consent_text_version"),
                row.time("consent_asked_at"),
                row.optionalTime("consent_confirmed_at"),
                row.optionalText("consent_address"),
                row.optionalText("consent_agent"));
    }

    static <S extends SqlStatement<S>> S bind(S statement, SubscriberState state, Consent consent) {
        Optional<SubscriberState.Suppressed> suppressed = Optional.of(state)
                .filter(SubscriberState.Suppressed.class::isInstance)
                .map(SubscriberState.Suppressed.class::cast);
        Optional<Instant> since = state instanceof SubscriberState.Unsubscribed unsubscribed
                ? Optional.of(unsubscribed.at())
                : suppressed.map(SubscriberState.Suppressed::at);
        return statement
                .bind("state", state.kind().name())
                .bind("state_at", since.map(Micros::of))
                .bind("state_reason", suppressed.map(each -> each.reason().name()))
                .bind("consent_form", consent.form())
                .bind("consent_text_version", consent.textVersion())
                .bind("consent_asked_at", Micros.of(consent.askedAt()))
                .bind("consent_confirmed_at", consent.confirmedAt().map(Micros::of))
                .bind("consent_address", consent.address())
                .bind("consent_agent", consent.agent());
    }

    private static ConsentRecord read(Row row) throws SQLException {
        return new ConsentRecord(
                new SubscriberId(row.uuid("subscriber")),
                row.number("version"),
                row.time("recorded_at"),
                EmailAddress.of(row.text("email")),
                LanguageTag.of(row.text("language")),
                readState(row),
                readConsent(row));
    }
}
