package io.billet.engine.internal.article;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.ArticleFilter;
import io.billet.engine.ArticleResult;
import io.billet.engine.ArticleTeaser;
import io.billet.engine.ArticleView;
import io.billet.engine.Page;
import io.billet.engine.PageRequest;
import io.billet.engine.internal.Place;
import io.billet.renderer.RenderedMarkdown;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.TagStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Articles as a reader may see them. */
public final class ReadArticles {

    private final ArticleStore articles;
    private final AuthorStore authors;
    private final TagStore tags;
    private final RenderCache renderCache;
    private final InstantSource clock;

    public ReadArticles(
            ArticleStore articles, AuthorStore authors, TagStore tags, RenderCache renderCache, InstantSource clock) {
        this.articles = articles;
        this.authors = authors;
        this.tags = tags;
        this.renderCache = renderCache;
        this.clock = clock;
    }

    public ArticleResult read(Slug slug, Reader reader) {
        Optional<ArticleSummary> summary =
                articles.summaryBySlug(slug).filter(found -> access(found, reader) != ArticleAccess.NONE);
        if (summary.isEmpty()) {
            return moved(slug, reader);
        }
        try {
            return new ArticleResult.Found(view(summary.get(), source(summary.get()), reader));
        } catch (GoneMeanwhile e) {
            // Changed in the moment between: read in one piece it is right, whatever it is now.
            return articles.findBySlug(slug)
                    .filter(found -> access(ArticleSummary.of(found), reader) != ArticleAccess.NONE)
                    .<ArticleResult>map(
                            found -> new ArticleResult.Found(view(ArticleSummary.of(found), () -> found, reader)))
                    .orElseGet(() -> moved(slug, reader));
        }
    }

    private ArticleResult moved(Slug slug, Reader reader) {
        return follow(Alias.of(slug), reader);
    }

    public ArticleResult follow(Alias alias, Reader reader) {
        return articles.findByAlias(alias)
                .filter(article -> access(ArticleSummary.of(article), reader) != ArticleAccess.NONE)
                .<ArticleResult>map(article -> new ArticleResult.Moved(article.slug()))
                .orElseGet(ArticleResult.Missing::new);
    }

    private ArticleAccess access(ArticleSummary article, Reader reader) {
        return ArticleAccess.of(article, reader, clock.instant());
    }

    private ArticleView view(ArticleSummary article, Supplier<Article> source, Reader reader) {
        ArticleAccess access = access(article, reader);
        RenderCache.Content content = renderCache.page(article, source);
        ReadableText readable = ReadableText.of(content.rendered(), access);
        return new ArticleView(
                article,
                access,
                readable.text(),
                article.summary().orElse(readable.excerpt()),
                content.rendered().readingTime(),
                authors(article.authors()),
                tags(article.tags()),
                content.particulars().metadata(),
                content.particulars().discussion());
    }

    /** As its audience would see it, were it published as it is; nothing of it is remembered. */
    ArticleView preview(Article draft) {
        RenderedMarkdown rendered = renderCache.unremembered(draft);
        ReadableText readable = ReadableText.of(rendered, ArticleAccess.WHOLE);
        return new ArticleView(
                ArticleSummary.of(draft),
                ArticleAccess.WHOLE,
                readable.text(),
                draft.summary().orElse(readable.excerpt()),
                rendered.readingTime(),
                authors(draft.authors()),
                tags(draft.tags()),
                draft.metadata(),
                draft.discussion());
    }

    /**
     * What a list shows, less what is rendered of the texts. Two that are equal show the same.
     *
     * @param page    the articles that the reader may know of, in order
     * @param access  what the reader may see of each
     * @param authors of all of them
     * @param tags    of all of them
     */
    public record Listing(
            Page<ArticleSummary> page, List<ArticleAccess> access, Map<Slug, Author> authors, Map<Slug, Tag> tags) {}

    public Page<ArticleTeaser> page(ArticleFilter filter, Reader reader, PageRequest request) {
        Listing listing = list(filter, reader, request);
        List<ArticleTeaser> teasers =
                entries(listing).stream().map(ListedArticle::teaser).toList();
        return new Page<>(teasers, listing.page().next());
    }

    public Listing list(ArticleFilter filter, Reader reader, PageRequest request) {
        Instant now = clock.instant();
        ArticleQuery query = published(filter, now);
        Page<ArticleSummary> posts =
                Place.OF_ARTICLES.page(request, (after, limit) -> articles.list(query, after, limit));
        List<ArticleSummary> known = posts.items().stream()
                .filter(summary -> ArticleAccess.of(summary, reader, now) != ArticleAccess.NONE)
                .toList();
        Page<ArticleSummary> page = new Page<>(known, posts.next());
        return new Listing(
                page,
                known.stream()
                        .map(summary -> ArticleAccess.of(summary, reader, now))
                        .toList(),
                bySlug(authors(slugs(page, ArticleSummary::authors)), Author::slug),
                bySlug(tags(slugs(page, ArticleSummary::tags)), Tag::slug));
    }

    /** What stands by itself is in no list. */
    private static ArticleQuery published(ArticleFilter filter, Instant now) {
        ArticleQuery published = ArticleQuery.published(now).of(ArticleKind.POST);
        return new ArticleQuery(
                published.state(),
                published.kind(),
                filter.tag(),
                filter.author(),
                filter.language(),
                published.since(),
                published.before(),
                published.order());
    }

    /**
     * An article of a list.
     *
     * @param teaser as a list shows it
     * @param source reads the whole of it, once at most
     */
    public record ListedArticle(ArticleTeaser teaser, ArticleSource source) {}

    /** Returns what a list shows, less what was changed or deleted since: the next look at the list is right again. */
    public List<ListedArticle> entries(Listing listing) {
        List<ArticleSummary> summaries = listing.page().items();
        return IntStream.range(0, summaries.size())
                .mapToObj(i -> entry(summaries.get(i), listing.access().get(i), listing))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ListedArticle> entry(ArticleSummary summary, ArticleAccess access, Listing listing) {
        ArticleSource source = source(summary);
        try {
            RenderedMarkdown rendered = renderCache.page(summary, source).rendered();
            ArticleTeaser teaser = new ArticleTeaser(
                    summary,
                    access,
                    summary.summary().orElse(ReadableText.of(rendered, access).excerpt()),
                    rendered.readingTime(),
                    pick(summary.authors(), listing.authors()),
                    pick(summary.tags(), listing.tags()));
            return Optional.of(new ListedArticle(teaser, source));
        } catch (GoneMeanwhile e) {
            return Optional.empty();
        }
    }

    private ArticleSource source(ArticleSummary summary) {
        return new ArticleSource(articles, summary.id(), summary.version());
    }

    private List<Author> authors(Collection<Slug> slugs) {
        Map<Slug, Author> described = slugs.isEmpty() ? Map.of() : bySlug(authors.findAll(slugs), Author::slug);
        return slugs.stream()
                .map(slug -> described.getOrDefault(slug, Author.named(slug, slug.value())))
                .toList();
    }

    private List<Tag> tags(Collection<Slug> slugs) {
        Map<Slug, Tag> described = slugs.isEmpty() ? Map.of() : bySlug(tags.findAll(slugs), Tag::slug);
        return slugs.stream()
                .map(slug -> described.getOrDefault(slug, Tag.named(slug, slug.value())))
                .toList();
    }

    private static List<Slug> slugs(Page<ArticleSummary> page, Function<ArticleSummary, List<Slug>> of) {
        return page.items().stream()
                .flatMap(summary -> of.apply(summary).stream())
                .distinct()
                .limit(Bounds.MOST_AT_ONCE)
                .toList();
    }

    private static <T> Map<Slug, T> bySlug(List<T> items, Function<T, Slug> slug) {
        return items.stream().collect(Collectors.toMap(slug, Function.identity()));
    }

    private static <T> List<T> pick(List<Slug> slugs, Map<Slug, T> from) {
        return slugs.stream().map(from::get).filter(Objects::nonNull).toList();
    }
}
