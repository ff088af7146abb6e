package io.billet.storage.api;

import java.util.Optional;

/**
 * Keeps a few named values that belong to the blog and not to a process: a key that links are signed with, the name of the
 * deployment that sends its mail.
 *
 * <ul>
 *   <li><b>SET-01</b> {@link #replace} stores the value, or takes it away, only if the stored one is the expected one, and
 *       returns whether it did. Of any number of concurrent calls with one expectation, one succeeds, unless what they store is
 *       what they expect.
 *   <li><b>SET-02</b> {@link #find} returns the value as it was stored, code point by code point, under that very name.
 *   <li><b>SET-03</b> A name is 1 to {@value #LONGEST_NAME} characters, {@code a-z}, {@code 0-9}, {@code .} and {@code -}; a
 *       value is at most {@value #LONGEST_VALUE} characters and may be empty. Anything else is refused (STO-06, STO-04).
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 */
public interface SettingStore {

    /** The longest name, in characters. */
    int LONGEST_NAME = 100;

    /** The longest value, in characters ({@code char}s). */
    int LONGEST_VALUE = 10_000;

    /**
     * Returns what is stored under that name (SET-02).
     *
     * @param name which
     */
    Optional<String> find(String name);

    /**
     * Compares and sets (SET-01, SET-03).
     *
     * <pre>{@code
     * settings.replace("deployment", Optional.empty(), Optional.of("production"));   // only if nobody has
     * }</pre>
     *
     * @param name     which
     * @param expected what the caller believes to be there; empty: nothing
     * @param value    what is to be there; empty: nothing
     * @return whether {@code expected} was there, and {@code value} is there now
     */
    boolean replace(String name, Optional<String> expected, Optional<String> value);
}
