package io.billet.storage.api;

import io.billet.core.Slug;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what is named by a slug and has no version: tags ({@link TagStore}) and authors ({@link AuthorStore}), whose rules say
 * what holds. One class may be both.
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 *
 * @param <T> what is named
 */
public interface NamedStore<T> {

    /**
     * Stores one; one of the same slug is replaced (TAG-01, AUT-01).
     *
     * @param named what to store
     */
    void put(T named);

    /**
     * Returns what is stored under that slug (TAG-02, AUT-02).
     *
     * @param slug which
     */
    Optional<T> find(Slug slug);

    /**
     * Returns those that are stored (TAG-03, AUT-03). What is here looks for one after the other.
     *
     * @param slugs which; at most {@value Bounds#MOST_AT_ONCE}
     */
    default List<T> findAll(Collection<Slug> slugs) {
        Bounds.atOnce(slugs, "slugs");
        return slugs.stream().distinct().flatMap(slug -> find(slug).stream()).toList();
    }

    /**
     * Returns them in the order of slugs (TAG-04, TAG-06, AUT-04, AUT-06).
     *
     * @param after the slug after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<T> list(Optional<Slug> after, int limit);

    /**
     * Removes one, if there is one (TAG-05, AUT-05).
     *
     * @param slug which to remove
     */
    void delete(Slug slug);
}
