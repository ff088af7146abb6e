package io.billet.examples.mvstore;

import io.billet.core.Article;
import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.SlugOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Authors by their slugs. */
final class MvAuthors implements AuthorStore {

    private final MvFile file;
    private final MvFile.Shelf<Author> authors;
    private final MvFile.Shelf<Article> articles;

    MvAuthors(MvFile file) {
        this.file = file;
        authors = file.shelf("authors", Author.class);
        articles = file.shelf("articles", Article.class);
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
        return file.read(() -> MvFile.list(
                Stream.concat(authors.all(), undescribed()), SlugOrder.BY_CODE_POINT, Author::slug, after, limit));
    }

    private Stream<Author> undescribed() {
        return articles.all()
                .flatMap(article -> article.authors().stream())
                .distinct()
                .filter(slug -> authors.get(slug).isEmpty())
                .map(slug -> Author.named(slug, slug.value()));
    }

    @Override
    public void delete(Slug slug) {
        file.write(() -> {
            file.raise(MvFile.EDITORIAL);
            return authors.remove(slug);
        });
    }
}
