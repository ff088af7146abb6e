package io.billet.examples.mvstore;

import io.billet.core.Article;
import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.NamedStore;
import io.billet.storage.api.SlugOrder;
import io.billet.storage.api.TagStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tags, or authors, by their slugs. */
abstract class MvNames<T> implements NamedStore<T> {

    private final MvFile file;
    private final MvFile.Shelf<T> named;
    private final MvFile.Shelf<Article> articles;

    private MvNames(MvFile file, String name, Class<T> type) {
        this.file = file;
        named = file.shelf(name, type);
        articles = file.shelf("articles", Article.class);
    }

    static final class Tags extends MvNames<Tag> implements TagStore {
        Tags(MvFile file) {
            super(file, "tags", Tag.class);
        }

        @Override
        Slug slugOf(Tag tag) {
            return tag.slug();
        }

        @Override
        Stream<Tag> borne(Article article) {
            return article.tags().stream().map(slug -> Tag.named(slug, slug.value()));
        }
    }

    static final class Authors extends MvNames<Author> implements AuthorStore {
        Authors(MvFile file) {
            super(file, "authors", Author.class);
        }

        @Override
        Slug slugOf(Author author) {
            return author.slug();
        }

        @Override
        Stream<Author> borne(Article article) {
            return article.authors().stream().map(slug -> Author.named(slug, slug.value()));
        }
    }

    abstract Slug slugOf(T each);

    /** What an article bears, as if nobody had described it (TAG-06). */
    abstract Stream<T> borne(Article article);

    @Override
    public void put(T each) {
        file.write(() -> {
            named.put(slugOf(each), each);
            file.raise(MvFile.EDITORIAL);
            return each;
        });
    }

    @Override
    public Optional<T> find(Slug slug) {
        return file.read(() -> named.get(slug));
    }

    @Override
    public List<T> list(Optional<Slug> after, int limit) {
        return file.read(() -> {
            Stream<T> undescribed = articles.all()
                    .flatMap(this::borne)
                    .distinct()
                    .filter(each -> named.get(slugOf(each)).isEmpty());
            return MvFile.list(
                    Stream.concat(named.all(), undescribed), SlugOrder.BY_CODE_POINT, this::slugOf, after, limit);
        });
    }

    @Override
    public void delete(Slug slug) {
        file.write(() -> {
            file.raise(MvFile.EDITORIAL);
            return named.remove(slug);
        });
    }
}
