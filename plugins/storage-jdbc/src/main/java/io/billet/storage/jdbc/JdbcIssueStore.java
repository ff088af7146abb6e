package io.billet.storage.jdbc;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ArticleId;
import io.billet.core.BlogException;
import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.IssueText;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.core.SubscriberId;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.ClaimedDelivery;
import io.billet.storage.api.DeliveryReport;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.Recipient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Newsletter issues; {@link IssueTexts} keeps what they say, {@link Ledger} their deliveries. */
final class JdbcIssueStore implements IssueStore {

    private final Database database;
    private final Ledger ledger;
    private final IssueTexts texts;

    JdbcIssueStore(Database database) {
        this.database = database;
        this.texts = new IssueTexts(database);
        this.ledger = new Ledger(database);
    }

    @Override
    public Issue create(Issue issue, Optional<IdempotencyKey> key) {
        NewRows.requireNew("issue", issue.version());
        Issue stored = issue.withVersion(1);
        try {
            return database.write("store an issue", handle -> {
                Optional<Issue> earlier = key.flatMap(given -> findByKey(handle, given));
                if (earlier.isEmpty()) {
                    insert(handle, stored, key);
                    texts.insert(handle, stored);
                }
                return earlier.orElse(stored);
            });
        } catch (UniqueViolation e) {
            return key.flatMap(given -> database.read("find an issue", handle -> findByKey(handle, given)))
                    .orElseThrow(() ->
                            new AlreadyExistsException("Issue", "id", issue.id().toString()));
        }
    }

    private Optional<Issue> findByKey(Handle handle, IdempotencyKey key) {
        return texts.withTexts(handle.createQuery(
                        IssueTexts.ISSUES_WITH_TEXTS + " WHERE i.idempotency_key = :key" + IssueTexts.IN_ORDER)
                .bind("key", key.value()));
    }

    private static void insert(Handle handle, Issue issue, Optional<IdempotencyKey> key) {
        bind(handle.createUpdate("""
                                INSERT INTO <prefix>issue (id, article, article_version, subject, audience,
                                    audience_labels, state, state_at, pause_reason, recipients, pending, claimed, sent, uncertain,
                                    failed, created_at, version, idempotency_key)
                                VALUES (:id, :article, :article_version, :subject, :audience,
                                    :audience_labels, :state, :state_at, :pause_reason, :recipients, :pending, :claimed, :sent,
                                    :uncertain, :failed, :created_at, :version, :key)
                                """), issue)
                .bind("key", key.map(IdempotencyKey::value))
                .execute();
    }

    @Override
    public Issue update(Issue issue) {
        Issue stored = issue.withVersion(issue.version() + 1);
        return database.write("update an issue", handle -> {
            if (!replace(handle, stored, issue.version())) {
                throw refusal(handle, issue);
            }
            texts.replace(handle, stored);
            return stored;
        });
    }

    private static boolean replace(Handle handle, Issue issue, long versionBefore) {
        return bind(handle.createUpdate("""
                                        UPDATE <prefix>issue
                                        SET article = :article, article_version = :article_version,
                                            subject = :subject, audience = :audience,
                                            audience_labels = :audience_labels, state = :state, state_at = :state_at,
                                            pause_reason = :pause_reason, recipients = :recipients, pending = :pending, claimed = :claimed,
                                            sent = :sent, uncertain = :uncertain, failed = :failed,
                                            created_at = :created_at, version = :version
                                        WHERE id = :id AND version = :version_before
                                        """), issue)
                        .bind("version_before", versionBefore)
                        .execute()
                == 1;
    }

    private static BlogException refusal(Handle handle, Issue issue) {
        String id = issue.id().toString();
        return handle.createQuery("SELECT version FROM <prefix>issue WHERE id = :id")
                .bind("id", issue.id().value())
                .mapTo(Long.class)
                .findOne()
                .<BlogException>map(stored -> new StaleVersionException("Issue", id, issue.version(), stored))
                .orElseGet(() -> new NotFoundException("Issue", id));
    }

    @Override
    public Optional<Issue> find(IssueId id) {
        return database.read(
                "find an issue",
                handle -> texts.withTexts(
                        handle.createQuery(IssueTexts.ISSUES_WITH_TEXTS + " WHERE i.id = :id" + IssueTexts.IN_ORDER)
                                .bind("id", id.value())));
    }

    @Override
    public List<IssueSummary> list(IssueQuery query, Optional<IssueId> after, int limit) {
        Bounds.listLimit(limit);
        Dialect dialect = database.dialect();
        Conditions conditions = matching(query).descendingBy("id", after.map(IssueId::value));
        return database.read(
                "list issues",
                handle -> conditions
                        .bind(handle.createQuery("SELECT * FROM "
                                + conditions.table("<prefix>issue", "", dialect, Optional.of(String.valueOf(limit)))
                                + conditions.where(dialect) + conditions.order(dialect) + Conditions.limit(limit)))
                        .map(database.mapper(row -> IssueSummary.of(read(row, List.of()))))
                        .list());
    }

    private static Conditions matching(IssueQuery query) {
        Conditions conditions = new Conditions();
        query.article().ifPresent(article -> conditions.indexed("article", "article", article.value()));
        query.state().ifPresent(kind -> conditions.indexed("state", "state", kind.name()));
        if (query.article().isPresent()) {
            return conditions.along(query.state().isPresent() ? "issue_4" : "issue_3");
        }
        return query.state().isPresent() ? conditions.along("issue_2") : conditions;
    }

    @Override
    public int enqueue(IssueId issue, Collection<Recipient> recipients, Instant now) {
        return ledger.enqueue(issue, recipients, now);
    }

    @Override
    public List<ClaimedDelivery> claim(
            IssueId issue, Optional<DeliveryId> after, String worker, int limit, Instant now, Duration lease) {
        return ledger.claim(issue, after, worker, limit, now, lease);
    }

    @Override
    public Set<DeliveryId> record(Collection<DeliveryReport> reports) {
        return ledger.record(reports);
    }

    @Override
    public DeliveryCounts counts(IssueId issue) {
        return ledger.counts(issue);
    }

    @Override
    public List<Delivery> deliveries(IssueId issue, DeliveryState.Kind state, Optional<DeliveryId> after, int limit) {
        return ledger.list(issue, state, after, limit);
    }

    @Override
    public Optional<Delivery> delivery(DeliveryId id) {
        return ledger.find(id);
    }

    @Override
    public int reopen(IssueId issue, Collection<DeliveryId> deliveries, Instant now) {
        return ledger.reopen(issue, deliveries, now);
    }

    @Override
    public List<Delivery> received(SubscriberId subscriber, Optional<DeliveryId> after, int limit) {
        return ledger.received(subscriber, after, limit);
    }

    @Override
    public int cancelPending(IssueId issue) {
        return ledger.cancelPending(issue);
    }

    @Override
    public void forget(SubscriberId subscriber) {
        database.write("forget a subscriber's deliveries", handle -> {
            ledger.forget(handle, subscriber);
            return subscriber;
        });
    }

    static Issue read(Row row, List<IssueText> texts) throws SQLException {
        return new Issue(
                new IssueId(row.uuid("id")),
                new ArticleId(row.uuid("article")),
                row.number("article_version"),
                row.text("subject"),
                texts,
                StoredAudience.read(row),
                readState(row),
                row.time("created_at"),
                row.number("version"));
    }

    private static IssueState readState(Row row) throws SQLException {
        return switch (row.constant(IssueState.Kind.class, "state")) {
            case PLANNED -> new IssueState.Planned(row.optionalTime("state_at"));
            case PREPARING -> new IssueState.Preparing();
            case SENDING -> new IssueState.Sending(row.time("state_at"), row.number("recipients"));
            case PAUSED ->
                new IssueState.Paused(
                        row.time("state_at"),
                        row.constant(IssueState.Reason.class, "pause_reason"),
                        row.optionalNumber("recipients"));
            case COMPLETED -> new IssueState.Completed(row.time("state_at"), readCounts(row));
            case CANCELLED -> new IssueState.Cancelled(row.time("state_at"), readCounts(row));
        };
    }

    private static DeliveryCounts readCounts(Row row) throws SQLException {
        return new DeliveryCounts(
                row.number("pending"),
                row.number("claimed"),
                row.number("sent"),
                row.number("uncertain"),
                row.number("failed"));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Issue issue) {
        StoredAudience audience = StoredAudience.of(issue.audience());
        statement
                .bind("id", issue.id().value())
                .bind("article", issue.article().value())
                .bind("article_version", issue.articleVersion())
                .bind("subject", issue.subject())
                .bind("audience", audience.kind().name())
                .bind("audience_labels", Row.lines(audience.labels()))
                .bind("state", issue.state().kind().name())
                .bind("created_at", Micros.of(issue.createdAt()))
                .bind("version", issue.version());
        statement.bind(
                "pause_reason",
                issue.state() instanceof IssueState.Paused paused
                        ? Optional.of(paused.reason().name())
                        : Optional.<String>empty());
        return bindState(statement, issue.state());
    }

    private static <S extends SqlStatement<S>> S bindState(S statement, IssueState state) {
        if (state instanceof IssueState.Planned planned) {
            return bindState(statement, planned.at(), Optional.empty(), Optional.empty());
        }
        if (state instanceof IssueState.Paused paused) {
            return bindState(statement, Optional.of(paused.at()), paused.recipients(), Optional.empty());
        }
        if (state instanceof IssueState.Sending sending) {
            return bindState(statement, Optional.of(sending.at()), Optional.of(sending.recipients()), Optional.empty());
        }
        if (state instanceof IssueState.Completed completed) {
            return bindState(statement, Optional.of(completed.at()), Optional.empty(), Optional.of(completed.counts()));
        }
        if (state instanceof IssueState.Cancelled cancelled) {
            return bindState(statement, Optional.of(cancelled.at()), Optional.empty(), Optional.of(cancelled.counts()));
        }
        return bindState(statement, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static <S extends SqlStatement<S>> S bindState(
            S statement, Optional<Instant> at, Optional<Long> recipients, Optional<DeliveryCounts> counts) {
        return statement
                .bind("state_at", at.map(Micros::of))
                .bind("recipients", recipients)
                .bind("pending", counts.map(DeliveryCounts::pending))
                .bind("claimed", counts.map(DeliveryCounts::claimed))
                .bind("sent", counts.map(DeliveryCounts::sent))
                .bind("uncertain", counts.map(DeliveryCounts::uncertain))
                .bind("failed", counts.map(DeliveryCounts::failed));
    }
}
