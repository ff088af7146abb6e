package io.billet.engine.internal.comment;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.Discussion;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.engine.ArticleDiscussion;
import io.billet.engine.internal.article.RenderCache;
import io.billet.engine.internal.article.RenderCache.Particulars;
import io.billet.storage.api.ArticleStore;
import java.time.InstantSource;
import java.util.Optional;

/** Where a comment is to be said: the article under a slug that it bears or bore, without anything being rendered. */
public final class FindDiscussion {

    private final ArticleStore articles;
    private final RenderCache renderCache;
    private final InstantSource clock;

    public FindDiscussion(ArticleStore articles, RenderCache renderCache, InstantSource clock) {
        this.articles = articles;
        this.renderCache = renderCache;
        this.clock = clock;
    }

    public Optional<ArticleDiscussion> find(Slug slug, Reader reader) {
        return articles.summaryBySlug(slug)
                .flatMap(summary -> ofSummary(summary, reader))
                .or(() -> articles.findByAlias(Alias.of(slug)).map(found -> ofArticle(found, reader)))
                .filter(found -> found.access() != ArticleAccess.NONE);
    }

    private Optional<ArticleDiscussion> ofSummary(ArticleSummary summary, Reader reader) {
        Optional<Particulars> shownLately = renderCache.particulars(summary);
        return shownLately.isPresent()
                ? Optional.of(discussion(summary, shownLately.get().discussion(), reader))
                : articles.find(summary.id()).map(found -> ofArticle(found, reader));
    }

    private ArticleDiscussion ofArticle(Article article, Reader reader) {
        return discussion(ArticleSummary.of(article), article.discussion(), reader);
    }

    private ArticleDiscussion discussion(ArticleSummary summary, Discussion discussion, Reader reader) {
        return new ArticleDiscussion(summary, ArticleAccess.of(summary, reader, clock.instant()), discussion);
    }
}
