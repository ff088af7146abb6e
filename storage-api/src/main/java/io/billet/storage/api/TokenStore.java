package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps single-use tokens by their hashes.
 *
 * <ul>
 *   <li><b>TOK-01</b> {@link #put} stores a token; one whose hash is stored fails with {@link AlreadyExistsException}
 *       (object {@code StoredToken}, field {@code hash}).
 *   <li><b>TOK-02</b> {@link #find} returns a token, equal in every component, as often as asked, and only with its own
 *       purpose and before it expires.
 *   <li><b>TOK-03</b> {@link #consume} returns what {@link #find} would and removes it: of any number of concurrent
 *       calls, one gets it.
 *   <li><b>TOK-04</b> {@link #revoke} removes all tokens of a purpose and subject, expired or not.
 *   <li><b>TOK-05</b> {@link #removeExpired} removes the tokens expired by then, and no others.
 *   <li><b>TOK-06</b> {@link #list} returns the tokens of a purpose and subject that are stored, expired or not, in the order of
 *       their hashes, up to {@code limit}. Both are compared code point by code point.
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 */
public interface TokenStore {

    /**
     * Stores a token (TOK-01).
     *
     * @param token what to store
     */
    void put(StoredToken token);

    /**
     * Returns the token, if it permits that now (TOK-02).
     *
     * @param hash    of the token
     * @param purpose what it is to permit
     * @param now     the time
     */
    Optional<StoredToken> find(TokenHash hash, String purpose, Instant now);

    /**
     * Returns the token, if it permitted that and nobody has used it before (TOK-03).
     *
     * @param hash    of the token
     * @param purpose what it is to permit
     * @param now     the time
     */
    Optional<StoredToken> consume(TokenHash hash, String purpose, Instant now);

    /**
     * Removes all tokens of a purpose for a subject (TOK-04).
     *
     * @param purpose what they permit
     * @param subject for whom
     */
    void revoke(String purpose, String subject);

    /**
     * Returns what is held for a subject (TOK-06): for who asks what is known of them.
     *
     * @param purpose what the tokens permit
     * @param subject for whom
     * @param limit   the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<StoredToken> list(String purpose, String subject, int limit);

    /**
     * Returns how many were removed (TOK-05).
     *
     * @param now the time
     */
    int removeExpired(Instant now);
}
