package io.billet.storage.api;

import io.billet.core.Slug;
import io.billet.core.Tag;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Tags, kept as {@link MemoryNamedRows} keeps what is named by a slug. */
final class MemoryTagStore implements TagStore {

    private final MemoryNamedRows<Tag> rows;

    MemoryTagStore(MemoryGuard guard, MemoryChanges changes, MemoryBorneNames borne) {
        rows = new MemoryNamedRows<>(guard, changes, borne, slug -> Tag.named(slug, slug.value()));
    }

    @Override
    public void put(Tag tag) {
        rows.put(tag.slug(), tag);
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
