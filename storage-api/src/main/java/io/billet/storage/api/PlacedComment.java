package io.billet.storage.api;

import io.billet.core.Comment;

/**
 * A comment and where it stands in its thread.
 *
 * <p>Immutable and thread-safe.
 *
 * @param place   where it stands; never changes
 * @param comment the comment as stored
 */
public record PlacedComment(CommentPlace place, Comment comment) {}
