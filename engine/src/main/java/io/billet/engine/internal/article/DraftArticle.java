package io.billet.engine.internal.article;

import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.ArticleId;
import io.billet.core.HostIdentity;
import io.billet.core.IdGenerator;
import io.billet.core.LanguageTag;
import io.billet.storage.api.ArticleStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** A new draft, under a slug that nobody else has. */
public final class DraftArticle {

    private final ArticleStore articles;
    private final RenderCache renderCache;
    private final LanguageTag language;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final FreeSlug freeSlug;

    /** @param language of a draft that does not say its own */
    public DraftArticle(
            ArticleStore articles,
            RenderCache renderCache,
            LanguageTag language,
            IdGenerator ids,
            InstantSource clock,
            FreeSlug freeSlug) {
        this.articles = articles;
        this.renderCache = renderCache;
        this.language = language;
        this.ids = ids;
        this.clock = clock;
        this.freeSlug = freeSlug;
    }

    public Article draft(Optional<HostIdentity> by, Consumer<ArticleEdit> content) {
        SaidByAuthor said = new SaidByAuthor(edit -> {
            edit.language(language);
            content.accept(edit);
        });
        Article draft =
                Article.draft(new ArticleId(ids.next()), clock.instant(), said).changedBy(by);
        renderCache.check(draft);
        return said.hasSlug() ? articles.create(draft) : freeSlug.store(draft, articles::create);
    }
}
