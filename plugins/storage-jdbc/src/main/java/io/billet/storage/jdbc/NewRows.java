package io.billet.storage.jdbc;

/** What callers must keep to by the contract; breaking it is a programmer's error. */
final class NewRows {

    private NewRows() {}

    static void requireNew(String object, long version) {
        if (version != 0) {
            throw new IllegalArgumentException(
                    "a new " + object + " has version 0, not " + version + "; use update for a stored one");
        }
    }
}
