package io.billet.engine;

import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Discussion;
import io.billet.core.EmailAddress;
import io.billet.core.IllegalTransitionException;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.StaleVersionException;
import io.billet.renderer.MarkdownLimitException;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    private final BlogContext blog;
    private final SubmitComment submitComment;
    private final EraseComment eraseComment;

    Comments(BlogContext blog) {
        this.blog = blog;
        this.submitComment = new SubmitComment(blog);
        this.eraseComment = new EraseComment(blog);
    }

    /**
     * Takes a comment. Its state tells whether it waits for a moderator (the default) or is shown at once, as the
     * {@link SpamChecker} decides.
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
     * Lists what has been said about an article, the oldest first: visible comments and the places of erased ones. An
     * answer comes after what it answers, though maybe on a later page.
     *
     * @param article which article
     * @param reader  who asks
     * @param request which part
     * @return a page; empty if the reader may not see the discussion, or there is no such article
     */
    public Page<CommentView> thread(ArticleId article, Reader reader, PageRequest request) {
        Optional<Article> open = blog.storage()
                .articles()
                .find(article)
                .filter(found -> found.discussion() != Discussion.OFF)
                .filter(found -> ArticleAccess.of(found, reader, blog.now()) == ArticleAccess.WHOLE);
        if (open.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        LanguageTag language = open.get().language();
        CommentQuery shown = CommentQuery.all().about(article).in(CommentState.VISIBLE, CommentState.ERASED);
        return blog.storage().comments().list(shown, request).map(comment -> view(comment, language));
    }

    private CommentView view(Comment comment, LanguageTag language) {
        boolean erased = comment.state() == CommentState.ERASED;
        return new CommentView(
                comment.id(),
                comment.parent(),
                comment.commenter().name(),
                comment.commenter().url(),
                erased ? "" : blog.renderCache().comment(comment, language),
                comment.createdAt(),
                comment.editedAt(),
                erased);
    }

    /**
     * @param query   which comments
     * @param request which part
     * @return a page for moderators, addresses included
     */
    public Page<Comment> list(CommentQuery query, PageRequest request) {
        return blog.storage().comments().list(query, request);
    }

    /**
     * @param query which comments
     * @return how many there are
     */
    public long count(CommentQuery query) {
        return blog.storage().comments().count(query);
    }

    /**
     * @param id which
     * @return the comment, for moderators
     */
    public Optional<Comment> find(CommentId id) {
        return blog.storage().comments().find(id);
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
        return moderate(id, version, Comment::approve);
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
        return moderate(id, version, Comment::hide);
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
        return moderate(id, version, Comment::markAsSpam);
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
     * Erases all comments of an address.
     *
     * @param email the address that the commenter gave
     * @return how many were erased
     */
    public int eraseAllBy(EmailAddress email) {
        CommentQuery theirs = CommentQuery.all().by(email);
        int erased = 0;
        // The erased ones bear no address any more, so the first page is new each time.
        List<Comment> next = list(theirs, PageRequest.first(100)).items();
        while (!next.isEmpty()) {
            next.forEach(comment -> erase(comment.id()));
            erased += next.size();
            next = list(theirs, PageRequest.first(100)).items();
        }
        return erased;
    }

    private Comment moderate(CommentId id, long version, UnaryOperator<Comment> transition) {
        Comment current = require(id);
        if (current.version() != version) {
            throw new StaleVersionException("Comment", id.toString(), version, current.version());
        }
        Comment moderated = blog.storage().comments().update(transition.apply(current));
        blog.tell(new BlogEvent.CommentModerated(moderated));
        return moderated;
    }

    private Comment require(CommentId id) {
        return find(id).orElseThrow(() -> new NotFoundException("Comment", id.toString()));
    }
}
