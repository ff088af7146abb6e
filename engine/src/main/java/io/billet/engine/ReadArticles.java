package io.billet.engine;

import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.renderer.RenderedMarkdown;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Articles as a reader may see them. */
final class ReadArticles {

    private final BlogContext blog;

    ReadArticles(BlogContext blog) {
        this.blog = blog;
    }

    ArticleResult read(Slug slug, Reader reader) {
        Optional<ArticleResult> found = blog.storage()
                .articles()
                .findBySlug(slug)
                .filter(a -> access(a, reader) != ArticleAccess.NONE)
                .map(article -> new ArticleResult.Found(view(article, access(article, reader))));
        return found.or(() -> moved(slug, reader)).orElseGet(ArticleResult.Missing::new);
    }

    private Optional<ArticleResult> moved(Slug slug, Reader reader) {
        return blog.storage()
                .articles()
                .findByFormerSlug(slug)
                .filter(article -> access(article, reader) != ArticleAccess.NONE)
                .map(article -> new ArticleResult.Moved(article.slug()));
    }

    private ArticleAccess access(Article article, Reader reader) {
        return ArticleAccess.of(article, reader, blog.now());
    }

    ArticleView view(Article article, ArticleAccess access) {
        RenderedMarkdown rendered = blog.renderCache().page(article);
        ReadableText readable = ReadableText.of(rendered, access);
        return new ArticleView(
                ArticleSummary.of(article),
                access,
                readable.text(),
                article.summary().orElse(readable.excerpt()),
                rendered.readingTime(),
                authors(article.authors()),
                tags(article.tags()),
                article.metadata(),
                article.discussion());
    }

    /**
     * What a list shows, less what is rendered of the texts. Two that are equal show the same.
     *
     * @param page    the articles that the reader may know of, in order
     * @param access  what the reader may see of each
     * @param authors of all of them
     * @param tags    of all of them
     */
    record Listing(
            Page<ArticleSummary> page, List<ArticleAccess> access, Map<Slug, Author> authors, Map<Slug, Tag> tags) {}

    Page<ArticleTeaser> page(ArticleFilter selection, Reader reader, PageRequest request) {
        return teasers(list(selection, reader, request));
    }

    Listing list(ArticleFilter selection, Reader reader, PageRequest request) {
        Instant now = blog.now();
        Page<ArticleSummary> all = blog.storage().articles().list(selection.publishedUpTo(now), request);
        List<ArticleSummary> known = all.items().stream()
                .filter(summary -> ArticleAccess.of(summary, reader, now) != ArticleAccess.NONE)
                .toList();
        Page<ArticleSummary> page = new Page<>(known, all.next());
        return new Listing(
                page,
                known.stream()
                        .map(summary -> ArticleAccess.of(summary, reader, now))
                        .toList(),
                bySlug(authors(slugs(page, ArticleSummary::authors)), Author::slug),
                bySlug(tags(slugs(page, ArticleSummary::tags)), Tag::slug));
    }

    Page<ArticleTeaser> teasers(Listing listing) {
        List<ArticleSummary> articles = listing.page().items();
        List<ArticleTeaser> teasers = IntStream.range(0, articles.size())
                .mapToObj(i -> teaser(articles.get(i), listing.access().get(i), listing))
                .flatMap(Optional::stream)
                .toList();
        return new Page<>(teasers, listing.page().next());
    }

    private Optional<ArticleTeaser> teaser(ArticleSummary summary, ArticleAccess access, Listing listing) {
        return rendered(summary)
                .map(rendered -> new ArticleTeaser(
                        summary,
                        access,
                        summary.summary()
                                .orElse(ReadableText.of(rendered, access).excerpt()),
                        rendered.readingTime(),
                        pick(summary.authors(), listing.authors()),
                        pick(summary.tags(), listing.tags())));
    }

    /** Empty if the article was changed or deleted since the list was read: the next look at the list is right again. */
    private Optional<RenderedMarkdown> rendered(ArticleSummary summary) {
        ArticleId id = summary.id();
        try {
            return Optional.of(blog.renderCache()
                    .page(
                            id.value(),
                            summary.version(),
                            () -> blog.storage()
                                    .articles()
                                    .find(id)
                                    .filter(article -> article.version() == summary.version())
                                    .orElseThrow(GoneMeanwhile::new)));
        } catch (GoneMeanwhile e) {
            return Optional.empty();
        }
    }

    private static final class GoneMeanwhile extends RuntimeException {
        GoneMeanwhile() {
            super(null, null, false, false);
        }
    }

    private List<Author> authors(Collection<Slug> slugs) {
        Map<Slug, Author> described =
                slugs.isEmpty() ? Map.of() : bySlug(blog.storage().authors().findAll(slugs), Author::slug);
        return slugs.stream()
                .map(slug -> described.getOrDefault(slug, Author.named(slug, slug.value())))
                .toList();
    }

    private List<Tag> tags(Collection<Slug> slugs) {
        Map<Slug, Tag> described =
                slugs.isEmpty() ? Map.of() : bySlug(blog.storage().tags().findAll(slugs), Tag::slug);
        return slugs.stream()
                .map(slug -> described.getOrDefault(slug, Tag.named(slug, slug.value())))
                .toList();
    }

    private static List<Slug> slugs(Page<ArticleSummary> page, Function<ArticleSummary, List<Slug>> of) {
        return page.items().stream()
                .flatMap(summary -> of.apply(summary).stream())
                .distinct()
                .limit(PageRequest.MAX_SIZE)
                .toList();
    }

    private static <T> Map<Slug, T> bySlug(List<T> items, Function<T, Slug> slug) {
        return items.stream().collect(Collectors.toMap(slug, Function.identity()));
    }

    private static <T> List<T> pick(List<Slug> slugs, Map<Slug, T> from) {
        return slugs.stream().map(from::get).filter(Objects::nonNull).toList();
    }
}
