package io.billet.engine;

import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Discussion;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.engine.CommentRefusedException.Reason;
import io.billet.engine.RateLimiter.Action;
import io.billet.engine.RateLimiter.Key;
import io.billet.engine.RateLimiter.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A new comment: may it be said here, by whom, and does it need a moderator? */
final class SubmitComment {

    private final BlogContext blog;

    SubmitComment(BlogContext blog) {
        this.blog = blog;
    }

    Comment submit(CommentRequest request, Reader reader) {
        Article article = openTo(reader, request.article());
        request.parent().ifPresent(parent -> requireVisible(parent, article.id()));
        Comment comment = Comment.submit(
                new CommentId(blog.ids().next()),
                article.id(),
                request.parent(),
                request.commenter(),
                request.markdown(),
                blog.now());
        blog.renderCache().check(comment);
        limit(request, reader);
        Comment judged = switch (verdict(
                new SpamChecker.Submission(comment, ArticleSummary.of(article), reader, request.networkAddress()))) {
            case HOLD -> comment;
            case APPROVE -> comment.approve();
            case SPAM -> comment.markAsSpam();
        };
        Comment stored = blog.storage().comments().create(judged, request.key());
        if (stored.id().equals(comment.id())) {
            blog.tell(new BlogEvent.CommentSubmitted(stored));
        }
        return stored;
    }

    private Article openTo(Reader reader, ArticleId id) {
        Article article = blog.storage()
                .articles()
                .find(id)
                .filter(found -> ArticleAccess.of(found, reader, blog.now()) != ArticleAccess.NONE)
                .orElseThrow(() -> new NotFoundException("Article", id.toString()));
        if (article.discussion() != Discussion.OPEN) {
            throw new CommentRefusedException(id, Reason.CLOSED);
        }
        if (ArticleAccess.of(article, reader, blog.now()) != ArticleAccess.WHOLE) {
            throw new CommentRefusedException(id, Reason.MEMBERS_ONLY);
        }
        return article;
    }

    private void requireVisible(CommentId id, ArticleId article) {
        Comment parent =
                blog.storage().comments().find(id).orElseThrow(() -> new NotFoundException("Comment", id.toString()));
        if (!parent.article().equals(article)) {
            throw InvalidValueException.inconsistent("Comment", "parent", "it is about another article");
        }
        if (parent.state() != CommentState.VISIBLE) {
            throw new CommentRefusedException(article, Reason.PARENT_NOT_VISIBLE);
        }
    }

    /** Who is known is not counted for the whole blog, so that a flood of strangers does not silence members. */
    private void limit(CommentRequest request, Reader reader) {
        Optional<String> address = request.networkAddress();
        if (address.isEmpty()) {
            return;
        }
        List<Key> keys = new ArrayList<>(NetworkAddress.keys(address.get()));
        if (reader instanceof Reader.Anonymous) {
            keys.add(new Key(Scope.BLOG, ""));
        }
        if (!blog.limiter().tryAcquire(Action.COMMENT, keys)) {
            blog.refusals().tell(Action.COMMENT, address.get());
            throw new RateLimitedException(Action.COMMENT);
        }
    }

    private SpamChecker.Verdict verdict(SpamChecker.Submission submission) {
        try {
            return blog.spamChecker().check(submission);
        } catch (RuntimeException e) {
            blog.failures().error("The spam checker, so that a comment waits for a moderator,", e);
            return SpamChecker.Verdict.HOLD;
        }
    }
}
