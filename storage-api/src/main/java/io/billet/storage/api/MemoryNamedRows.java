package io.billet.storage.api;

import io.billet.core.Slug;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rows that are named by a slug and have no version: tags and authors.
 *
 * @param <T> what a row is
 */
final class MemoryNamedRows<T> {

    private final MemoryGuard guard;
    private final NavigableMap<SlugPosition, T> rows = new TreeMap<>();

    MemoryNamedRows(MemoryGuard guard) {
        this.guard = guard;
    }

    void put(Slug slug, T row) {
        guard.write(() -> rows.put(new SlugPosition(slug), row));
    }

    Optional<T> find(Slug slug) {
        return guard.read(() -> Optional.ofNullable(rows.get(new SlugPosition(slug))));
    }

    List<T> findAll(Collection<Slug> slugs) {
        if (slugs.size() > PageRequest.MAX_SIZE) {
            throw new IllegalArgumentException(
                    "at most " + PageRequest.MAX_SIZE + " slugs can be asked for at once, not " + slugs.size());
        }
        return guard.read(() ->
                slugs.stream().distinct().flatMap(slug -> find(slug).stream()).toList());
    }

    Page<T> list(PageRequest request) {
        return guard.read(() -> SortedRows.page(rows, request, SlugPosition::of, SlugPosition::toCursor, row -> true));
    }

    void delete(Slug slug) {
        guard.write(() -> Optional.ofNullable(rows.remove(new SlugPosition(slug))));
    }
}
