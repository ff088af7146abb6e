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
import io.billet.engine.ArchiveMonth;
import io.billet.engine.ArticleFilter;
import io.billet.engine.ArticleResult;
import io.billet.engine.ArticleTeaser;
import io.billet.engine.ArticleView;
import io.billet.engine.NumberedPage;
import io.billet.engine.Page;
import io.billet.engine.PageRequest;
import io.billet.engine.internal.Place;
import io.billet.renderer.RenderedMarkdown;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Articles as a reader may see them. */
public final class ReadArticles {

    private final ArticleStore articles;
    private final Editions editions;
    private final RenderCache renderCache;
    private final InstantSource clock;

    public ReadArticles(ArticleStore articles, Editions editions, RenderCache renderCache, InstantSource clock) {
        this.articles = articles;
        this.editions = editions;
        this.renderCache = renderCache;
        this.clock = clock;
    }

    public ArticleResult read(Slug slug, Reader reader) {
        Edition edition = editions.now();
        Optional<ArticleSummary> summary =
                articles.summaryBySlug(slug).filter(found -> access(found, reader) != ArticleAccess.NONE);
        if (summary.isEmpty()) {
            return moved(slug, reader);
        }
        try {
            return new ArticleResult.Found(view(summary.get(), source(summary.get()), reader, edition));
        } catch (GoneMeanwhile e) {
            // Changed in the moment between: read in one piece it is right, whatever it is now.
            return articles.findBySlug(slug)
                    .filter(found -> access(ArticleSummary.of(found), reader) != ArticleAccess.NONE)
                    .<ArticleResult>map(found ->
                            new ArticleResult.Found(view(ArticleSummary.of(found), () -> found, reader, edition)))
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

    private ArticleView view(ArticleSummary article, Supplier<Article> source, Reader reader, Edition edition) {
        ArticleAccess access = access(article, reader);
        RenderCache.Content content = renderCache.page(article, source);
        ReadableText readable = ReadableText.of(content.rendered(), access);
        Edition.Neighbours neighbours =
                article.kind() == ArticleKind.POST ? edition.neighbours(article) : Edition.Neighbours.NONE;
        return new ArticleView(
                article,
                access,
                readable.text(),
                article.summary().orElse(readable.excerpt()),
                content.rendered().readingTime(),
                pick(article.authors(), edition.authors(article.authors())),
                pick(article.tags(), edition.tags(article.tags())),
                content.particulars().metadata(),
                content.particulars().discussion(),
                neighbours.previous(),
                neighbours.next());
    }

    /** As its audience would see it, were it published as it is; nothing of it is remembered. */
    ArticleView preview(Article draft) {
        Edition edition = editions.now();
        RenderedMarkdown rendered = renderCache.unremembered(draft);
        ReadableText readable = ReadableText.of(rendered, ArticleAccess.WHOLE);
        return new ArticleView(
                ArticleSummary.of(draft),
                ArticleAccess.WHOLE,
                readable.text(),
                draft.summary().orElse(readable.excerpt()),
                rendered.readingTime(),
                pick(draft.authors(), edition.authors(draft.authors())),
                pick(draft.tags(), edition.tags(draft.tags())),
                draft.metadata(),
                draft.discussion(),
                Optional.empty(),
                Optional.empty());
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
        Edition edition = editions.now();
        ArticleQuery posts = edition.posts(filter);
        return listing(
                Place.OF_ARTICLES.page(request, (after, limit) -> articles.list(posts, after, limit)), reader, edition);
    }

    private Listing listing(Page<ArticleSummary> posts, Reader reader, Edition edition) {
        Instant now = clock.instant();
        List<ArticleSummary> known = posts.items().stream()
                .filter(summary -> ArticleAccess.of(summary, reader, now) != ArticleAccess.NONE)
                .toList();
        Page<ArticleSummary> page = new Page<>(known, posts.next());
        return new Listing(
                page,
                known.stream()
                        .map(summary -> ArticleAccess.of(summary, reader, now))
                        .toList(),
                edition.authors(slugs(page, ArticleSummary::authors)),
                edition.tags(slugs(page, ArticleSummary::tags)));
    }

    public NumberedPage<ArticleTeaser> newest(ArticleFilter filter, Reader reader, int size) {
        Edition edition = editions.now();
        PageNumbers numbers = new PageNumbers(edition.numbers(filter).total(), size);
        List<ArticleSummary> newest = numbers.onNewest() == 0
                ? List.of()
                : articles.list(edition.posts(filter), Optional.empty(), numbers.onNewest());
        return numbers.newest(teasers(newest, reader, edition));
    }

    public Optional<NumberedPage<ArticleTeaser>> numbered(ArticleFilter filter, Reader reader, int size, int number) {
        Edition edition = editions.now();
        PostNumbers posts = edition.numbers(filter);
        PageNumbers numbers = new PageNumbers(posts.total(), size);
        if (!numbers.has(number)) {
            return Optional.empty();
        }
        List<ArticleSummary> page = new ArrayList<>(posts.list(numbers.first(number), size));
        Collections.reverse(page);
        return Optional.of(numbers.page(number, teasers(page, reader, edition)));
    }

    private List<ArticleTeaser> teasers(List<ArticleSummary> posts, Reader reader, Edition edition) {
        return entries(listing(new Page<>(posts, Optional.empty()), reader, edition)).stream()
                .map(ListedArticle::teaser)
                .toList();
    }

    public List<ArchiveMonth> archive(ArticleFilter filter) {
        return editions.now().months(filter);
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

    private static List<Slug> slugs(Page<ArticleSummary> page, Function<ArticleSummary, List<Slug>> of) {
        return page.items().stream()
                .flatMap(summary -> of.apply(summary).stream())
                .distinct()
                .toList();
    }

    private static <T> List<T> pick(List<Slug> slugs, Map<Slug, T> from) {
        return slugs.stream().map(from::get).filter(Objects::nonNull).toList();
    }
}
