package io.billet.storage.tck;

import io.billet.core.AlreadyExistsException;
import io.billet.core.BlogException;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.storage.api.BlogStorage;
import java.util.function.Function;

/**
 * A call that can be made of any storage, and whose outcome can be compared with that of another.
 *
 * @param name what is called with what
 * @param made makes the call; what it returns must have an {@code equals}
 */
record Call(String name, Function<BlogStorage, Object> made) {

    /** Returns what the call returned, or how it failed. */
    Object outcome(BlogStorage storage) {
        try {
            return made.apply(storage);
        } catch (BlogException | IllegalArgumentException e) {
            return "failed with " + e.getClass().getSimpleName() + objectOf(e);
        }
    }

    /** The field that was taken is left out: where id and slug are taken, a store may name either. */
    private static String objectOf(RuntimeException e) {
        if (e instanceof AlreadyExistsException taken) {
            return " on " + taken.object();
        }
        if (e instanceof NotFoundException missing) {
            return " on " + missing.object();
        }
        return e instanceof InvalidValueException invalid ? " on " + invalid.object() + "." + invalid.field() : "";
    }

    @Override
    public String toString() {
        return name;
    }
}
