package io.billet.storage.jdbc;

import org.jdbi.v3.core.JdbiException;

/** A unique constraint was violated and the transaction rolled back; the store knows what that means. */
final class UniqueViolation extends RuntimeException {

    UniqueViolation(JdbiException cause) {
        super("a unique constraint was violated", cause);
    }
}
