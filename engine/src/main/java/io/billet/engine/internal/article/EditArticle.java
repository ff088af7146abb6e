package io.billet.engine.internal.article;

import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.ArticleId;
import io.billet.core.HostIdentity;
import io.billet.core.PublicationState;
import io.billet.engine.internal.Listeners;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.ArticleStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** A change of an article's content, which readers of a published one see at once. */
public final class EditArticle {

    private final ArticleStore articles;
    private final ArticleVersions versions;
    private final RenderCache renderCache;
    private final ReviewArticle review;
    private final FreeSlug freeSlug;
    private final InstantSource clock;
    private final Listeners listeners;

    public EditArticle(
            ArticleStore articles,
            ArticleVersions versions,
            RenderCache renderCache,
            ReviewArticle review,
            FreeSlug freeSlug,
            InstantSource clock,
            Listeners listeners) {
        this.articles = articles;
        this.versions = versions;
        this.renderCache = renderCache;
        this.review = review;
        this.freeSlug = freeSlug;
        this.clock = clock;
        this.listeners = listeners;
    }

    public Article edit(ArticleId id, long version, Optional<HostIdentity> by, Consumer<ArticleEdit> changes) {
        Article before = versions.require(id, version);
        SaidByAuthor said = new SaidByAuthor(changes);
        Article changed = before.edit(clock.instant(), said).changedBy(by);
        renderCache.check(changed);
        boolean follows = !said.hasSlug() && !changed.slug().equals(before.slug());
        Article edited = follows ? freeSlug.store(changed, articles::update) : articles.update(changed);
        if (edited.state().kind() == PublicationState.Kind.PUBLISHED) {
            listeners.tell(new BlogEvent.ArticleRevised(edited, review.reviewAndLog(edited)));
        }
        return edited;
    }
}
