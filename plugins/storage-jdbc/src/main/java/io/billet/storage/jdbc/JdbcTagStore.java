package io.billet.storage.jdbc;

import io.billet.core.Image;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.TagStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/** Tags. */
final class JdbcTagStore implements TagStore {

    private final SlugNamedRows<Tag> rows;

    JdbcTagStore(Database database) {
        rows = new SlugNamedRows<>(
                database,
                "tag",
                List.of("name", "description", "image_source", "image_description"),
                JdbcTagStore::read,
                JdbcTagStore::bind,
                Tag::slug,
                slug -> Tag.named(slug, slug.value()));
    }

    private static Tag read(Row row) throws SQLException {
        return new Tag(
                Slug.of(row.text("slug")),
                row.text("name"),
                row.optionalText("description"),
                row.image("image_source", "image_description"));
    }

    private static Update bind(Update statement, Tag tag) {
        return statement
                .bind("name", tag.name())
                .bind("description", tag.description())
                .bind("image_source", tag.image().map(Image::source))
                .bind("image_description", tag.image().map(Image::description));
    }

    @Override
    public void put(Tag tag) {
        rows.put(tag);
    }

    @Override
    public Optional<Tag> find(Slug slug) {
        return rows.find(slug);
    }

    @Override
    public List<Tag> findAll(Collection<Slug> slugs) {
        return rows.findAll(slugs);
    }

    @Override
    public List<Tag> list(Optional<Slug> after, int limit) {
        return rows.list(after, limit);
    }

    @Override
    public void delete(Slug slug) {
        rows.delete(slug);
    }
}
