package io.billet.storage.files;

import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.TagStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tags, each in a file of its own.
 *
 * @param borne those that articles bear
 */
record FilesTagStore(NamedFolder<Tag> folder, Supplier<Set<Slug>> borne) implements TagStore {

    @Override
    public void put(Tag tag) {
        folder.put(tag.slug(), tag);
    }

    @Override
    public Optional<Tag> find(Slug slug) {
        return folder.find(slug);
    }

    @Override
    public List<Tag> findAll(Collection<Slug> slugs) {
        return folder.findAll(slugs);
    }

    @Override
    public List<Tag> list(Optional<Slug> after, int limit) {
        return folder.list(after, limit, borne.get(), slug -> Tag.named(slug, slug.value()));
    }

    @Override
    public void delete(Slug slug) {
        folder.delete(slug);
    }
}
