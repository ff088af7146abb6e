package io.billet.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list, and where it goes on.
 *
 * <p>Immutable and thread-safe, if its items are.
 *
 * @param items the items in the list's order; may be empty
 * @param next  for asking for what follows; empty if and only if nothing followed when the page was read
 * @param <T>   what the list is of
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {

    /** Copies the list. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Returns a page of what was made, which goes on at the same place.
     *
     * @param mapping what to make of each item
     * @param <R>     what is made
     */
    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), next);
    }
}
