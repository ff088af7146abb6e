package io.billet.engine.internal.comment;

import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.NotFoundException;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.Retry;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.CommenterKey;
import java.util.List;
import java.util.Optional;

/**
 * Forgets a comment. A place is kept only where answers hang on it: whatever was never shown, such as spam, cannot have been
 * answered, and so leaves nothing behind.
 */
public final class EraseComment {

    private final CommentStore comments;
    private final Listeners listeners;

    public EraseComment(CommentStore comments, Listeners listeners) {
        this.comments = comments;
        this.listeners = listeners;
    }

    public Optional<Comment> erase(CommentId id) {
        Optional<Comment> comment = comments.find(id);
        if (comment.isEmpty()) {
            return Optional.empty();
        }
        Optional<Comment> place = Retry.onConflict(() -> removedOrErased(id));
        if (comment.get().state() != CommentState.ERASED) {
            listeners.tell(new BlogEvent.CommentModerated(place.orElseGet(comment.get()::erase)));
        }
        if (place.isEmpty()) {
            comment.get().parent().ifPresent(this::removeDeserted);
        }
        return place;
    }

    /** Returns how many were erased. */
    public int eraseAllBy(CommenterKey commenter) {
        CommentQuery theirs = CommentQuery.all().by(commenter);
        int erased = 0;
        // The erased ones are nobody's any more, so the first page is new each time.
        List<Comment> next = comments.list(theirs, Optional.empty(), 100);
        while (!next.isEmpty()) {
            next.forEach(comment -> erase(comment.id()));
            erased += next.size();
            next = comments.list(theirs, Optional.empty(), 100);
        }
        return erased;
    }

    private Optional<Comment> removedOrErased(CommentId id) {
        Optional<Comment> found = comments.find(id);
        if (found.isEmpty() || isRemoved(found.get())) {
            return Optional.empty();
        }
        Comment answered = found.get();
        return Optional.of(answered.state() == CommentState.ERASED ? answered : comments.update(answered.erase()));
    }

    private boolean isRemoved(Comment comment) {
        try {
            return comments.remove(comment.id(), comment.version());
        } catch (NotFoundException e) {
            return true;
        }
    }

    /** The places above it, as long as nothing else hangs on them. */
    private void removeDeserted(CommentId id) {
        Optional<CommentId> next = Optional.of(id);
        while (next.isPresent()) {
            Optional<Comment> place = comments.find(next.get()).filter(found -> found.state() == CommentState.ERASED);
            next = place.filter(this::isRemoved).flatMap(Comment::parent);
        }
    }
}
