package io.billet.storage.jdbc;

import io.billet.core.Slug;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.SlugOrder;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Rows that a slug names and that have no version: tags and authors.
 *
 * @param <T> what a row holds
 */
final class SlugNamedRows<T> {

    private final Database database;
    private final String kind;
    private final String table;
    private final List<String> columns;
    private final Row.Reader<T> reader;
    private final BiFunction<Update, T, Update> binder;
    private final Function<T, Slug> slugOf;
    private final Function<Slug, T> undescribed;

    /**
     * @param kind    what a row holds, in a word; also the table's name
     * @param columns constants: all columns but {@code slug} and {@code sort_key}
     * @param binder  binds parameters that are named like the columns
     * @param undescribed makes a row of a slug that articles bear and nobody has described
     */
    SlugNamedRows(
            Database database,
            String kind,
            List<String> columns,
            Row.Reader<T> reader,
            BiFunction<Update, T, Update> binder,
            Function<T, Slug> slugOf,
            Function<Slug, T> undescribed) {
        this.database = database;
        this.kind = kind;
        this.table = "<prefix>" + kind;
        this.columns = columns;
        this.reader = reader;
        this.binder = binder;
        this.slugOf = slugOf;
        this.undescribed = undescribed;
    }

    void put(T value) {
        while (!hasPut(value)) {
            // Somebody else has put it for the first time a moment ago: next time it is there to be replaced.
        }
    }

    private boolean hasPut(T value) {
        try {
            return database.write("store a " + kind, handle -> {
                if (replace(handle, value) == 0) {
                    insert(handle, value);
                }
                ChangeMarks.editorial(handle);
                return true;
            });
        } catch (UniqueViolation e) {
            return false;
        }
    }

    private int replace(Handle handle, T value) {
        String assignments = columns.stream().map(name -> name + " = :" + name).collect(Collectors.joining(", "));
        return binder.apply(
                        handle.createUpdate("UPDATE " + table + " SET " + assignments + " WHERE slug = :slug")
                                .bind("slug", slugOf.apply(value).value()),
                        value)
                .execute();
    }

    private void insert(Handle handle, T value) {
        Slug slug = slugOf.apply(value);
        binder.apply(
                        handle.createUpdate("INSERT INTO " + table + " (slug, sort_key, " + String.join(", ", columns)
                                        + ") VALUES (:slug, :sort_key, :" + String.join(", :", columns) + ")")
                                .bind("slug", slug.value())
                                .bind("sort_key", SortKey.of(slug)),
                        value)
                .execute();
    }

    List<T> findAll(Collection<Slug> slugs) {
        Bounds.atOnce(slugs, "slugs");
        Set<Slug> wanted = new LinkedHashSet<>(slugs);
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<Slug, T> found = database.read(
                "find a " + kind,
                handle -> handle.createQuery("SELECT * FROM " + table + " WHERE slug IN (<slugs>)")
                        .bindList("slugs", wanted.stream().map(Slug::value).toList())
                        .map(database.mapper(reader))
                        .collect(Collectors.toMap(slugOf, Function.identity())));
        return wanted.stream().filter(found::containsKey).map(found::get).toList();
    }

    Optional<T> find(Slug slug) {
        return findAll(List.of(slug)).stream().findFirst();
    }

    /** Described names and borne ones, each in their order, merged. */
    List<T> list(Optional<Slug> after, int limit) {
        Bounds.listLimit(limit);
        return database.read("list each " + kind, handle -> {
            NavigableMap<Slug, T> names = new TreeMap<>(SlugOrder.BY_CODE_POINT);
            described(handle, after, limit).forEach(named -> names.put(slugOf.apply(named), named));
            BorneNames borne = new BorneNames(handle, database.dialect(), kind);
            Optional<Slug> next = borne.after(after);
            for (int met = 0; met < limit && next.isPresent(); met++) {
                names.computeIfAbsent(next.get(), undescribed);
                next = borne.after(next);
            }
            return names.values().stream().limit(limit).toList();
        });
    }

    private List<T> described(Handle handle, Optional<Slug> after, int limit) {
        Dialect dialect = database.dialect();
        Conditions conditions = new Conditions().along(kind + "_1").ascendingBy("sort_key", after.map(SortKey::of));
        return conditions
                .bind(handle.createQuery("SELECT * FROM " + table + conditions.hint(dialect) + conditions.where(dialect)
                        + conditions.order(dialect) + Conditions.limit(limit)))
                .map(database.mapper(reader))
                .list();
    }

    void delete(Slug slug) {
        database.write("delete a " + kind, handle -> {
            int deleted = handle.createUpdate("DELETE FROM " + table + " WHERE slug = :slug")
                    .bind("slug", slug.value())
                    .execute();
            ChangeMarks.editorial(handle);
            return deleted;
        });
    }
}
