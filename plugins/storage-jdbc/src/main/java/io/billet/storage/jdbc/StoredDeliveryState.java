package io.billet.storage.jdbc;

import io.billet.core.DeliveryState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Where a delivery or a mail of the outbox stands, in the columns that both tables have. {@code is_open} and {@code due_at} say
 * which rows may be claimed and when.
 */
final class StoredDeliveryState {

    private StoredDeliveryState() {}

    static DeliveryState read(Row row) throws SQLException {
        return switch (row.constant(DeliveryState.Kind.class, "state")) {
            case PENDING -> new DeliveryState.Pending(row.time("due_at"));
            case CLAIMED -> new DeliveryState.Claimed(row.text("worker"), row.time("due_at"));
            case SENT -> new DeliveryState.Sent(row.time("ended_at"));
            case UNCERTAIN -> new DeliveryState.Uncertain(row.time("ended_at"));
            case FAILED -> new DeliveryState.Failed(row.time("ended_at"), row.text("reason"));
        };
    }

    static <S extends SqlStatement<S>> S bind(S statement, DeliveryState state) {
        Optional<Instant> due = Optional.empty();
        Optional<Instant> ended = Optional.empty();
        Optional<String> worker = Optional.empty();
        Optional<String> reason = Optional.empty();
        if (state instanceof DeliveryState.Pending pending) {
            due = Optional.of(pending.notBefore());
        } else if (state instanceof DeliveryState.Claimed claimed) {
            due = Optional.of(claimed.leaseUntil());
            worker = Optional.of(claimed.worker());
        } else if (state instanceof DeliveryState.Sent sent) {
            ended = Optional.of(sent.at());
        } else if (state instanceof DeliveryState.Uncertain uncertain) {
            ended = Optional.of(uncertain.at());
        } else if (state instanceof DeliveryState.Failed failed) {
            ended = Optional.of(failed.at());
            reason = Optional.of(failed.reason());
        }
        return statement
                .bind("state", state.kind().name())
                .bind("is_open", due.isPresent())
                .bind("due_at", due.map(Micros::of))
                .bind("ended_at", ended.map(Micros::of))
                .bind("worker", worker)
                .bind("reason", reason);
    }
}
