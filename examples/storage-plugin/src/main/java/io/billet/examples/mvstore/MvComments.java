package io.billet.examples.mvstore;

import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.IdempotencyKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Comments, and under which intention each was created. */
final class MvComments implements CommentStore {

    private final MvFile file;
    private final MvFile.Shelf<Comment> comments;
    private final MvFile.Shelf<CommentId> keys;

    MvComments(MvFile file) {
        this.file = file;
        comments = file.shelf("comments", Comment.class);
        keys = file.shelf("comment-keys", CommentId.class);
    }

    @Override
    public Comment create(Comment comment, Optional<IdempotencyKey> key) {
        MvFile.requireNew(comment.version());
        return file.write(() -> key.flatMap(keys::get).flatMap(comments::get).orElseGet(() -> {
            comments.requireAbsent("Comment", "id", comment.id());
            if (comment.parent().isPresent()
                    && !required(comment.parent().get()).article().equals(comment.article())) {
                throw InvalidValueException.inconsistent("Comment", "parent", "it is about another article");
            }
            key.ifPresent(given -> keys.put(given, comment.id()));
            return put(comment.withVersion(1));
        }));
    }

    @Override
    public Comment update(Comment comment) {
        return file.write(() -> {
            Comment stored = requireVersion(comment.id(), comment.version());
            requireSame("article", stored.article(), comment.article());
            requireSame("parent", stored.parent(), comment.parent());
            return put(comment.withVersion(comment.version() + 1));
        });
    }

    private static void requireSame(String field, Object stored, Object updated) {
        if (!stored.equals(updated)) {
            throw InvalidValueException.inconsistent("Comment", field, "no update moves a comment");
        }
    }

    @Override
    public boolean remove(CommentId id, long version) {
        return file.write(() -> {
            requireVersion(id, version);
            Optional<CommentId> asParent = Optional.of(id);
            return comments.all().noneMatch(other -> other.parent().equals(asParent))
                    && removeIf(comment -> comment.id().equals(id));
        });
    }

    @Override
    public void deleteAbout(ArticleId article) {
        file.write(() -> removeIf(comment -> comment.article().equals(article)));
    }

    /** An idempotency key means nothing but its comment, and goes with it. */
    private boolean removeIf(Predicate<Comment> gone) {
        comments.all().filter(gone).forEach(this::raiseIfSeen);
        comments.removeIf(gone);
        keys.removeIf(id -> comments.get(id).isEmpty());
        return true;
    }

    @Override
    public Optional<Comment> find(CommentId id) {
        return file.read(() -> comments.get(id));
    }

    @Override
    public List<Comment> list(CommentQuery query, Optional<DatePosition> after, int limit) {
        Comparator<DatePosition> oldestFirst = Comparator.naturalOrder();
        return comments.list(
                query::accepts,
                query.order() == CommentQuery.Order.OLDEST_FIRST ? oldestFirst : oldestFirst.reversed(),
                DatePosition::of,
                after,
                limit);
    }

    private Comment put(Comment comment) {
        comments.put(comment.id(), comment);
        return raiseIfSeen(comment);
    }

    private Comment raiseIfSeen(Comment comment) {
        if (comment.state() == CommentState.VISIBLE || comment.state() == CommentState.ERASED) {
            file.raise(MvFile.DISCUSSION);
        }
        return comment;
    }

    private Comment required(CommentId id) {
        return comments.get(id).orElseThrow(() -> new NotFoundException("Comment", id.toString()));
    }

    private Comment requireVersion(CommentId id, long version) {
        return raiseIfSeen(MvFile.required("Comment", id, comments.get(id), Comment::version, version));
    }
}
