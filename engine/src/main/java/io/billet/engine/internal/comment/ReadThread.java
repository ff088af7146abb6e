package io.billet.engine.internal.comment;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import io.billet.core.Discussion;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.engine.ArticleView;
import io.billet.engine.CommentView;
import io.billet.engine.Page;
import io.billet.engine.PageRequest;
import io.billet.engine.internal.Place;
import io.billet.engine.internal.article.RenderCache;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What has been said about an article, for those who may read the whole of it. */
public final class ReadThread {

    private final ArticleStore articles;
    private final CommentStore comments;
    private final RenderCache renderCache;
    private final InstantSource clock;

    public ReadThread(ArticleStore articles, CommentStore comments, RenderCache renderCache, InstantSource clock) {
        this.articles = articles;
        this.comments = comments;
        this.renderCache = renderCache;
        this.clock = clock;
    }

    public Page<CommentView> read(ArticleId id, Reader reader, PageRequest request) {
        return articles.find(id)
                .filter(found -> found.discussion() != Discussion.OFF)
                .filter(found -> ArticleAccess.of(found, reader, clock.instant()) == ArticleAccess.WHOLE)
                .map(found -> page(id, found.language(), request))
                .orElseGet(ReadThread::nothing);
    }

    public Page<CommentView> read(ArticleView view, PageRequest request) {
        return view.access() == ArticleAccess.WHOLE && view.discussion() != Discussion.OFF
                ? page(view.article().id(), view.article().language(), request)
                : nothing();
    }

    private static Page<CommentView> nothing() {
        return new Page<>(List.of(), Optional.empty());
    }

    private Page<CommentView> page(ArticleId article, LanguageTag language, PageRequest request) {
        CommentQuery shown = CommentQuery.all().about(article).in(CommentState.VISIBLE, CommentState.ERASED);
        return Place.OF_COMMENTS
                .page(request, (after, limit) -> comments.list(shown, after, limit))
                .map(comment -> view(comment, language));
    }

    private CommentView view(Comment comment, LanguageTag language) {
        boolean erased = comment.state() == CommentState.ERASED;
        return new CommentView(
                comment.id(),
                comment.parent(),
                comment.commenter().name(),
                comment.commenter().url(),
                erased ? "" : renderCache.comment(comment, language),
                comment.createdAt(),
                comment.editedAt(),
                erased);
    }
}
