package io.billet.engine;

import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.NotFoundException;
import java.util.Optional;

/**
 * Forgets a comment. A place is kept only where answers hang on it: whatever was never shown, such as spam, cannot have been
 * answered, and so leaves nothing behind.
 */
final class EraseComment {

    private final BlogContext blog;

    EraseComment(BlogContext blog) {
        this.blog = blog;
    }

    Optional<Comment> erase(CommentId id) {
        Optional<Comment> comment = blog.storage().comments().find(id);
        if (comment.isEmpty()) {
            return Optional.empty();
        }
        Optional<Comment> place = Retry.onConflict(() -> removedOrErased(id));
        if (comment.get().state() != CommentState.ERASED) {
            blog.tell(new BlogEvent.CommentModerated(place.orElseGet(comment.get()::erase)));
        }
        if (place.isEmpty()) {
            comment.get().parent().ifPresent(this::removeDeserted);
        }
        return place;
    }

    private Optional<Comment> removedOrErased(CommentId id) {
        Optional<Comment> found = blog.storage().comments().find(id);
        if (found.isEmpty() || isRemoved(found.get())) {
            return Optional.empty();
        }
        Comment answered = found.get();
        return Optional.of(
                answered.state() == CommentState.ERASED
                        ? answered
                        : blog.storage().comments().update(answered.erase()));
    }

    private boolean isRemoved(Comment comment) {
        try {
            return blog.storage().comments().remove(comment.id(), comment.version());
        } catch (NotFoundException e) {
            return true;
        }
    }

    /** The places above it, as long as nothing else hangs on them. */
    private void removeDeserted(CommentId id) {
        Optional<CommentId> next = Optional.of(id);
        while (next.isPresent()) {
            Optional<Comment> place =
                    blog.storage().comments().find(next.get()).filter(found -> found.state() == CommentState.ERASED);
            next = place.filter(this::isRemoved).flatMap(Comment::parent);
        }
    }
}
