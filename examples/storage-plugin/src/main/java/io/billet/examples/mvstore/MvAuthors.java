package io.billet.examples.mvstore;

import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.SlugOrder;
import java.util.List;
import java.util.Optional;

/** Authors by their slugs. */
final class MvAuthors implements AuthorStore {

    private final MvFile file;
    private final MvFile.Shelf<Author> authors;

    MvAuthors(MvFile file) {
        this.file = file;
        authors = file.shelf("authors", Author.class);
    }

    @Override
    public void put(Author author) {
        file.write(() -> {
            authors.put(author.slug(), author);
            file.raise(MvFile.EDITORIAL);
            return author;
        });
    }

    @Override
    public Optional<Author> find(Slug slug) {
        return file.read(() -> authors.get(slug));
    }

    @Override
    public List<Author> list(Optional<Slug> after, int limit) {
        return authors.list(author -> true, SlugOrder.BY_CODE_POINT, Author::slug, after, limit);
    }

    @Override
    public void delete(Slug slug) {
        file.write(() -> {
            file.raise(MvFile.EDITORIAL);
            return authors.remove(slug);
        });
    }
}
