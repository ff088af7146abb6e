package io.billet.engine.internal.article;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.ArticleStore;

/** Articles as an author has seen them: what somebody else has changed since is not overwritten unseen. */
public final class ArticleVersions {

    private final ArticleStore articles;

    public ArticleVersions(ArticleStore articles) {
        this.articles = articles;
    }

    /**
     * Returns the article of that version.
     *
     * @throws NotFoundException     if there is no such article
     * @throws StaleVersionException if it is stored in another version
     */
    Article require(ArticleId id, long version) {
        Article article = articles.find(id).orElseThrow(() -> new NotFoundException("Article", id.toString()));
        if (article.version() != version) {
            throw new StaleVersionException("Article", id.toString(), version, article.version());
        }
        return article;
    }
}
