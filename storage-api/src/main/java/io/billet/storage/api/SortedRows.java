package io.billet.storage.api;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;

/** Parts of a sorted map: "all that comes after this key", so that no insert or delete can shift them. */
final class SortedRows {

    private SortedRows() {}

    static <K, V> List<V> list(NavigableMap<K, V> inOrder, Optional<K> after, int limit, Predicate<V> wanted) {
        NavigableMap<K, V> rest = after.map(key -> inOrder.tailMap(key, false)).orElse(inOrder);
        return rest.values().stream()
                .filter(wanted)
                .limit(Bounds.listLimit(limit))
                .toList();
    }

    static <K, V> long count(NavigableMap<K, V> rows, long atMost, Predicate<V> wanted) {
        return rows.values().stream().filter(wanted).limit(atMost).count();
    }
}
