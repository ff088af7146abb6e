package io.billet.storage.jdbc;

import io.billet.storage.api.PageRequest;
import java.util.Collection;

/** What callers must keep to by the contract; breaking it is a programmer's error. */
final class Preconditions {

    private Preconditions() {}

    static void requireNew(String object, long version) {
        if (version != 0) {
            throw new IllegalArgumentException(
                    "a new " + object + " has version 0, not " + version + "; use update for a stored one");
        }
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > PageRequest.MAX_SIZE) {
            throw new IllegalArgumentException("a limit is 1 to " + PageRequest.MAX_SIZE + ", not " + limit);
        }
    }

    static void requireAtMostAPage(Collection<?> given, String what) {
        if (given.size() > PageRequest.MAX_SIZE) {
            throw new IllegalArgumentException(
                    "one call takes at most " + PageRequest.MAX_SIZE + " " + what + ", not " + given.size());
        }
    }
}
