package io.billet.storage.jdbc;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * What those failures mean that an operator can do something about, in words of ours: a driver's message may repeat the data.
 * Told apart by SQLSTATE (ISO/IEC 9075-2, 24.1; PostgreSQL, appendix A), and by MariaDB's numbers, which say more.
 */
final class FailureReason {

    private static final String REFUSED = "the user name or the password is wrong, or the user may not connect";
    private static final String NO_DATABASE = "there is no database of that name";
    private static final String NO_RIGHT = "the user lacks a right that Billet needs";
    private static final String DISK_FULL = "the disk of the database is full";
    private static final String TOO_MANY = "the database accepts no more connections";
    private static final String READ_ONLY = "the database is read-only";
    private static final String UNREACHABLE = "the database cannot be reached";
    private static final String STOPPING = "the database is starting or shutting down";

    private static final Map<String, String> BY_STATE = Map.of(
            "3D000", NO_DATABASE,
            "42501", NO_RIGHT,
            "53100", DISK_FULL,
            "53300", TOO_MANY,
            "25006", READ_ONLY,
            "57P01", STOPPING,
            "57P02", STOPPING,
            "57P03", STOPPING,
            "90097", READ_ONLY);

    private static final Map<String, String> BY_CLASS = Map.of("28", REFUSED, "08", UNREACHABLE);

    private static final Map<Integer, String> BY_MARIADB_NUMBER = Map.ofEntries(
            Map.entry(1021, DISK_FULL),
            Map.entry(1040, TOO_MANY),
            Map.entry(1044, NO_RIGHT),
            Map.entry(1045, REFUSED),
            Map.entry(1049, NO_DATABASE),
            Map.entry(1114, DISK_FULL),
            Map.entry(1142, NO_RIGHT),
            Map.entry(1203, TOO_MANY),
            Map.entry(1227, NO_RIGHT),
            Map.entry(1290, READ_ONLY),
            Map.entry(1792, READ_ONLY));

    private FailureReason() {}

    static boolean isReadOnly(SQLException failure) {
        return of(failure).filter(READ_ONLY::equals).isPresent();
    }

    static Optional<String> of(SQLException failure) {
        if (failure instanceof NoConnectionException) {
            return Optional.ofNullable(failure.getMessage());
        }
        String state = failure.getSQLState();
        if (state == null || state.length() != 5) {
            return Optional.empty();
        }
        String byNumber = BY_MARIADB_NUMBER.get(failure.getErrorCode());
        return Optional.ofNullable(byNumber)
                .or(() -> Optional.ofNullable(BY_STATE.get(state)))
                .or(() -> Optional.ofNullable(BY_CLASS.get(state.substring(0, 2))));
    }
}
