package io.billet.storage.api;

import io.billet.core.Author;
import io.billet.core.Slug;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Authors, kept as {@link MemoryNamedRows} keeps what is named by a slug. */
final class MemoryAuthorStore implements AuthorStore {

    private final MemoryNamedRows<Author> rows;

    MemoryAuthorStore(MemoryGuard guard, MemoryChanges changes, MemoryBorneNames borne) {
        rows = new MemoryNamedRows<>(guard, changes, borne, slug -> Author.named(slug, slug.value()));
    }

    @Override
    public void put(Author author) {
        rows.put(author.slug(), author);
    }

    @Override
    public Optional<Author> find(Slug slug) {
        return rows.find(slug);
    }

    @Override
    public List<Author> findAll(Collection<Slug> slugs) {
        return rows.findAll(slugs);
    }

    @Override
    public List<Author> list(Optional<Slug> after, int limit) {
        return rows.list(after, limit);
    }

    @Override
    public void delete(Slug slug) {
        rows.delete(slug);
    }
}
