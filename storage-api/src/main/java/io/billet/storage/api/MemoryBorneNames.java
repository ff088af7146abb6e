package io.billet.storage.api;

import io.billet.core.Slug;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which names articles bear, tags or authors, and how many articles each. Used under the guard of its storage. */
final class MemoryBorneNames {

    private final NavigableMap<Slug, Integer> bearers = new TreeMap<>(SlugOrder.BY_CODE_POINT);

    void bear(Collection<Slug> slugs) {
        slugs.forEach(slug -> bearers.merge(slug, 1, Integer::sum));
    }

    void drop(Collection<Slug> slugs) {
        slugs.forEach(slug -> bearers.computeIfPresent(slug, (name, count) -> count == 1 ? null : count - 1));
    }

    Collection<Slug> slugs() {
        return bearers.keySet();
    }
}
