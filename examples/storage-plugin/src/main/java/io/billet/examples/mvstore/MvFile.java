package io.billet.examples.mvstore;

import io.billet.core.AlreadyExistsException;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.StorageException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import tools.jackson.databind.json.JsonMapper;

/** One file of maps. Calls stand in line; what a call writes is on the disk when it returns, or none of it is there. */
final class MvFile implements AutoCloseable {

    static final String EDITORIAL = "editorial";
    static final String DISCUSSION = "discussion";

    private final MVStore store;
    private final MVMap<String, Long> marks;

    /** @param file made if it is not there */
    MvFile(Path file) {
        try {
            // Without a background writer nothing is written but by commit(), which is ours to call.
            store = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .open();
        } catch (MVStoreException e) {
            throw new StorageException("the file of the storage cannot be opened", e);
        }
        marks = store.openMap("marks");
    }

    /** Returns the map of that name; all are opened before the first {@link #write}. */
    <T> Shelf<T> shelf(String name, Class<T> type) {
        Shelf<T> shelf = new Shelf<>(name, type);
        // A rollback goes back to the last commit, and must find the map there.
        store.commit();
        return shelf;
    }

    /** One call at a time, so that looking and writing are one step. */
    <T> T read(Supplier<T> work) {
        synchronized (store) {
            if (store.isClosed()) {
                throw new IllegalStateException("this storage has been closed");
            }
            return work.get();
        }
    }

    /** All that the work writes is on the disk when this returns, or none of it is there (STO-01, ART-15). */
    <T> T write(Supplier<T> work) {
        return read(() -> {
            try {
                T result = work.get();
                if (store.hasUnsavedChanges()) {
                    store.commit();
                    store.sync();
                }
                return result;
            } catch (MVStoreException e) {
                store.rollback();
                throw new StorageException("the file of the storage cannot be written", e);
            } catch (RuntimeException e) {
                store.rollback();
                throw e;
            }
        });
    }

    /** Returns how many changes readers could have seen. */
    long mark(String name) {
        return marks.getOrDefault(name, 0L);
    }

    /** Notes, within a write, a change that readers may see (CHG-01, CHG-02). */
    void raise(String mark) {
        marks.merge(mark, 1L, Long::sum);
    }

    /** Refuses what is not new, as ART-01 and its like say. */
    static void requireNew(long version) {
        if (version != 0) {
            throw new IllegalArgumentException("what is new has version 0, not " + version);
        }
    }

    /** Returns what is stored, if it is of the version that was read, as ART-05 and ART-06 and their like say. */
    static <T> T required(String object, Object id, Optional<T> stored, ToLongFunction<T> versionOf, long version) {
        T found = stored.orElseThrow(() -> new NotFoundException(object, id.toString()));
        if (versionOf.applyAsLong(found) != version) {
            throw new StaleVersionException(object, id.toString(), version, versionOf.applyAsLong(found));
        }
        return found;
    }

    @Override
    public void close() {
        synchronized (store) {
            store.close();
        }
    }

    /** A map of JSON texts; the models carry Jackson's annotations, and print and read back equal. */
    final class Shelf<T> {

        private static final JsonMapper JSON = JsonMapper.builder().build();

        private final MVMap<String, String> map;
        private final Class<T> type;

        private Shelf(String name, Class<T> type) {
            map = store.openMap(name);
            this.type = type;
        }

        Optional<T> get(Object key) {
            return Optional.ofNullable(map.get(key.toString())).map(json -> JSON.readValue(json, type));
        }

        void put(Object key, T value) {
            map.put(key.toString(), JSON.writeValueAsString(value));
        }

        /** Refuses what is there already, as ART-04 and its like say. */
        void requireAbsent(String object, String field, Object key) {
            if (map.containsKey(key.toString())) {
                throw new AlreadyExistsException(object, field, key.toString());
            }
        }

        Optional<T> remove(Object key) {
            return Optional.ofNullable(map.remove(key.toString())).map(json -> JSON.readValue(json, type));
        }

        int removeIf(Predicate<T> gone) {
            List<String> keys = map.entrySet().stream()
                    .filter(entry -> gone.test(JSON.readValue(entry.getValue(), type)))
                    .map(Map.Entry::getKey)
                    .toList();
            keys.forEach(map::remove);
            return keys.size();
        }

        Stream<T> all() {
            return map.values().stream().map(json -> JSON.readValue(json, type));
        }

        <P> List<T> list(
                Predicate<T> wanted, Comparator<P> order, Function<T, P> positionOf, Optional<P> after, int limit) {
            return read(() -> MvFile.list(all().filter(wanted), order, positionOf, after, limit));
        }
    }

    /** What comes after a position in the order (ART-10), whether or not a row still stands there (ART-11). */
    static <T, P> List<T> list(
            Stream<T> rows, Comparator<P> order, Function<T, P> positionOf, Optional<P> after, int limit) {
        return rows.filter(row -> after.map(last -> order.compare(positionOf.apply(row), last) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(positionOf, order))
                .limit(Bounds.listLimit(limit))
                .toList();
    }
}
