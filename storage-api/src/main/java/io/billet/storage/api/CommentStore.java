package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps comments. Whether the article exists and takes comments is the engine's question, as articles may be kept
 * elsewhere.
 *
 * <ul>
 *   <li><b>COM-01</b> {@link #create} stores a comment of version 0 as version 1 and returns it so; any other version is
 *       an {@link IllegalArgumentException}.
 *   <li><b>COM-02</b> What was stored is read back equal in every component.
 *   <li><b>COM-03</b> A second {@link #create} with the same idempotency key stores nothing and returns what the first
 *       one stored, as it is now; of any number of concurrent ones, one stores.
 *   <li><b>COM-04</b> {@link #create} with an id that is stored (and another or no key) fails with
 *       {@link AlreadyExistsException}, field {@code id}.
 *   <li><b>COM-05</b> {@link #create} with a parent that is not stored fails with {@link NotFoundException} (object
 *       {@code Comment}); with a parent about another article, with {@link InvalidValueException} (object
 *       {@code Comment}, field {@code parent}). Nothing is stored, and the key is not used up. Where the id is stored as
 *       well, COM-04 is told; where the key is, COM-03 holds and neither is looked at.
 *   <li><b>COM-06</b> {@link #update} compares and sets the version as ART-05 says, with {@link StaleVersionException}.
 *   <li><b>COM-07</b> {@link #update} of an id that is not stored fails with {@link NotFoundException}.
 *   <li><b>COM-08</b> {@link #find}, {@link #list} and {@link #count} see every write that has returned, in any thread.
 *   <li><b>COM-09</b> {@link #list} returns what the {@link CommentQuery} asks for, in its order, after any position, up to
 *       {@code limit} comments, as ART-09, ART-10 and ART-11 say. {@link #count} counts what it would list to its end, of each
 *       query, and stops at {@code atMost}.
 *   <li><b>COM-10</b> Updating to a tombstone leaves nothing of text, name, address, URL and identity in the store, by
 *       any method, the idempotency key's record included.
 *   <li><b>COM-11</b> {@link #deleteAbout} removes all comments about an article, all or nothing, and is no error when
 *       there are none. Their idempotency keys go with them.
 *   <li><b>COM-12</b> {@link #remove} takes a comment that no stored comment answers out of the store, its idempotency key
 *       with it, and returns true. One that is answered stays as it is, and the call returns false. The version is compared
 *       as by {@link #update} (COM-06, COM-07), before answers are looked for. Of an answer that is created and a removal
 *       of what it answers at the same time one comes first: never is an answer stored without its parent.
 *   <li><b>COM-13</b> {@link #findAll} returns those that are stored, in the order of the ids asked for, each once.
 *   <li><b>COM-14</b> The place of a comment that answers none is {@link CommentPlace#ofBeginning}, that of an answer is
 *       {@link CommentPlace#ofAnswer} of its parent's place, whatever has become of the parent. No write changes it.
 *   <li><b>COM-15</b> {@link #thread} returns what the {@link ThreadQuery} asks for, in its order, after any place, whether or
 *       not a comment stands there, up to {@code limit} comments, each with its place; as ART-09, ART-10 and ART-11 say.
 *   <li><b>COM-16</b> {@link #findPlaced} returns what {@link #find} does, with its place.
 *   <li><b>COM-17</b> {@link #update} never moves a comment: with another article or parent than what is stored under that
 *       version it fails with {@link InvalidValueException} (object {@code Comment}, field {@code article} or
 *       {@code parent}), and changes nothing.
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 */
public interface CommentStore {

    /**
     * Returns the comment as stored (COM-01, COM-03, COM-04, COM-05).
     *
     * @param comment of version 0
     * @param key     names the intention, if the caller may repeat it
     */
    Comment create(Comment comment, Optional<IdempotencyKey> key);

    /**
     * Returns the comment as stored, with the next version (COM-06, COM-07, COM-10, COM-17).
     *
     * @param comment the changed comment, with the version that was read
     */
    Comment update(Comment comment);

    /**
     * Removes a comment that nothing answers (COM-12).
     *
     * @param id      which
     * @param version the version that was read
     * @return whether it was removed; false if a comment answers it, in whatever state
     */
    boolean remove(CommentId id, long version);

    /**
     * Returns the comment, if stored (COM-08).
     *
     * @param id which
     */
    Optional<Comment> find(CommentId id);

    /**
     * Returns several comments (COM-13). What is here looks for one after the other.
     *
     * @param ids which; at most {@value Bounds#MOST_AT_ONCE}
     */
    default List<Comment> findAll(Collection<CommentId> ids) {
        Bounds.atOnce(ids, "ids");
        return ids.stream().distinct().flatMap(id -> find(id).stream()).toList();
    }

    /**
     * Returns comments (COM-09). {@link CommentQuery} says which queries an index should serve.
     *
     * @param query which comments, in which order
     * @param after the place after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<Comment> list(CommentQuery query, Optional<DatePosition> after, int limit);

    /**
     * Returns comments about an article in the order of their places (COM-14, COM-15). What is here reads all comments about the
     * article and sorts them: right for hundreds.
     *
     * @param query which comments, from which end
     * @param after the place after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    default List<PlacedComment> thread(ThreadQuery query, Optional<CommentPlace> after, int limit) {
        Bounds.listLimit(limit);
        CommentQuery all = CommentQuery.all().about(query.article());
        Map<CommentId, Comment> comments = new LinkedHashMap<>();
        new Walk<DatePosition, Comment>((place, step) -> list(all, place, step), DatePosition::of)
                .stream().forEach(comment -> comments.put(comment.id(), comment));
        Comparator<CommentPlace> forward = Comparator.naturalOrder();
        Comparator<CommentPlace> order = query.order() == ThreadQuery.Order.FORWARD ? forward : forward.reversed();
        return comments.values().stream()
                .filter(query::accepts)
                .map(comment -> new PlacedComment(
                        CommentPlace.of(comment, id -> Optional.ofNullable(comments.get(id))), comment))
                .filter(row ->
                        after.map(last -> order.compare(row.place(), last) > 0).orElse(true))
                .sorted(Comparator.comparing(PlacedComment::place, order))
                .limit(limit)
                .toList();
    }

    /**
     * Returns the comment and where it stands, if stored (COM-16). What is here looks for each comment that it answers.
     *
     * @param id which
     */
    default Optional<PlacedComment> findPlaced(CommentId id) {
        return find(id).map(comment -> new PlacedComment(CommentPlace.of(comment, this::find), comment));
    }

    /**
     * Counts, up to a bound: an exact count of a long list costs as much as walking through it (COM-09). What is here does
     * walk. With an index, as {@link CommentQuery} says, a store reads {@code atMost} entries of it at most for each query.
     *
     * @param queries which comments, in whatever order; at most {@value Bounds#MOST_COUNTS}
     * @param atMost  where counting stops; 1 or more
     * @return for each query in turn how many comments there are, {@code atMost} if there are more
     */
    default List<Long> count(List<CommentQuery> queries, long atMost) {
        Bounds.counts(queries, atMost);
        return queries.stream()
                .map(query -> new Walk<DatePosition, Comment>(
                                (after, limit) -> list(query, after, limit), DatePosition::of)
                        .count(atMost))
                .toList();
    }

    /**
     * Removes all comments on an article (COM-11).
     *
     * @param article the article whose comments go
     */
    void deleteAbout(ArticleId article);
}
