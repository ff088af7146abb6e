package io.billet.engine.internal.comment;

import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.Discussion;
import io.billet.core.IdGenerator;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.engine.ArticleDiscussion;
import io.billet.engine.CommentRefusedException;
import io.billet.engine.CommentRefusedException.Reason;
import io.billet.engine.CommentRequest;
import io.billet.engine.FailureLog;
import io.billet.engine.RateLimitedException;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.article.RenderCache;
import io.billet.engine.internal.limit.Limits;
import io.billet.engine.internal.limit.NetworkAddress;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.RateLimiter.Action;
import io.billet.engine.spi.RateLimiter.Key;
import io.billet.engine.spi.RateLimiter.Scope;
import io.billet.engine.spi.SpamChecker;
import io.billet.engine.spi.Staff;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.CommentStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** A new comment: may it be said here, by whom, and does it need a moderator? Nothing is rendered but the comment. */
public final class SubmitComment {

    private static final FailureLog failures = new FailureLog(LoggerFactory.getLogger(SubmitComment.class));

    private final ArticleStore articles;
    private final CommentStore comments;
    private final RenderCache renderCache;
    private final SpamChecker spamChecker;
    private final AuthorNames authorNames;
    private final Badges badges;
    private final Limits limits;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final Listeners listeners;

    public SubmitComment(
            ArticleStore articles,
            CommentStore comments,
            RenderCache renderCache,
            SpamChecker spamChecker,
            AuthorNames authorNames,
            Badges badges,
            Limits limits,
            IdGenerator ids,
            InstantSource clock,
            Listeners listeners) {
        this.articles = articles;
        this.comments = comments;
        this.renderCache = renderCache;
        this.spamChecker = spamChecker;
        this.authorNames = authorNames;
        this.badges = badges;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** Returns whether what is submitted is shown only once a moderator has approved it. */
    public boolean holdsAll() {
        return spamChecker.holdsAll();
    }

    public Comment submit(CommentRequest request, Reader reader) {
        Article article = articles.find(request.article()).orElseThrow(() -> notFound(request.article()));
        ArticleSummary summary = ArticleSummary.of(article);
        ArticleAccess access = ArticleAccess.of(summary, reader, clock.instant());
        return submit(new ArticleDiscussion(summary, access, article.discussion()), request, reader);
    }

    public Comment submit(ArticleDiscussion about, CommentRequest request, Reader reader) {
        ArticleId article = about.article().id();
        if (!article.equals(request.article())) {
            throw new IllegalArgumentException(
                    "the request is about article " + request.article() + ", not about " + article);
        }
        requireOpen(about);
        request.parent().ifPresent(parent -> requireVisible(parent, article));
        Comment comment = Comment.submit(
                new CommentId(ids.next()),
                article,
                request.parent(),
                signedIn(request.commenter(), reader),
                request.markdown(),
                clock.instant());
        renderCache.check(comment);
        limit(request, reader);
        // After the limit, so that names cannot be tried at will.
        requireOwnName(comment, reader);
        Comment judged = switch (verdict(
                new SpamChecker.Submission(comment, about.article(), reader, request.networkAddress()))) {
            case HOLD -> comment;
            case APPROVE -> comment.approve();
            case SPAM -> comment.markAsSpam();
        };
        Comment stored = comments.create(judged, request.key());
        if (stored.id().equals(comment.id())) {
            listeners.tell(new BlogEvent.CommentSubmitted(stored));
        }
        return stored;
    }

    /**
     * By what all of theirs is found, whatever name and address they give each time. Who they are comes from the reader alone: a request
     * may be made of what a stranger sent.
     */
    private static Commenter signedIn(Commenter commenter, Reader reader) {
        if (reader instanceof Reader.HostUser user) {
            return commenter.as(user);
        }
        Commenter guest = commenter.asGuest();
        return reader instanceof Reader.Member member ? guest.asMember(member.subscriber()) : guest;
    }

    /** The host answers for the names that it gives, and authors for theirs. Nobody else signs with the name of an author. */
    private void requireOwnName(Comment comment, Reader reader) {
        if (reader instanceof Reader.HostUser user
                && (user.name().isPresent()
                        || badges.standing(user.identity()).equals(Optional.of(Staff.Standing.AUTHOR)))) {
            return;
        }
        if (comment.commenter().name().filter(authorNames::have).isPresent()) {
            throw new CommentRefusedException(comment.article(), Reason.NAME_OF_AN_AUTHOR);
        }
    }

    private static void requireOpen(ArticleDiscussion about) {
        ArticleId id = about.article().id();
        if (about.access() == ArticleAccess.NONE) {
            throw notFound(id);
        }
        if (about.discussion() != Discussion.OPEN) {
            throw new CommentRefusedException(id, Reason.CLOSED);
        }
        if (about.access() != ArticleAccess.WHOLE) {
            throw new CommentRefusedException(id, Reason.MEMBERS_ONLY);
        }
    }

    private static NotFoundException notFound(ArticleId id) {
        return new NotFoundException("Article", id.toString());
    }

    private void requireVisible(CommentId id, ArticleId article) {
        Comment parent = comments.find(id).orElseThrow(() -> new NotFoundException("Comment", id.toString()));
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
        if (!limits.limiter().tryAcquire(Action.COMMENT, keys)) {
            limits.refusals().tell(Action.COMMENT, address.get());
            throw new RateLimitedException(Action.COMMENT);
        }
    }

    private SpamChecker.Verdict verdict(SpamChecker.Submission submission) {
        try {
            return spamChecker.check(submission);
        } catch (RuntimeException e) {
            failures.error("The spam checker, so that a comment waits for a moderator,", e);
            return SpamChecker.Verdict.HOLD;
        }
    }
}
