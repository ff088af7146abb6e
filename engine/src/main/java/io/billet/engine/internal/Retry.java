package io.billet.engine.internal;

import io.billet.core.AlreadyExistsException;
import io.billet.core.StaleVersionException;
import java.util.function.Supplier;

/** Read, change, store again when somebody else was quicker; for changes that depend on nothing a person has seen. */
public final class Retry {

    private static final int ATTEMPTS = 20;

    private Retry() {}

    public static <T> T onConflict(Supplier<T> readChangeStore) {
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
