package io.billet.storage.api;

import io.billet.core.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a token that was mailed to somebody. Stores never see the token itself, so that who reads a database
 * cannot confirm or sign in for others. The token is random and long enough (128 bits or more) to need no salt.
 *
 * <p>Immutable and thread-safe.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record TokenHash(String value) {

    private static final int LENGTH = 64;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the value is not such a hash
     */
    public TokenHash {
        boolean hex = value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (value.length() != LENGTH || !hex) {
            throw InvalidValueException.malformed(
                    "TokenHash", "value", "64 lower-case hexadecimal digits", value.length() + " characters");
        }
    }

    /**
     * Returns its hash.
     *
     * @param token a token as it was mailed
     */
    public static TokenHash of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
