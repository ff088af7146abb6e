package io.billet.core;

/** Where a comment stands. Changed only by the transitions of {@link Comment}. */
public enum CommentState {
    /** Waits for a moderator; nobody else sees it. */
    HELD,
    /** Everybody who sees the discussion sees it. */
    VISIBLE,
    /** Taken out of sight by a moderator, and kept. */
    HIDDEN,
    /** Held to be spam, by a moderator or a {@code SpamChecker}; kept for a while as an example. */
    SPAM,
    /** A tombstone: what was said and who said it are gone for good, its place in the thread remains. */
    ERASED
}
