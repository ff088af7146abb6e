package io.billet.engine.internal.article;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.storage.api.ArticleStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one version of an article when somebody needs its text, and once however many do. For one thread. */
public final class ArticleSource implements Supplier<Article> {

    private final ArticleStore articles;
    private final ArticleId id;
    private final long version;
    private @Nullable Article read;

    ArticleSource(ArticleStore articles, ArticleId id, long version) {
        this.articles = articles;
        this.id = id;
        this.version = version;
    }

    /**
     * Returns the article.
     *
     * @throws GoneMeanwhile if there is another version of it by now, or none
     */
    @Override
    public Article get() {
        if (read == null) {
            read = articles.find(id)
                    .filter(article -> article.version() == version)
                    .orElseThrow(GoneMeanwhile::new);
        }
        return read;
    }
}
