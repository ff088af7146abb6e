package io.billet.storage.jdbc;

import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.IssueId;
import io.billet.core.SubscriberId;
import java.time.Instant;
import java.util.Optional;

/**
 * Along which indexes rows of the ledger are found. Where an index may hold some of the rows only, there is one of those that are
 * open and one of those at an end, and none of subscribers, whose rows are found issue by issue: each index more is written with
 * each outcome (docs/adr/0111).
 */
final class LedgerIndexes {

    private static final String COUNTS =
            "SELECT state, COUNT(*) AS number_of_rows FROM <prefix>delivery" + " WHERE issue = :issue GROUP BY state";

    private static final String COUNTS_IN_PARTS = "SELECT state, COUNT(*) AS number_of_rows FROM <prefix>delivery"
            + " WHERE issue = :issue AND is_open GROUP BY state"
            + " UNION ALL SELECT outcome, COUNT(*) FROM <prefix>delivery"
            + " WHERE issue = :issue AND NOT is_open GROUP BY outcome";

    /** What is asked for inside is asked of each issue, whatever the planner thinks of it: that is what OFFSET is for. */
    private static final String OF_SUBSCRIBER_BY_ISSUES = "(SELECT d.* FROM <prefix>issue i CROSS JOIN LATERAL"
            + " (SELECT * FROM <prefix>delivery WHERE issue = i.id AND subscriber = :subscriber OFFSET 0) d) of_subscriber";

    /** The same as the id, of a row that is open; said so that no other index has rows in the order that is asked for. */
    private static final String OPEN_ID = "(CASE WHEN is_open THEN id END)";

    private final Dialect dialect;

    LedgerIndexes(Dialect dialect) {
        this.dialect = dialect;
    }

    private boolean areInParts() {
        return dialect.hasPartialIndexes();
    }

    /** Rows that may be claimed, those of other workers among them whose lease has run out. */
    Conditions due(IssueId issue, Optional<DeliveryId> after, Instant now) {
        Conditions open = areInParts()
                ? openPart(issue, after)
                : new Conditions()
                        .indexed("issue", "issue", issue.value())
                        .indexed("is_open", "is_open", true)
                        .along("delivery_2")
                        .ascendingBy("id", after.map(DeliveryId::value));
        return open.and("due_at <= ?", "now", Micros.ofNearest(now));
    }

    private static Conditions openPart(IssueId issue, Optional<DeliveryId> after) {
        return new Conditions()
                .indexed("issue", "issue", issue.value())
                .along("delivery_5")
                .byEquality()
                .and("is_open")
                .ascendingBy(OPEN_ID, after.map(DeliveryId::value));
    }

    Conditions inState(IssueId issue, DeliveryState.Kind state, Optional<DeliveryId> after) {
        if (areInParts() && isOpen(state)) {
            return openPart(issue, after).and("state = ?", "state", state.name());
        }
        Conditions conditions = new Conditions().indexed("issue", "issue", issue.value());
        if (areInParts()) {
            conditions
                    .indexed("outcome", "state", state.name())
                    .along("delivery_6")
                    .and("NOT is_open");
        } else {
            conditions.indexed("state", "state", state.name()).along("delivery_3");
        }
        return conditions.ascendingBy("id", after.map(DeliveryId::value));
    }

    private static boolean isOpen(DeliveryState.Kind state) {
        return state == DeliveryState.Kind.PENDING || state == DeliveryState.Kind.CLAIMED;
    }

    /** Returns a query of states and numbers of rows for {@code :issue}. */
    String counts() {
        return areInParts() ? COUNTS_IN_PARTS : COUNTS;
    }

    /** Returns a query of a subscriber's rows after an id, in the order of ids; its parameters are to be bound. */
    String ofSubscriber(Conditions conditions) {
        return areInParts()
                ? "SELECT * FROM " + OF_SUBSCRIBER_BY_ISSUES + conditions.where(dialect) + conditions.order(dialect)
                : "SELECT * FROM <prefix>delivery" + conditions.hint(dialect) + conditions.where(dialect)
                        + conditions.order(dialect);
    }

    Conditions afterOfSubscriber(SubscriberId subscriber, Optional<DeliveryId> after) {
        return new Conditions()
                .indexed("subscriber", "subscriber", subscriber.value())
                .along("delivery_4")
                .ascendingBy("id", after.map(DeliveryId::value));
    }

    /** Returns a condition that the rows of {@code :subscriber} meet. */
    String isOfSubscriber() {
        return areInParts()
                ? "id = ANY (ARRAY(SELECT id FROM " + OF_SUBSCRIBER_BY_ISSUES + "))"
                : "subscriber = :subscriber";
    }
}
