package io.billet.engine.internal.name;

import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.NamedStore;
import io.billet.storage.api.TagStore;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * In what tags and authors differ.
 *
 * @param object  the model's name
 * @param store   where they are described
 * @param undescribed makes one that nobody has described
 * @param under   the same under another slug
 * @param borne   asks for those that bear it
 * @param of      which ones an article bears
 * @param into    has an article bear others
 */
public record NamedKind<T>(
        String object,
        NamedStore<T> store,
        Function<T, Slug> slugOf,
        Function<Slug, T> undescribed,
        BiFunction<T, Slug, T> under,
        BiFunction<ArticleQuery, Slug, ArticleQuery> borne,
        Function<Article, List<Slug>> of,
        BiConsumer<ArticleEdit, List<Slug>> into) {

    public static NamedKind<Tag> of(TagStore store) {
        return new NamedKind<>(
                "Tag",
                store,
                Tag::slug,
                slug -> Tag.named(slug, slug.value()),
                (tag, slug) -> new Tag(slug, tag.name(), tag.description(), tag.image()),
                ArticleQuery::tagged,
                Article::tags,
                ArticleEdit::tags);
    }

    public static NamedKind<Author> of(AuthorStore store) {
        return new NamedKind<>(
                "Author",
                store,
                Author::slug,
                slug -> Author.named(slug, slug.value()),
                (author, slug) -> new Author(slug, author.name(), author.description(), author.links(), author.image()),
                ArticleQuery::by,
                Article::authors,
                ArticleEdit::authors);
    }
}
