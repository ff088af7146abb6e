package io.billet.engine.internal.article;

import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.ArticleId;
import io.billet.core.HostIdentity;
import io.billet.core.IllegalTransitionException;
import io.billet.core.NotFoundException;
import io.billet.core.PublicationState;
import io.billet.core.StagedEdit;
import io.billet.core.StaleVersionException;
import io.billet.engine.ArticleView;
import io.billet.engine.StagedArticle;
import io.billet.engine.internal.Listeners;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.StagedEditStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Edits that are kept beside a published article until they are applied. Applying is two writes in two stores: first the article, then
 * away with the edit. An edit that is there after its article has come to say the same was applied by somebody who did not come to the
 * second; whoever meets it takes it away.
 */
public final class StageArticle {

    private static final String OBJECT = "StagedEdit";

    private final ArticleStore articles;
    private final Supplier<StagedEditStore> edits;
    private final ArticleVersions versions;
    private final RenderCache renderCache;
    private final ReadArticles readArticles;
    private final ReviewArticle review;
    private final InstantSource clock;
    private final Listeners listeners;

    public StageArticle(
            ArticleStore articles,
            Supplier<StagedEditStore> edits,
            ArticleVersions versions,
            RenderCache renderCache,
            ReadArticles readArticles,
            ReviewArticle review,
            InstantSource clock,
            Listeners listeners) {
        this.articles = articles;
        this.edits = edits;
        this.versions = versions;
        this.renderCache = renderCache;
        this.readArticles = readArticles;
        this.review = review;
        this.clock = clock;
        this.listeners = listeners;
    }

    public StagedEdit begin(ArticleId id, long version, Optional<HostIdentity> by, Consumer<ArticleEdit> changes) {
        Article article = versions.require(id, version);
        PublicationState.Kind state = article.state().kind();
        if (state != PublicationState.Kind.PUBLISHED) {
            throw new IllegalTransitionException(
                    "Article", id.toString(), state.name().toLowerCase(Locale.ROOT), "have a staged edit");
        }
        findUnapplied(id);
        return put(StagedEdit.of(article, clock.instant(), changes), by);
    }

    public StagedEdit save(ArticleId id, long version, Optional<HostIdentity> by, Consumer<ArticleEdit> changes) {
        return put(require(id, version).edit(clock.instant(), changes), by);
    }

    public StagedEdit onto(ArticleId id, long version, long articleVersion, Optional<HostIdentity> by) {
        versions.require(id, articleVersion);
        StagedEdit edit = require(id, version).onto(articleVersion);
        return put(new StagedEdit(edit.draft(), by, clock.instant(), edit.version()), by);
    }

    private StagedEdit put(StagedEdit edit, Optional<HostIdentity> by) {
        renderCache.check(edit.draft());
        return edits.get().put(edit.savedBy(by));
    }

    private StagedEdit require(ArticleId id, long version) {
        return required(findUnapplied(id), id, version);
    }

    private static StagedEdit required(Optional<StagedEdit> found, ArticleId id, long version) {
        StagedEdit edit = found.orElseThrow(() -> new NotFoundException(OBJECT, id.toString()));
        if (edit.version() != version) {
            throw new StaleVersionException(OBJECT, id.toString(), version, edit.version());
        }
        return edit;
    }

    private Optional<StagedEdit> findUnapplied(ArticleId id) {
        Optional<StagedEdit> edit = edits.get().find(id);
        if (edit.isPresent()
                && articles.find(id).filter(edit.get()::isAppliedIn).isPresent()) {
            takeAway(edit.get());
            return Optional.empty();
        }
        return edit;
    }

    private void takeAway(StagedEdit applied) {
        try {
            edits.get().discard(applied.article(), applied.version());
        } catch (NotFoundException | StaleVersionException e) {
            // Somebody else has, or has gone on with it: then it is a new edit, on a base that is not the article's.
        }
    }

    public Optional<StagedArticle> find(ArticleId id) {
        return findUnapplied(id)
                .map(edit -> new StagedArticle(
                        edit, articles.summaries(List.of(id)).stream().findFirst()));
    }

    public ArticleView preview(ArticleId id) {
        return readArticles.preview(findUnapplied(id)
                .orElseThrow(() -> new NotFoundException(OBJECT, id.toString()))
                .draft());
    }

    /** Called again after an answer that was lost, it ends what was begun. */
    public Article publish(ArticleId id, long version, Optional<HostIdentity> by) {
        StagedEdit edit = required(edits.get().find(id), id, version);
        Optional<Article> applied = articles.find(id).filter(edit::isAppliedIn);
        Article article = applied.orElseGet(() -> apply(edit, by));
        takeAway(edit);
        return article;
    }

    private Article apply(StagedEdit edit, Optional<HostIdentity> by) {
        Article before = versions.require(edit.article(), edit.base());
        Article changed = edit.appliedTo(before, clock.instant()).changedBy(by.or(edit::by));
        renderCache.check(changed);
        Article stored = articles.update(changed);
        if (stored.state().kind() == PublicationState.Kind.PUBLISHED) {
            listeners.tell(new BlogEvent.ArticleRevised(stored, review.reviewAndLog(stored)));
        }
        return stored;
    }

    public void discard(ArticleId id, long version) {
        edits.get().discard(id, version);
    }

    public List<ArticleId> list(Optional<ArticleId> after, int limit) {
        return edits.get().list(after, limit);
    }
}
