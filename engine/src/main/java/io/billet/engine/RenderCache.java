package io.billet.engine;

import io.billet.core.Article;
import io.billet.core.Comment;
import io.billet.core.LanguageTag;
import io.billet.renderer.MarkdownRenderer;
import io.billet.renderer.RenderedMarkdown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Renders, and remembers what was rendered last. Keyed by id, version and the renderer's fingerprint, an entry is never
 * wrong, on however many nodes; so nothing needs to be invalidated.
 */
final class RenderCache {

    /** Characters of HTML and text kept at most; about twice that in octets of memory at worst. */
    private static final long CAPACITY = 16_000_000;

    private record Key(UUID id, long version, String fingerprint) {}

    private final MarkdownRenderer articles;
    private final MarkdownRenderer comments;
    private final MarkdownRenderer feeds;
    private final Map<Key, RenderedMarkdown> remembered = new LinkedHashMap<>(64, 0.75f, true);
    private long size;

    RenderCache(MarkdownRenderer articles, MarkdownRenderer comments, MarkdownRenderer feeds) {
        this.articles = articles;
        this.comments = comments;
        this.feeds = feeds;
    }

    /** Renders to see whether it can be rendered: what is stored must be readable. */
    void check(Article article) {
        articles.render(article.markdown(), article.language());
    }

    void check(Comment comment) {
        comments.render(comment.markdown());
    }

    RenderedMarkdown page(Article article) {
        return remembered(key(article, articles), () -> articles.render(article.markdown(), article.language()));
    }

    RenderedMarkdown feed(Article article) {
        return remembered(key(article, feeds), () -> feeds.render(article.markdown(), article.language()));
    }

    /**
     * A summary's article need not be read where its rendering is remembered.
     *
     * @param read reads the article of that id and version
     */
    RenderedMarkdown page(UUID id, long version, Supplier<Article> read) {
        return remembered(new Key(id, version, articles.fingerprint()), () -> {
            Article article = read.get();
            return articles.render(article.markdown(), article.language());
        });
    }

    String comment(Comment comment, LanguageTag language) {
        return remembered(
                        new Key(comment.id().value(), comment.version(), comments.fingerprint() + language),
                        () -> comments.render(comment.markdown(), language))
                .html();
    }

    private static Key key(Article article, MarkdownRenderer renderer) {
        return new Key(article.id().value(), article.version(), renderer.fingerprint());
    }

    private RenderedMarkdown remembered(Key key, Supplier<RenderedMarkdown> render) {
        synchronized (this) {
            RenderedMarkdown known = remembered.get(key);
            if (known != null) {
                return known;
            }
        }
        RenderedMarkdown rendered = render.get();
        remember(key, rendered);
        return rendered;
    }

    private synchronized void remember(Key key, RenderedMarkdown rendered) {
        RenderedMarkdown before = remembered.put(key, rendered);
        size += weight(rendered) - (before == null ? 0 : weight(before));
        var eldest = remembered.entrySet().iterator();
        while (size > CAPACITY && eldest.hasNext()) {
            size -= weight(eldest.next().getValue());
            eldest.remove();
        }
    }

    private static long weight(RenderedMarkdown rendered) {
        long whole =
                rendered.whole().html().length() + rendered.whole().plainText().length();
        long preview = rendered.hasMembersOnlyPart()
                ? rendered.preview().html().length()
                        + rendered.preview().plainText().length()
                : 0;
        return 500 + whole + preview;
    }
}
