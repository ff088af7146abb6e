package io.billet.storage.tck;

import io.billet.storage.api.BlogStorage;
import java.util.function.Supplier;

/**
 * A store with a mistake.
 *
 * @param mistake what is wrong with the store
 * @param rule    the rule that must fail
 * @param part    the part of the contract that is run
 * @param store   opens the store
 */
record Broken(String mistake, String rule, Class<?> part, Supplier<BlogStorage> store) {
    @Override
    public String toString() {
        return rule + " catches a store that " + mistake;
    }
}
