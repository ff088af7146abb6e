package io.billet.storage.files;

import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.storage.api.AuthorStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Authors, each in a file of its own.
 *
 * @param borne those that articles bear
 */
record FilesAuthorStore(NamedFolder<Author> folder, Supplier<Set<Slug>> borne) implements AuthorStore {

    @Override
    public void put(Author author) {
        folder.put(author.slug(), author);
    }

    @Override
    public Optional<Author> find(Slug slug) {
        return folder.find(slug);
    }

    @Override
    public List<Author> findAll(Collection<Slug> slugs) {
        return folder.findAll(slugs);
    }

    @Override
    public List<Author> list(Optional<Slug> after, int limit) {
        return folder.list(after, limit, borne.get(), slug -> Author.named(slug, slug.value()));
    }

    @Override
    public void delete(Slug slug) {
        folder.delete(slug);
    }
}
