package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Comments in maps, in the order of time as a whole and for each article. */
final class MemoryCommentStore implements CommentStore {

    private final MemoryGuard guard;
    private final Map<CommentId, Comment> comments = new HashMap<>();
    private final Map<IdempotencyKey, CommentId> keys = new HashMap<>();
    private final NavigableMap<DatePosition, Comment> byTime = new TreeMap<>();
    private final Map<ArticleId, NavigableMap<DatePosition, Comment>> byArticle = new HashMap<>();
    private final Map<CommentId, CommentPlace> places = new HashMap<>();
    private final Map<ArticleId, NavigableMap<CommentPlace, Comment>> threads = new HashMap<>();

    MemoryCommentStore(MemoryGuard guard) {
        this.guard = guard;
    }

    @Override
    public Comment create(Comment comment, Optional<IdempotencyKey> key) {
        Versions.requireNew("Comment", comment.version());
        return guard.write(() -> key.map(keys::get).map(comments::get).orElseGet(() -> {
            requireNewId(comment);
            comment.parent().ifPresent(parent -> requireSameArticle(comment, parent));
            key.ifPresent(given -> keys.put(given, comment.id()));
            places.put(
                    comment.id(),
                    comment.parent()
                            .map(parent -> placeOf(parent).ofAnswer(comment.id()))
                            .orElseGet(() -> CommentPlace.ofBeginning(comment.id())));
            return put(comment.withVersion(1));
        }));
    }

    @Override
    public Comment update(Comment comment) {
        return guard.write(() -> {
            Comment stored = required(comment.id());
            Versions.requireCurrent("Comment", comment.id(), comment.version(), stored.version());
            requireSamePlace(comment, stored);
            takeOut(stored);
            return put(comment.withVersion(stored.version() + 1));
        });
    }

    @Override
    public boolean remove(CommentId id, long version) {
        return guard.write(() -> {
            Comment stored = required(id);
            Versions.requireCurrent("Comment", id, version, stored.version());
            Optional<CommentId> asParent = Optional.of(id);
            boolean answered = rowsAbout(stored.article()).values().stream()
                    .anyMatch(other -> other.parent().equals(asParent));
            if (!answered) {
                forget(stored);
                keys.values().remove(id);
            }
            return !answered;
        });
    }

    @Override
    public Optional<Comment> find(CommentId id) {
        return guard.read(() -> Optional.ofNullable(comments.get(id)));
    }

    @Override
    public List<Comment> list(CommentQuery query, Optional<DatePosition> after, int limit) {
        return guard.read(() -> {
            NavigableMap<DatePosition, Comment> rows = rowsFor(query);
            return SortedRows.list(
                    query.order() == CommentQuery.Order.NEWEST_FIRST ? rows.descendingMap() : rows,
                    after,
                    limit,
                    query::accepts);
        });
    }

    @Override
    public List<PlacedComment> thread(ThreadQuery query, Optional<CommentPlace> after, int limit) {
        return guard.read(() -> {
            NavigableMap<CommentPlace, Comment> rows = threads.getOrDefault(query.article(), new TreeMap<>());
            return SortedRows.list(
                            query.order() == ThreadQuery.Order.BACKWARD ? rows.descendingMap() : rows,
                            after,
                            limit,
                            query::accepts)
                    .stream()
                    .map(this::placed)
                    .toList();
        });
    }

    @Override
    public Optional<PlacedComment> findPlaced(CommentId id) {
        return guard.read(() -> Optional.ofNullable(comments.get(id)).map(this::placed));
    }

    private PlacedComment placed(Comment comment) {
        return new PlacedComment(placeOf(comment.id()), comment);
    }

    private CommentPlace placeOf(CommentId id) {
        return Objects.requireNonNull(places.get(id));
    }

    @Override
    public List<Long> count(List<CommentQuery> queries, long atMost) {
        Bounds.counts(queries, atMost);
        return guard.read(() -> queries.stream()
                .map(query -> SortedRows.count(rowsFor(query), atMost, query::accepts))
                .toList());
    }

    @Override
    public void deleteAbout(ArticleId article) {
        guard.write(() -> {
            List<Comment> gone = List.copyOf(rowsAbout(article).values());
            gone.forEach(this::forget);
            keys.values().removeIf(id -> !comments.containsKey(id));
            return gone;
        });
    }

    private NavigableMap<DatePosition, Comment> rowsFor(CommentQuery query) {
        return query.article().map(this::rowsAbout).orElse(byTime);
    }

    private NavigableMap<DatePosition, Comment> rowsAbout(ArticleId article) {
        return byArticle.getOrDefault(article, new TreeMap<>());
    }

    private void requireNewId(Comment comment) {
        if (comments.containsKey(comment.id())) {
            throw new AlreadyExistsException("Comment", "id", comment.id().toString());
        }
    }

    private void requireSameArticle(Comment comment, CommentId parent) {
        if (!required(parent).article().equals(comment.article())) {
            throw InvalidValueException.inconsistent("Comment", "parent", "it is about another article");
        }
    }

    private static void requireSamePlace(Comment comment, Comment stored) {
        if (!comment.article().equals(stored.article())) {
            throw InvalidValueException.inconsistent("Comment", "article", "it was about another article");
        }
        if (!comment.parent().equals(stored.parent())) {
            throw InvalidValueException.inconsistent("Comment", "parent", "it answered another comment, or none");
        }
    }

    private Comment required(CommentId id) {
        Comment stored = comments.get(id);
        if (stored == null) {
            throw new NotFoundException("Comment", id.toString());
        }
        return stored;
    }

    private Comment put(Comment comment) {
        comments.put(comment.id(), comment);
        byTime.put(DatePosition.of(comment), comment);
        byArticle.computeIfAbsent(comment.article(), id -> new TreeMap<>()).put(DatePosition.of(comment), comment);
        threads.computeIfAbsent(comment.article(), id -> new TreeMap<>()).put(placeOf(comment.id()), comment);
        return comment;
    }

    private void forget(Comment comment) {
        takeOut(comment);
        places.remove(comment.id());
    }

    private void takeOut(Comment comment) {
        comments.remove(comment.id());
        byTime.remove(DatePosition.of(comment));
        takeOut(byArticle, comment.article(), DatePosition.of(comment));
        takeOut(threads, comment.article(), placeOf(comment.id()));
    }

    private static <K> void takeOut(Map<ArticleId, NavigableMap<K, Comment>> rows, ArticleId article, K key) {
        rows.computeIfPresent(article, (id, its) -> {
            its.remove(key);
            return its.isEmpty() ? null : its;
        });
    }
}
