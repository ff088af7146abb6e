package io.billet.storage.api;

import io.billet.core.InvalidValueException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A single-use permission that was mailed to somebody, as a store keeps it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param hash      of the token
 * @param purpose   what it permits, such as {@code "confirm"} or {@code "sign-in"}; 1 to 50 characters
 * @param subject   for whom or what, usually an id; 1 to 200 characters
 * @param expiresAt from when on it permits nothing, in the years 1 to 9999 (UTC); cut to the microsecond
 * @param note      what is given back with it, such as the evidence of the request that it answers; 1 to 4,000 characters
 */
public record StoredToken(TokenHash hash, String purpose, String subject, Instant expiresAt, Optional<String> note) {

    private static final int MAX_PURPOSE = 50;
    private static final int MAX_SUBJECT = 200;
    private static final int MAX_NOTE = 4_000;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a text is blank, too long, or has control characters or unpaired surrogates, or the
     *                               time is in none of these years
     */
    public StoredToken {
        check("purpose", purpose, MAX_PURPOSE);
        check("subject", subject, MAX_SUBJECT);
        note.ifPresent(text -> check("note", text, MAX_NOTE));
        if (expiresAt.isBefore(EARLIEST) || expiresAt.isAfter(LATEST)) {
            throw InvalidValueException.malformed(
                    "StoredToken", "expiresAt", "a time in the years 1 to 9999", "another");
        }
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Makes a token without a note.
     *
     * @param hash      of the token
     * @param purpose   what it permits
     * @param subject   for whom or what
     * @param expiresAt from when on it permits nothing
     * @throws InvalidValueException as with a note
     */
    public StoredToken(TokenHash hash, String purpose, String subject, Instant expiresAt) {
        this(hash, purpose, subject, expiresAt, Optional.empty());
    }

    private static void check(String field, String value, int limit) {
        if (value.isBlank()) {
            throw InvalidValueException.blank("StoredToken", field);
        }
        boolean unfit = value.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (unfit) {
            throw InvalidValueException.malformed(
                    "StoredToken", field, "one line without control characters", value.length() + " characters");
        }
        if (value.length() > limit) {
            throw InvalidValueException.tooLong("StoredToken", field, limit, value.length(), "characters");
        }
    }
}
