package io.billet.engine.internal.article;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.HostIdentity;
import io.billet.core.NotFoundException;
import io.billet.core.PublicationState;
import io.billet.core.StagedEdit;
import io.billet.engine.internal.Listeners;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.StagedEditStore;
import java.time.InstantSource;
import java.util.Optional;

/** Takes an article from its readers: back to a draft, out of the blog, or away for good. */
public final class WithdrawArticle {

    private final ArticleStore articles;
    private final CommentStore comments;
    private final Optional<StagedEditStore> stagedEdits;
    private final ArticleVersions versions;
    private final InstantSource clock;
    private final Listeners listeners;

    public WithdrawArticle(
            ArticleStore articles,
            CommentStore comments,
            Optional<StagedEditStore> stagedEdits,
            ArticleVersions versions,
            InstantSource clock,
            Listeners listeners) {
        this.articles = articles;
        this.comments = comments;
        this.stagedEdits = stagedEdits;
        this.versions = versions;
        this.clock = clock;
        this.listeners = listeners;
    }

    public Article unpublish(ArticleId id, long version, Optional<HostIdentity> by) {
        Article before = versions.require(id, version);
        return withdrawn(
                before, articles.update(before.unpublish(clock.instant()).changedBy(by)));
    }

    public Article archive(ArticleId id, long version, Optional<HostIdentity> by) {
        Article before = versions.require(id, version);
        return withdrawn(before, articles.update(before.archive(clock.instant()).changedBy(by)));
    }

    /** Where a deletion was broken off before, this is the rest of it: what is left has no version to compare. */
    public void delete(ArticleId id, long version) {
        try {
            Article before = versions.require(id, version);
            articles.delete(id, version);
            withdrawn(before, before);
        } catch (NotFoundException e) {
            if (comments.list(CommentQuery.all().about(id), Optional.empty(), 1).isEmpty()
                    && stagedEdit(id).isEmpty()) {
                throw e;
            }
        }
        // Of what nobody can see any longer nobody saves a new version.
        stagedEdit(id).ifPresent(edit -> stagedEdits.orElseThrow().discard(id, edit.version()));
        comments.deleteAbout(id);
    }

    private Optional<StagedEdit> stagedEdit(ArticleId id) {
        return stagedEdits.flatMap(store -> store.find(id));
    }

    private Article withdrawn(Article before, Article after) {
        if (before.state().kind() == PublicationState.Kind.PUBLISHED) {
            listeners.tell(new BlogEvent.ArticleWithdrawn(after));
        }
        return after;
    }
}
