package io.billet.engine;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.ArticleId;
import io.billet.core.HostIdentity;
import io.billet.core.IllegalTransitionException;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.StagedEdit;
import io.billet.core.StaleVersionException;
import io.billet.engine.internal.article.StageArticle;
import io.billet.renderer.MarkdownLimitException;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.UnsupportedCapabilityException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Working on a published article while its readers go on reading what it says now: an edit is begun, saved as often as its author
 * likes, looked at, and published or given up. Nothing of it is seen in a page, a list or a feed before.
 *
 * <pre>{@code
 * StagedEdit edit = blog.stagedEdits().begin(article.id(), article.version(), changes -> changes.markdown(text));
 * ArticleView preview = blog.stagedEdits().preview(article.id());
 * Article revised = blog.stagedEdits().publish(article.id(), edit.version());
 * }</pre>
 *
 * <p>Two versions guard it. That of the edit: somebody who saves, publishes or discards names the version that they have seen, and a
 * {@link StaleVersionException} about a {@code StagedEdit} says that somebody else has saved it since. That of the article: an edit is
 * based on one, and a {@link StaleVersionException} about an {@code Article} says, when it is to be published, that the article has been
 * changed since ({@link StagedArticle#isStale}); whoever has looked at both puts the edit {@link #onto} the article of now. Slug and
 * aliases are claimed when it is published, not before.
 *
 * <p>A storage without {@link io.billet.storage.api.Capability#STAGED_EDITS} fails each call with
 * {@link UnsupportedCapabilityException}. Thread-safe. Any method may throw {@link io.billet.storage.api.StorageException}; after one,
 * call the same again: what was done half is then done.
 */
public final class StagedEdits {

    private final StageArticle stageArticle;
    private final Optional<HostIdentity> by;

    /** @param by who edits through this door; empty if nobody knows */
    StagedEdits(StageArticle stageArticle, Optional<HostIdentity> by) {
        this.stageArticle = stageArticle;
        this.by = by;
    }

    /**
     * Returns the same door for one of the host's users: edits that are saved through it say that it was they
     * ({@link StagedEdit#by}), and so does the article when they publish one.
     *
     * @param user who they are in the host application
     */
    public StagedEdits as(HostIdentity user) {
        return new StagedEdits(stageArticle, Optional.of(user));
    }

    /**
     * Begins an edit of a published article.
     *
     * @param id      which
     * @param version the version of the article that the author has seen
     * @param changes says what changes; what it does not name stays
     * @return the edit as stored
     * @throws NotFoundException          if there is no such article
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is not published: then it is edited itself
     * @throws AlreadyExistsException     if an edit has been begun already
     * @throws InvalidValueException      if a value breaks its rule
     * @throws MarkdownLimitException     if the text cannot be rendered within the renderer's limits
     */
    public StagedEdit begin(ArticleId id, long version, Consumer<ArticleEdit> changes) {
        return stageArticle.begin(id, version, by, changes);
    }

    /**
     * Goes on with an edit.
     *
     * @param id      which article
     * @param version the version of the edit that the author has seen
     * @param changes says what changes; what it does not name stays as it was saved
     * @return the edit as stored
     * @throws NotFoundException      if there is none
     * @throws StaleVersionException  if somebody else has saved it since
     * @throws InvalidValueException  if a value breaks its rule
     * @throws MarkdownLimitException if the text cannot be rendered within the renderer's limits
     */
    public StagedEdit save(ArticleId id, long version, Consumer<ArticleEdit> changes) {
        return stageArticle.save(id, version, by, changes);
    }

    /**
     * Puts a stale edit onto the article as it is now. The edit is left as it is, whole: once published it says so in place of whatever
     * has been changed in the article meanwhile.
     *
     * @param id             which article
     * @param version        the version of the edit that the author has seen
     * @param articleVersion the version of the article that the author has seen
     * @return the edit as stored
     * @throws NotFoundException     if there is no edit, or no article
     * @throws StaleVersionException if somebody else has changed either since
     */
    public StagedEdit onto(ArticleId id, long version, long articleVersion) {
        return stageArticle.onto(id, version, articleVersion, by);
    }

    /**
     * Returns the edit of an article, and the article beside it.
     *
     * @param id which article
     */
    public Optional<StagedArticle> find(ArticleId id) {
        return stageArticle.find(id);
    }

    /**
     * Returns the article as its audience is going to see it; for its authors.
     *
     * @param id which
     * @return a view of the edit, rendered anew; it is kept nowhere
     * @throws NotFoundException if there is no edit
     */
    public ArticleView preview(ArticleId id) {
        return stageArticle.preview(id);
    }

    /**
     * Has the article say what the edit says, and ends the edit. The article keeps the date under which it is published, unless the
     * edit sets another.
     *
     * @param id      which article
     * @param version the version of the edit that the author has seen
     * @return the article as stored
     * @throws NotFoundException      if there is no edit, or the article is gone
     * @throws StaleVersionException  if somebody else has saved the edit since, or changed the article since it was begun;
     *                                {@link StaleVersionException#object} says which
     * @throws AlreadyExistsException if the slug or an alias that the edit says is taken by now
     * @throws MarkdownLimitException if the text cannot be rendered within the renderer's limits
     */
    public Article publish(ArticleId id, long version) {
        return stageArticle.publish(id, version, by);
    }

    /**
     * Gives an edit up.
     *
     * @param id      which article
     * @param version the version of the edit that the author has seen
     * @throws NotFoundException     if there is none
     * @throws StaleVersionException if somebody else has saved it since
     */
    public void discard(ArticleId id, long version) {
        stageArticle.discard(id, version);
    }

    /**
     * Returns which articles have an edit, in the order of their ids.
     *
     * @param after the id after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    public List<ArticleId> list(Optional<ArticleId> after, int limit) {
        return stageArticle.list(after, limit);
    }
}
