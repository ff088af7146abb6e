package io.billet.engine.internal.article;

import io.billet.core.Article;
import io.billet.core.ArticleSummary;
import io.billet.core.Comment;
import io.billet.core.Discussion;
import io.billet.core.LanguageTag;
import io.billet.core.SearchMetadata;
import io.billet.engine.Renderings;
import io.billet.renderer.MarkdownRenderer;
import io.billet.renderer.RenderedMarkdown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Renders, and remembers what was rendered last. Keyed by id, version and the renderer's fingerprint, an entry is never
 * wrong, on however many nodes; so nothing needs to be invalidated. What of an article is in no {@link ArticleSummary} is
 * remembered with it, so that a page whose text is rendered already needs the summary and nothing more.
 */
public final class RenderCache {

    /** Characters of HTML and text kept at most; about twice that in octets of memory at worst. */
    private static final long CAPACITY = 16_000_000;

    /** What an entry takes besides its texts, in characters. */
    private static final int OVERHEAD = 500;

    private record Key(UUID id, long version, String fingerprint) {}

    private record Entry(RenderedMarkdown rendered, Optional<Particulars> particulars) {}

    /**
     * What of a version of an article its summary does not say.
     *
     * @param discussion whether it takes comments
     * @param metadata   what it tells search engines
     */
    public record Particulars(Discussion discussion, SearchMetadata metadata) {
        static Particulars of(Article article) {
            return new Particulars(article.discussion(), article.metadata());
        }
    }

    /**
     * All that a page needs of an article besides its summary.
     *
     * @param rendered    its text
     * @param particulars the rest
     */
    record Content(RenderedMarkdown rendered, Particulars particulars) {}

    private final MarkdownRenderer articles;
    private final MarkdownRenderer comments;
    private final MarkdownRenderer feeds;
    private final Map<Key, Entry> remembered = new LinkedHashMap<>(64, 0.75f, true);
    private final LongAdder made = new LongAdder();
    private final LongAdder spared = new LongAdder();
    private long size;

    public RenderCache(MarkdownRenderer articles, MarkdownRenderer comments, MarkdownRenderer feeds) {
        this.articles = articles;
        this.comments = comments;
        this.feeds = feeds;
    }

    /** Renders to see whether it can be rendered: what is stored must be readable. */
    public void check(Article article) {
        articles.render(article.markdown(), article.language());
    }

    public void check(Comment comment) {
        comments.render(comment.markdown());
    }

    /** Renders what readers must not meet: nothing of it is remembered, under whatever id and version it stands. */
    RenderedMarkdown unremembered(Article article) {
        return articles.render(article.markdown(), article.language());
    }

    RenderedMarkdown page(Article article) {
        return page(ArticleSummary.of(article), () -> article).rendered();
    }

    /**
     * A summary's article need not be read where its rendering is remembered.
     *
     * @param read reads the article of that id and version
     */
    Content page(ArticleSummary summary, Supplier<Article> read) {
        Key key = new Key(summary.id().value(), summary.version(), articles.fingerprint());
        Entry entry = asked(key).orElseGet(() -> {
            Article article = read.get();
            RenderedMarkdown rendered = articles.render(article.markdown(), article.language());
            return remember(key, new Entry(rendered, Optional.of(Particulars.of(article))));
        });
        return new Content(entry.rendered(), entry.particulars().orElseThrow());
    }

    /** Returns what is remembered besides the text, if the article was shown lately. */
    public Optional<Particulars> particulars(ArticleSummary summary) {
        return find(new Key(summary.id().value(), summary.version(), articles.fingerprint()))
                .flatMap(Entry::particulars);
    }

    /**
     * As {@link #page(ArticleSummary, Supplier)}, for feed readers.
     *
     * @param read reads the article of that id and version
     */
    public RenderedMarkdown feed(ArticleSummary summary, Supplier<Article> read) {
        Key key = new Key(summary.id().value(), summary.version(), feeds.fingerprint());
        return rendered(key, () -> {
            Article article = read.get();
            return feeds.render(article.markdown(), article.language());
        });
    }

    public String comment(Comment comment, LanguageTag language) {
        Key key = new Key(comment.id().value(), comment.version(), comments.fingerprint() + language);
        return rendered(key, () -> comments.render(comment.markdown(), language))
                .html();
    }

    private RenderedMarkdown rendered(Key key, Supplier<RenderedMarkdown> render) {
        return asked(key)
                .orElseGet(() -> remember(key, new Entry(render.get(), Optional.empty())))
                .rendered();
    }

    public Renderings renderings() {
        return new Renderings(made.sum(), spared.sum(), kept());
    }

    private synchronized int kept() {
        return remembered.size();
    }

    private Optional<Entry> asked(Key key) {
        Optional<Entry> found = find(key);
        if (found.isPresent()) {
            spared.increment();
        }
        return found;
    }

    private synchronized Optional<Entry> find(Key key) {
        return Optional.ofNullable(remembered.get(key));
    }

    private Entry remember(Key key, Entry entry) {
        made.increment();
        return put(key, entry);
    }

    private synchronized Entry put(Key key, Entry entry) {
        Entry before = remembered.put(key, entry);
        size += weight(entry) - (before == null ? 0 : weight(before));
        var eldest = remembered.entrySet().iterator();
        while (size > CAPACITY && eldest.hasNext()) {
            size -= weight(eldest.next().getValue());
            eldest.remove();
        }
        return entry;
    }

    private static long weight(Entry entry) {
        RenderedMarkdown rendered = entry.rendered();
        long whole =
                rendered.whole().html().length() + rendered.whole().plainText().length();
        long preview = rendered.hasMembersOnlyPart()
                ? rendered.preview().html().length()
                        + rendered.preview().plainText().length()
                : 0;
        return OVERHEAD
                + whole
                + preview
                + entry.particulars().map(RenderCache::weight).orElse(0);
    }

    private static int weight(Particulars particulars) {
        SearchMetadata metadata = particulars.metadata();
        return metadata.title().map(String::length).orElse(0)
                + metadata.description().map(String::length).orElse(0)
                + metadata.canonical().map(url -> url.value().length()).orElse(0);
    }
}
