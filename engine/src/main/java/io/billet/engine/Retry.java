package io.billet.engine;

import io.billet.core.AlreadyExistsException;
import io.billet.core.StaleVersionException;
import java.util.function.Supplier;

/** Read, change, store again when somebody else was quicker; for changes that depend on nothing a person has seen. */
final class Retry {

    private static final int ATTEMPTS = 20;

    private Retry() {}

    static <T> T onConflict(Supplier<T> readChangeStore) {
        for (int attempt = 1; ; attempt++) {
            try {
                return readChangeStore.get();
            } catch (StaleVersionException | AlreadyExistsException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
