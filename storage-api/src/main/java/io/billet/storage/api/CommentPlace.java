package io.billet.storage.api;

import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.InvalidValueException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a comment stands in its thread: below those that it answers, named from the beginning of the thread on. In the order
 * of places an answer comes after what it answers, with nothing between them but other answers to that; comments that answer
 * the same, and those that answer none, stand in the order of their ids, which for UUIDv7 is that of time.
 *
 * <pre>{@code
 * CommentPlace beginning = CommentPlace.ofBeginning(question);
 * CommentPlace below = beginning.ofAnswer(answer);
 * }</pre>
 *
 * <p>A path has at most {@value #MAX_LENGTH} ids. Who answers the last of such a path stands beside it, below the same
 * seventh ancestor; {@link Comment#parent} tells whom they answer.
 *
 * <p>A store that keeps octets may join the 16 of each id: their unsigned order, the shorter first, is that of the places.
 *
 * <p>Immutable and thread-safe.
 *
 * @param path the ancestors, the first of the thread before all, then the comment itself; 1 to {@value #MAX_LENGTH} ids
 */
public record CommentPlace(List<CommentId> path) implements Comparable<CommentPlace> {

    /** The longest path: seven ancestors and the comment. */
    public static final int MAX_LENGTH = 8;

    /**
     * Copies the list.
     *
     * @throws InvalidValueException if it is empty or too long
     */
    public CommentPlace {
        path = List.copyOf(path);
        if (path.isEmpty() || path.size() > MAX_LENGTH) {
            throw InvalidValueException.malformed(
                    "CommentPlace", "path", "1 to " + MAX_LENGTH + " ids", path.size() + " ids");
        }
    }

    /**
     * Returns the place of a comment that answers none.
     *
     * @param id the comment
     */
    public static CommentPlace ofBeginning(CommentId id) {
        return new CommentPlace(List.of(id));
    }

    /**
     * Returns the place of an answer to the comment that stands here.
     *
     * @param id the answer
     */
    public CommentPlace ofAnswer(CommentId id) {
        List<CommentId> below = new ArrayList<>(path.subList(0, Math.min(path.size(), MAX_LENGTH - 1)));
        below.add(id);
        return new CommentPlace(below);
    }

    /**
     * Returns the place of a comment by looking for each that it answers; for stores that keep none. Where one of them is not
     * there the thread begins.
     *
     * @param comment a comment
     * @param find    finds those that it answers
     */
    public static CommentPlace of(Comment comment, Function<CommentId, Optional<Comment>> find) {
        Deque<CommentId> fromBeginning = new ArrayDeque<>(List.of(comment.id()));
        for (Optional<Comment> above = comment.parent().flatMap(find);
                above.isPresent();
                above = above.get().parent().flatMap(find)) {
            fromBeginning.addFirst(above.get().id());
        }
        CommentPlace place = ofBeginning(fromBeginning.removeFirst());
        for (CommentId answer : fromBeginning) {
            place = place.ofAnswer(answer);
        }
        return place;
    }

    /** Returns the comment that stands here. */
    public CommentId id() {
        return path.get(path.size() - 1);
    }

    /** Returns those that stand above it, the first of the thread before all; at most seven. */
    public List<CommentId> ancestors() {
        return path.subList(0, path.size() - 1);
    }

    /** By id after id, a beginning of the other path first. */
    @Override
    public int compareTo(CommentPlace other) {
        Iterator<CommentId> others = other.path.iterator();
        for (CommentId id : path) {
            int byId = others.hasNext() ? id.compareTo(others.next()) : 1;
            if (byId != 0) {
                return byId;
            }
        }
        return others.hasNext() ? -1 : 0;
    }
}
