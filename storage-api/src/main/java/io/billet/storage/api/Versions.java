package io.billet.storage.api;

import io.billet.core.StaleVersionException;

/** What ART-01 and ART-05 say about versions, for every aggregate that has one. */
final class Versions {

    private Versions() {}

    static void requireNew(String object, long version) {
        if (version != 0) {
            throw new IllegalArgumentException(
                    object + " to be created must have version 0, not " + version + "; use update for a stored one");
        }
    }

    static void requireCurrent(String object, Object id, long given, long stored) {
        if (given != stored) {
            throw new StaleVersionException(object, id.toString(), given, stored);
        }
    }
}
