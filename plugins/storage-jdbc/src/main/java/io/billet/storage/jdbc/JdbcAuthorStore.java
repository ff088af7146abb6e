package io.billet.storage.jdbc;

import io.billet.core.Author;
import io.billet.core.Image;
import io.billet.core.Slug;
import io.billet.storage.api.AuthorStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/** Authors. */
final class JdbcAuthorStore implements AuthorStore {

    private final SlugNamedRows<Author> rows;

    JdbcAuthorStore(Database database) {
        rows = new SlugNamedRows<>(
                database,
                "author",
                List.of("name", "description", "links", "image_source", "image_description"),
                JdbcAuthorStore::read,
                JdbcAuthorStore::bind,
                Author::slug,
                slug -> Author.named(slug, slug.value()));
    }

    private static Author read(Row row) throws SQLException {
        return new Author(
                Slug.of(row.text("slug")),
                row.text("name"),
                row.optionalText("description"),
                row.urls("links"),
                row.image("image_source", "image_description"));
    }

    private static Update bind(Update statement, Author author) {
        return statement
                .bind("name", author.name())
                .bind("description", author.description())
                .bind("links", Row.lines(author.links()))
                .bind("image_source", author.image().map(Image::source))
                .bind("image_description", author.image().map(Image::description));
    }

    @Override
    public void put(Author author) {
        rows.put(author);
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
