package io.billet.engine;

import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.IllegalTransitionException;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.engine.internal.Place;
import io.billet.engine.internal.comment.EraseComment;
import io.billet.engine.internal.comment.FindDiscussion;
import io.billet.engine.internal.comment.ModerateComment;
import io.billet.engine.internal.comment.ReadThread;
import io.billet.engine.internal.comment.SubmitComment;
import io.billet.engine.spi.SpamChecker;
import io.billet.renderer.MarkdownLimitException;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.CommenterKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Discussing articles, and keeping order.
 *
 * <p>For readers: {@link #submit} and {@link #thread}. Who may read the whole article may read and write comments on it,
 * nobody else. For moderators: {@link #list}, {@link #approve}, {@link #hide}, {@link #markAsSpam}, {@link #erase}; each
 * names the version that the moderator has seen, so that nobody approves what was changed behind their back.
 *
 * <p>Thread-safe. Any method may throw {@link io.billet.storage.api.StorageException}.
 */
public final class Comments {

    private final CommentStore store;
    private final FindDiscussion findDiscussion;
    private final SubmitComment submitComment;
    private final ReadThread readThread;
    private final ModerateComment moderateComment;
    private final EraseComment eraseComment;

    Comments(
            CommentStore store,
            FindDiscussion findDiscussion,
            SubmitComment submitComment,
            ReadThread readThread,
            ModerateComment moderateComment,
            EraseComment eraseComment) {
        this.store = store;
        this.findDiscussion = findDiscussion;
        this.submitComment = submitComment;
        this.readThread = readThread;
        this.moderateComment = moderateComment;
        this.eraseComment = eraseComment;
    }

    /** Returns whether a moderator reads every comment before it appears. */
    public boolean areAllHeld() {
        return submitComment.holdsAll();
    }

    /**
     * Looks for an article that a reader wants to say something about. Cheaper than {@link Articles#read}: nothing is
     * rendered, and no text is read of an article that was shown lately.
     *
     * @param slug   a slug that it bears or bore
     * @param reader who asks
     * @return the article; empty if there is none that the reader may know of
     */
    public Optional<ArticleDiscussion> about(Slug slug, Reader reader) {
        return findDiscussion.find(slug, reader);
    }

    /**
     * Takes a comment. Its state tells whether it waits for a moderator (the default) or is shown at once, as the
     * {@link SpamChecker} decides. Who says it comes from the reader: what the host says of its user takes the place of what the request
     * says, and an identity in a request counts for nothing.
     *
     * @param request what is said
     * @param reader  who says it
     * @return the comment as stored
     * @throws NotFoundException       if there is no such article that the reader may know of, or no such parent
     * @throws CommentRefusedException if the article takes no comment from this reader
     * @throws InvalidValueException   if a value breaks its rule, or the parent is about another article
     * @throws MarkdownLimitException  if the text cannot be rendered within the limits for comments
     * @throws RateLimitedException    if too many come from there
     */
    public Comment submit(CommentRequest request, Reader reader) {
        return submitComment.submit(request, reader);
    }

    /**
     * Takes a comment on an article that was looked for just now, without reading it again.
     *
     * @param about   as {@link #about} gave it for this reader
     * @param request what is said, about that article
     * @param reader  who says it
     * @return the comment as stored
     * @throws NotFoundException        if there is no such parent
     * @throws CommentRefusedException  if the article takes no comment from this reader
     * @throws InvalidValueException    if a value breaks its rule, or the parent is about another article
     * @throws MarkdownLimitException   if the text cannot be rendered within the limits for comments
     * @throws RateLimitedException     if too many come from there
     * @throws IllegalArgumentException if the request is about another article
     */
    public Comment submit(ArticleDiscussion about, CommentRequest request, Reader reader) {
        return submitComment.submit(about, request, reader);
    }

    /**
     * Reads what has been said about an article: visible comments and the places of erased ones, each answer below what it
     * answers, those on one level in the order in which they were said.
     *
     * @param article which article
     * @param reader  who asks
     * @param from    the comment with which the page begins; empty for the first page
     * @param size    the most comments wanted; 1 to {@value PageRequest#MAX_SIZE}
     * @return a page; empty if the reader may not see the discussion, or there is no such article; and if {@code from} is not
     *         part of what readers see of it, whether it never was or is not shown
     */
    public Optional<ThreadPage> thread(ArticleId article, Reader reader, Optional<CommentId> from, int size) {
        return readThread.read(article, reader, from, size);
    }

    /**
     * Reads what has been said about an article that is shown, without reading it again; as {@link #thread(ArticleId, Reader,
     * Optional, int)}.
     *
     * @param view the article as the reader may see it
     * @param from the comment with which the page begins; empty for the first page
     * @param size the most comments wanted; 1 to {@value PageRequest#MAX_SIZE}
     * @return a page; empty if who may see no more than that may not see the discussion, or {@code from} is not part of it
     */
    public Optional<ThreadPage> thread(ArticleView view, Optional<CommentId> from, int size) {
        return readThread.read(view, from, size);
    }

    /**
     * Returns how many comments readers see on each of several articles, such as those of a list, in one call of the store for
     * up to 300 of them.
     *
     * @param articles which articles
     * @param atMost   where counting stops; 1 or more
     * @return for each of them how many; {@code atMost} if there are more
     */
    public Map<ArticleId, Long> counts(Collection<ArticleId> articles, long atMost) {
        return readThread.counts(articles, atMost);
    }

    /**
     * Returns a page for moderators, addresses included.
     *
     * @param query   which comments
     * @param request which part
     */
    public Page<Comment> list(CommentQuery query, PageRequest request) {
        return Place.OF_COMMENTS.page(request, (after, limit) -> store.list(query, after, limit));
    }

    /**
     * Returns how many there are. That takes as long as walking through them; for many, {@link #count(CommentQuery, long)}.
     *
     * @param query which comments
     */
    public long count(CommentQuery query) {
        return count(query, Long.MAX_VALUE);
    }

    /**
     * Returns how many there are, up to a bound, in a time that does not grow with those beyond it.
     *
     * @param query  which comments
     * @param atMost where counting stops; 1 or more
     * @return how many; {@code atMost} if there are more
     */
    public long count(CommentQuery query, long atMost) {
        return store.count(List.of(query), atMost).get(0);
    }

    /**
     * Returns the comment, for moderators.
     *
     * @param id which
     */
    public Optional<Comment> find(CommentId id) {
        return store.find(id);
    }

    /**
     * Shows a comment.
     *
     * @param id      which
     * @param version the version that the moderator has seen
     * @return the comment as stored
     * @throws NotFoundException          if there is no such comment
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is erased
     */
    public Comment approve(CommentId id, long version) {
        return moderateComment.moderate(id, version, Comment::approve);
    }

    /**
     * Takes a comment out of sight.
     *
     * @param id      which
     * @param version the version that the moderator has seen
     * @return the comment as stored
     * @throws NotFoundException          if there is no such comment
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is erased
     */
    public Comment hide(CommentId id, long version) {
        return moderateComment.moderate(id, version, Comment::hide);
    }

    /**
     * Calls a comment spam.
     *
     * @param id      which
     * @param version the version that the moderator has seen
     * @return the comment as stored
     * @throws NotFoundException          if there is no such comment
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is erased
     */
    public Comment markAsSpam(CommentId id, long version) {
        return moderateComment.moderate(id, version, Comment::markAsSpam);
    }

    /**
     * Forgets what a comment said and who said it, for good, whatever has changed meanwhile. Where others have answered it
     * its place is kept, so that their answers still stand in order; else nothing of it remains, nor of an erased comment
     * that this was the last answer to. Erasing twice, or what is not there, is no error.
     *
     * @param id which
     * @return the place that is kept; empty if nothing remains
     */
    public Optional<Comment> erase(CommentId id) {
        return eraseComment.erase(id);
    }

    /**
     * Returns a page of what somebody has said, the latest first; for moderators.
     *
     * @param commenter by what they are known
     * @param request   which part
     */
    public Page<Comment> by(CommenterKey commenter, PageRequest request) {
        return list(CommentQuery.all().by(commenter).newestFirst(), request);
    }

    /**
     * Erases all that somebody has said, one comment after the other, each as {@link #erase} does. What is erased stays so if
     * this ends early, because the store fails or the process dies: called again it goes on with the rest.
     *
     * @param commenter by what they are known
     * @return how many were erased
     */
    public int eraseAllBy(CommenterKey commenter) {
        return eraseComment.eraseAllBy(commenter);
    }
}
