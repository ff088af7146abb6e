package io.billet.engine;

import io.billet.core.CommentId;
import java.util.List;
import java.util.Optional;

/**
 * A part of what has been said about an article, as one reads it: each answer below what it answers. A page is known by the
 * comment that it begins with, so that its address leads there whatever is said meanwhile. Where that comment answers others
 * they stand before it once more.
 *
 * <p>Immutable and thread-safe.
 *
 * @param entries  may be empty, if nothing has been said
 * @param isFirst  whether nothing stands before this page
 * @param previous the comment with which the page before begins; empty if this is the first page, or the second
 * @param next     the comment with which the page that follows begins; empty if nothing follows
 */
public record ThreadPage(List<Entry> entries, boolean isFirst, Optional<CommentId> previous, Optional<CommentId> next) {

    /** Copies the list. */
    public ThreadPage {
        entries = List.copyOf(entries);
    }

    /**
     * A comment on a page.
     *
     * @param comment   what is said
     * @param depth     how many of those that it answers stand above it on the page; 0 to 7, as deeper answers stand beside
     *                  each other
     * @param answered  the name of whom it answers, if what they said is shown to readers
     * @param isContext whether it belongs to an earlier page, and stands here because others on this one answer it
     */
    public record Entry(CommentView comment, int depth, Optional<String> answered, boolean isContext) {}

    /** Returns the comments that belong to this page, without those that stand before it as context. */
    public List<CommentView> comments() {
        return entries.stream()
                .filter(entry -> !entry.isContext())
                .map(Entry::comment)
                .toList();
    }
}
