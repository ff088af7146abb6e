package io.billet.storage.jdbc;

import io.billet.core.Slug;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The names that articles bear, one after the other: each step leaps over all articles of a name to the next one in the index.
 * {@code DISTINCT} would walk through a million rows for a hundred names.
 */
final class BorneNames {

    private final Handle handle;
    private final Dialect dialect;
    private final String kind;

    /**
     * @param kind tag or author; a constant
     */
    BorneNames(Handle handle, Dialect dialect, String kind) {
        this.handle = handle;
        this.dialect = dialect;
        this.kind = kind;
    }

    /** Returns the next one in the order of code points. */
    Optional<Slug> after(Optional<Slug> slug) {
        Conditions conditions = new Conditions()
                .along("article_" + kind + "_1")
                .ascendingBy(
                        dialect.ordersByCodePoint() ? kind : "name_key",
                        slug.map(name -> dialect.ordersByCodePoint() ? name.value() : SortKey.of(name)));
        return conditions
                .bind(handle.createQuery("SELECT " + kind + " FROM <prefix>article_" + kind + conditions.hint(dialect)
                        + conditions.where(dialect) + conditions.order(dialect) + " LIMIT 1"))
                .mapTo(String.class)
                .findOne()
                .map(Slug::of);
    }
}
