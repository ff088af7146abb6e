package io.billet.storage.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionFactory;

/** Where a storage's connections come from, and what is known there about their failures. Thread-safe. */
interface Connections extends ConnectionFactory {

    /**
     * Is called before a connection is opened to write over.
     *
     * @throws NoConnectionException if nothing can be written at present
     */
    default void prepareToWrite() throws NoConnectionException {}

    /** Whether the database can be read but not written, and that may change without anybody's doing. */
    default boolean isReadOnlyForNow() {
        return false;
    }

    /** Is told of a failure while its connection is still open. */
    default void failed(SQLException failure) {}

    /** Whether the database was closed under the connection, so that a read may succeed over a new one. */
    default boolean isLost(SQLException failure) {
        return false;
    }

    /** Returns why a call failed, to be read after a colon, in words that hold no data; empty if that would be a guess. */
    default Optional<String> reason(SQLException failure) {
        return FailureReason.of(failure);
    }

    /** Is told that something was erased that is to be found nowhere any more. */
    default void erased() {}

    /** Gives up what is the storage's own. */
    default void close() {}
}
