package io.billet.storage.api;

import io.billet.core.Slug;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Rows that are named by a slug and have no version: tags and authors.
 *
 * @param <T> what a row is
 */
final class MemoryNamedRows<T> {

    private final MemoryGuard guard;
    private final MemoryChanges changes;
    private final MemoryBorneNames borne;
    private final Function<Slug, T> undescribed;
    private final NavigableMap<Slug, T> rows = new TreeMap<>(SlugOrder.BY_CODE_POINT);

    /**
     * @param borne       names that articles bear
     * @param undescribed makes a row of one that nobody has described
     */
    MemoryNamedRows(MemoryGuard guard, MemoryChanges changes, MemoryBorneNames borne, Function<Slug, T> undescribed) {
        this.guard = guard;
        this.changes = changes;
        this.borne = borne;
        this.undescribed = undescribed;
    }

    void put(Slug slug, T row) {
        guard.write(() -> {
            changes.editorial();
            return rows.put(slug, row);
        });
    }

    Optional<T> find(Slug slug) {
        return guard.read(() -> Optional.ofNullable(rows.get(slug)));
    }

    List<T> findAll(Collection<Slug> slugs) {
        Bounds.atOnce(slugs, "slugs");
        return guard.read(() ->
                slugs.stream().distinct().flatMap(slug -> find(slug).stream()).toList());
    }

    List<T> list(Optional<Slug> after, int limit) {
        return guard.read(() -> {
            NavigableMap<Slug, T> all = new TreeMap<>(rows);
            borne.slugs().forEach(slug -> all.computeIfAbsent(slug, undescribed));
            return SortedRows.list(all, after, limit, row -> true);
        });
    }

    void delete(Slug slug) {
        guard.write(() -> {
            changes.editorial();
            return Optional.ofNullable(rows.remove(slug));
        });
    }
}
