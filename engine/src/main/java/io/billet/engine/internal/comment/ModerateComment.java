package io.billet.engine.internal.comment;

import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.engine.internal.Listeners;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.CommentStore;
import java.util.function.UnaryOperator;

/** A moderator's decision about a comment as they have seen it. */
public final class ModerateComment {

    private final CommentStore comments;
    private final Listeners listeners;

    public ModerateComment(CommentStore comments, Listeners listeners) {
        this.comments = comments;
        this.listeners = listeners;
    }

    public Comment moderate(CommentId id, long version, UnaryOperator<Comment> decision) {
        Comment current = comments.find(id).orElseThrow(() -> new NotFoundException("Comment", id.toString()));
        if (current.version() != version) {
            throw new StaleVersionException("Comment", id.toString(), version, current.version());
        }
        Comment moderated = comments.update(decision.apply(current));
        listeners.tell(new BlogEvent.CommentModerated(moderated));
        return moderated;
    }
}
