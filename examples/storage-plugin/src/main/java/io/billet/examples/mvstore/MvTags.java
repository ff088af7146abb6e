package io.billet.examples.mvstore;

import io.billet.core.Article;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.SlugOrder;
import io.billet.storage.api.TagStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tags by their slugs. */
final class MvTags implements TagStore {

    private final MvFile file;
    private final MvFile.Shelf<Tag> tags;
    private final MvFile.Shelf<Article> articles;

    MvTags(MvFile file) {
        this.file = file;
        tags = file.shelf("tags", Tag.class);
        articles = file.shelf("articles", Article.class);
    }

    @Override
    public void put(Tag tag) {
        file.write(() -> {
            tags.put(tag.slug(), tag);
            file.raise(MvFile.EDITORIAL);
            return tag;
        });
    }

    @Override
    public Optional<Tag> find(Slug slug) {
        return file.read(() -> tags.get(slug));
    }

    @Override
    public List<Tag> list(Optional<Slug> after, int limit) {
        return file.read(() -> MvFile.list(
                Stream.concat(tags.all(), undescribed()), SlugOrder.BY_CODE_POINT, Tag::slug, after, limit));
    }

    private Stream<Tag> undescribed() {
        return articles.all()
                .flatMap(article -> article.tags().stream())
                .distinct()
                .filter(slug -> tags.get(slug).isEmpty())
                .map(slug -> Tag.named(slug, slug.value()));
    }

    @Override
    public void delete(Slug slug) {
        file.write(() -> {
            file.raise(MvFile.EDITORIAL);
            return tags.remove(slug);
        });
    }
}
