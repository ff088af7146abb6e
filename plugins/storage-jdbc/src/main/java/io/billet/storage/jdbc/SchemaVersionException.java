package io.billet.storage.jdbc;

import io.billet.storage.api.StorageException;

/**
 * The tables are of another version than this release of Billet works with, and it may not or cannot change that: they
 * are newer, or they are older and {@link JdbcStorage.Builder#autoMigrate} is off. Nothing has been changed.
 *
 * <p>Immutable and thread-safe.
 */
public final class SchemaVersionException extends StorageException {

    private final int found;
    private final int needed;

    SchemaVersionException(String message, int found, int needed) {
        super(message);
        this.found = found;
        this.needed = needed;
    }

    /** Returns the version of the tables; 0 if there are none. */
    public int found() {
        return found;
    }

    /** Returns the version that this release works with. */
    public int needed() {
        return needed;
    }
}
