package io.billet.storage.api;

import io.billet.core.Article;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import io.billet.core.PublicationState;
import java.util.Arrays;

/** The marks of an in-memory storage; raised while its lock is held for the write that they tell of. */
final class MemoryChanges {

    private final MemoryGuard guard;
    private long editorial;
    private long discussion;

    MemoryChanges(MemoryGuard guard) {
        this.guard = guard;
    }

    PublicChanges now() {
        return guard.read(() -> new PublicChanges(editorial, discussion));
    }

    /** Notes that what readers see beside articles and comments has changed. */
    void editorial() {
        editorial++;
    }

    /** Notes a change to an article, given as it was, as it is, or both. */
    void of(Article... sides) {
        if (Arrays.stream(sides).anyMatch(article -> article.state().kind() == PublicationState.Kind.PUBLISHED)) {
            editorial++;
        }
    }

    /** Notes a change to comments, given as they were or are. */
    void of(Iterable<Comment> sides) {
        for (Comment comment : sides) {
            if (comment.state() == CommentState.VISIBLE || comment.state() == CommentState.ERASED) {
                discussion++;
                return;
            }
        }
    }
}
