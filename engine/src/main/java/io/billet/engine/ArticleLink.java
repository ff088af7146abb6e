package io.billet.engine;

import io.billet.core.ArticleSummary;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;

/**
 * What is needed to link to an article.
 *
 * <p>Immutable and thread-safe.
 *
 * @param slug     where it is
 * @param title    its title
 * @param language in which it is written, title and all
 */
public record ArticleLink(Slug slug, String title, LanguageTag language) {

    /**
     * Returns a link to it.
     *
     * @param article an article
     */
    public static ArticleLink of(ArticleSummary article) {
        return new ArticleLink(article.slug(), article.title(), article.language());
    }
}
