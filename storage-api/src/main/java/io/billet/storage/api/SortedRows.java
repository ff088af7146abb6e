package io.billet.storage.api;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Pages of a sorted map: "all that comes after this key", so that no insert or delete can shift them. */
final class SortedRows {

    private SortedRows() {}

    static <K, V> Page<V> page(
            NavigableMap<K, V> inOrder,
            PageRequest request,
            Function<Cursor, K> keyOf,
            Function<K, Cursor> cursorOf,
            Predicate<V> wanted) {
        Optional<K> after = request.after().map(keyOf);
        NavigableMap<K, V> rest = after.map(key -> inOrder.tailMap(key, false)).orElse(inOrder);
        List<V> items = new ArrayList<>();
        Optional<K> last = Optional.empty();
        for (var row : rest.entrySet()) {
            if (!wanted.test(row.getValue())) {
                continue;
            }
            if (items.size() == request.size()) {
                return new Page<>(items, last.map(cursorOf));
            }
            items.add(row.getValue());
            last = Optional.of(row.getKey());
        }
        return new Page<>(items, Optional.empty());
    }
}
