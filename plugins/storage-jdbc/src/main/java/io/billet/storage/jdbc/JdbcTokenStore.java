package io.billet.storage.jdbc;

import io.billet.core.AlreadyExistsException;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.TokenHash;
import io.billet.storage.api.TokenStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Single-use tokens. */
final class JdbcTokenStore implements TokenStore {

    private static final String PERMITTING = " WHERE hash = :hash AND purpose = :purpose AND expires_at > :now";

    private final Database database;

    JdbcTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public void put(StoredToken token) {
        try {
            database.write(
                    "store a token",
                    handle -> handle.createUpdate("INSERT INTO <prefix>token (hash, purpose, subject, expires_at, note)"
                                    + " VALUES (:hash, :purpose, :subject, :expires_at, :note)")
                            .bind("hash", token.hash().value())
                            .bind("purpose", token.purpose())
                            .bind("subject", token.subject())
                            .bind("expires_at", Micros.of(token.expiresAt()))
                            .bind("note", token.note().orElse(null))
                            .execute());
        } catch (UniqueViolation e) {
            throw new AlreadyExistsException("StoredToken", "hash", token.hash().value());
        }
    }

    @Override
    public Optional<StoredToken> find(TokenHash hash, String purpose, Instant now) {
        return StorableText.is(purpose)
                ? database.read("find a token", handle -> find(handle, hash, purpose, now))
                : Optional.empty();
    }

    private Optional<StoredToken> find(Handle handle, TokenHash hash, String purpose, Instant now) {
        return handle.createQuery("SELECT * FROM <prefix>token" + PERMITTING)
                .bind("hash", hash.value())
                .bind("purpose", purpose)
                .bind("now", Micros.ofNearest(now))
                .map(database.mapper(JdbcTokenStore::read))
                .findOne();
    }

    /** Who deletes the row gets the token. */
    @Override
    public Optional<StoredToken> consume(TokenHash hash, String purpose, Instant now) {
        if (!StorableText.is(purpose)) {
            return Optional.empty();
        }
        return database.write(
                "consume a token",
                handle -> find(handle, hash, purpose, now)
                        .filter(found -> handle.createUpdate("DELETE FROM <prefix>token" + PERMITTING)
                                        .bind("hash", hash.value())
                                        .bind("purpose", purpose)
                                        .bind("now", Micros.ofNearest(now))
                                        .execute()
                                == 1));
    }

    @Override
    public void revoke(String purpose, String subject) {
        if (StorableText.is(purpose) && StorableText.is(subject)) {
            database.write(
                    "revoke tokens",
                    handle -> handle.createUpdate(
                                    "DELETE FROM <prefix>token WHERE purpose = :purpose AND subject = :subject")
                            .bind("purpose", purpose)
                            .bind("subject", subject)
                            .execute());
        }
    }

    @Override
    public List<StoredToken> list(String purpose, String subject, int limit) {
        Bounds.listLimit(limit);
        return StorableText.is(purpose) && StorableText.is(subject)
                ? database.read(
                        "list tokens",
                        handle -> handle.createQuery("SELECT * FROM <prefix>token WHERE purpose = :purpose"
                                        + " AND subject = :subject ORDER BY hash" + Conditions.limit(limit))
                                .bind("purpose", purpose)
                                .bind("subject", subject)
                                .map(database.mapper(JdbcTokenStore::read))
                                .list())
                : List.of();
    }

    @Override
    public int removeExpired(Instant now) {
        return database.write(
                "remove expired tokens",
                handle -> handle.createUpdate("DELETE FROM <prefix>token WHERE expires_at <= :now")
                        .bind("now", Micros.ofNearest(now))
                        .execute());
    }

    private static StoredToken read(Row row) throws SQLException {
        return new StoredToken(
                new TokenHash(row.text("hash")),
                row.text("purpose"),
                row.text("subject"),
                row.time("expires_at"),
                row.optionalText("note"));
    }
}
