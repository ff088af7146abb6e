package io.billet.storage.jdbc;

import java.sql.SQLException;

/** No connection was to be had; the message says why, to be read after a colon. Nothing has been done. */
final class NoConnectionException extends SQLException {

    NoConnectionException(String reason) {
        super(reason);
    }
}
