package io.billet.storage.jdbc;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ArticleId;
import io.billet.core.BlogException;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.CommentPlace;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.PlacedComment;
import io.billet.storage.api.ThreadQuery;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Comments. The idempotency key stands in the comment's row and means nothing but that row. */
final class JdbcCommentStore implements CommentStore {

    private final Database database;
    private final CommentThreads threads;

    JdbcCommentStore(Database database) {
        this.database = database;
        threads = new CommentThreads(database);
    }

    @Override
    public Comment create(Comment comment, Optional<IdempotencyKey> key) {
        NewRows.requireNew("comment", comment.version());
        Comment stored = comment.withVersion(1);
        try {
            return database.write("store a comment", handle -> {
                Optional<Comment> earlier = key.flatMap(given -> findByKey(handle, given));
                if (earlier.isPresent()) {
                    return earlier.get();
                }
                Optional<Parent> parent = comment.parent().flatMap(id -> lockedParent(handle, id));
                insert(handle, stored, key, place(stored, parent));
                comment.parent().ifPresent(id -> require(parent, id, comment.article()));
                ChangeMarks.ofComment(handle, stored.state());
                return stored;
            });
        } catch (UniqueViolation e) {
            return key.flatMap(given -> database.read("find a comment", handle -> findByKey(handle, given)))
                    .orElseThrow(() -> new AlreadyExistsException(
                            "Comment", "id", comment.id().toString()));
        }
    }

    private Optional<Comment> findByKey(Handle handle, IdempotencyKey key) {
        return handle.createQuery("SELECT * FROM <prefix>comment WHERE idempotency_key = :key")
                .bind("key", key.value())
                .map(database.mapper(CommentRow::comment))
                .findOne();
    }

    private record Parent(UUID article, Optional<CommentPlace> place) {}

    /** Locks the parent, so that nobody deletes it before its answer is there to be deleted with it. */
    private Optional<Parent> lockedParent(Handle handle, CommentId parent) {
        return handle.createQuery("SELECT article, place FROM <prefix>comment WHERE id = :id FOR UPDATE")
                .bind("id", parent.value())
                .map(database.mapper(row -> new Parent(
                        row.uuid("article"), row.optionalOctets("place").map(SortKey::toPlace))))
                .findOne();
    }

    /** Checked after the insertion: that an id is taken is told before. */
    private static void require(Optional<Parent> parent, CommentId id, ArticleId article) {
        if (!parent.orElseThrow(() -> new NotFoundException("Comment", id.toString()))
                .article()
                .equals(article.value())) {
            throw InvalidValueException.inconsistent("Comment", "parent", "it is about another article");
        }
    }

    /** Nothing below what has no place yet: who reads the thread places both. */
    private static Optional<byte[]> place(Comment comment, Optional<Parent> parent) {
        Optional<CommentPlace> place = comment.parent().isEmpty()
                ? Optional.of(CommentPlace.ofBeginning(comment.id()))
                : parent.flatMap(Parent::place).map(above -> above.ofAnswer(comment.id()));
        return place.map(SortKey::of);
    }

    private static void insert(Handle handle, Comment comment, Optional<IdempotencyKey> key, Optional<byte[]> place) {
        CommentRow.bind(handle.createUpdate("""
                                INSERT INTO <prefix>comment (id, article, parent, name, email, url, host_identity,
                                    subscriber, markdown, state, created_at, edited_at, version, idempotency_key,
                                    sort_key, place)
                                VALUES (:id, :article, :parent, :name, :email, :url, :host_identity,
                                    :subscriber, :markdown, :state, :created_at, :edited_at, :version, :key,
                                    :sort_key, :place)
                                """), comment)
                .bind("key", key.map(IdempotencyKey::value))
                .bind("place", place)
                .execute();
    }

    @Override
    public Comment update(Comment comment) {
        Comment stored = comment.withVersion(comment.version() + 1);
        return database.write("update a comment", handle -> {
            Optional<CommentState> before = state(handle, comment.id());
            if (!replace(handle, stored, comment.version())) {
                throw refusal(handle, comment);
            }
            ChangeMarks.ofComment(handle, before.orElseThrow(), stored.state());
            return stored;
        });
    }

    /** Locked: what is replaced next is what was looked at. */
    private Optional<CommentState> state(Handle handle, CommentId id) {
        return handle.createQuery("SELECT state FROM <prefix>comment WHERE id = :id FOR UPDATE")
                .bind("id", id.value())
                .map(database.mapper(row -> row.constant(CommentState.class, "state")))
                .findOne();
    }

    private static boolean replace(Handle handle, Comment comment, long versionBefore) {
        String sameParent = comment.parent().isPresent() ? "parent = :parent" : "parent IS NULL";
        return CommentRow.bind(handle.createUpdate("""
                                        UPDATE <prefix>comment
                                        SET name = :name, email = :email, url = :url, host_identity = :host_identity,
                                            subscriber = :subscriber, markdown = :markdown, state = :state,
                                            created_at = :created_at, edited_at = :edited_at, version = :version,
                                            sort_key = :sort_key
                                        WHERE id = :id AND version = :version_before AND article = :article AND\s""" + sameParent), comment)
                        .bind("version_before", versionBefore)
                        .execute()
                == 1;
    }

    private BlogException refusal(Handle handle, Comment comment) {
        String id = comment.id().toString();
        Optional<Comment> found = handle.createQuery("SELECT * FROM <prefix>comment WHERE id = :id")
                .bind("id", comment.id().value())
                .map(database.mapper(CommentRow::comment))
                .findOne();
        if (found.isEmpty()) {
            return new NotFoundException("Comment", id);
        }
        Comment stored = found.get();
        if (stored.version() != comment.version()) {
            return new StaleVersionException("Comment", id, comment.version(), stored.version());
        }
        return stored.article().equals(comment.article())
                ? InvalidValueException.inconsistent("Comment", "parent", "it answered another comment, or none")
                : InvalidValueException.inconsistent("Comment", "article", "it was about another article");
    }

    /**
     * Locks the comment before it looks for answers, as {@link #requireParent} does before an answer is there: so either
     * the answer is seen here, or its parent is missed there.
     */
    @Override
    public boolean remove(CommentId id, long version) {
        return database.write("remove a comment", handle -> {
            Comment stored = handle.createQuery("SELECT * FROM <prefix>comment WHERE id = :id FOR UPDATE")
                    .bind("id", id.value())
                    .map(database.mapper(CommentRow::comment))
                    .findOne()
                    .orElseThrow(() -> new NotFoundException("Comment", id.toString()));
            if (stored.version() != version) {
                throw new StaleVersionException("Comment", id.toString(), version, stored.version());
            }
            if (isAnswered(handle, stored)) {
                return false;
            }
            handle.createUpdate("DELETE FROM <prefix>comment WHERE id = :id")
                    .bind("id", id.value())
                    .execute();
            ChangeMarks.ofComment(handle, stored.state());
            return true;
        });
    }

    private static boolean isAnswered(Handle handle, Comment comment) {
        return handle.createQuery("SELECT 1 FROM <prefix>comment WHERE parent = :id LIMIT 1")
                .bind("id", comment.id().value())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    @Override
    public Optional<Comment> find(CommentId id) {
        return database.read(
                "find a comment",
                handle -> handle.createQuery("SELECT * FROM <prefix>comment WHERE id = :id")
                        .bind("id", id.value())
                        .map(database.mapper(CommentRow::comment))
                        .findOne());
    }

    @Override
    public List<Comment> findAll(Collection<CommentId> ids) {
        Bounds.atOnce(ids, "ids");
        Set<CommentId> wanted = new LinkedHashSet<>(ids);
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<CommentId, Comment> found = database.read(
                "find comments",
                handle -> handle.createQuery("SELECT * FROM <prefix>comment WHERE id IN (<ids>)")
                        .bindList("ids", wanted.stream().map(CommentId::value).toList())
                        .map(database.mapper(CommentRow::comment))
                        .collect(Collectors.toMap(Comment::id, Function.identity())));
        return wanted.stream().filter(found::containsKey).map(found::get).toList();
    }

    @Override
    public List<Comment> list(CommentQuery query, Optional<DatePosition> after, int limit) {
        Bounds.listLimit(limit);
        Optional<byte[]> place = after.map(position -> SortKey.of(position.at(), position.id()));
        return database.read(
                "list comments",
                handle -> select(handle, query, place, limit)
                        .map(database.mapper(CommentRow::comment))
                        .list());
    }

    @Override
    public List<PlacedComment> thread(ThreadQuery query, Optional<CommentPlace> after, int limit) {
        return threads.list(query, after, limit);
    }

    @Override
    public Optional<PlacedComment> findPlaced(CommentId id) {
        return threads.find(id);
    }

    /**
     * Each state has its part of the index: the first rows of each are merged, and no row is read that is not wanted. In
     * one statement, so that a comment which changes its state meanwhile is neither missed nor met twice.
     */
    private Query select(Handle handle, CommentQuery query, Optional<byte[]> after, int limit) {
        Dialect dialect = database.dialect();
        List<Conditions> parts = byState(query).stream()
                .map(ofOneState -> conditions(ofOneState, after, suffix(ofOneState)))
                .toList();
        List<String> selects = parts.stream()
                .map(part -> "SELECT * " + from(part, dialect, Optional.of(String.valueOf(limit))) + part.order(dialect)
                        + Conditions.limit(limit))
                .toList();
        String sql = selects.size() == 1
                ? selects.get(0)
                : "(" + String.join(") UNION ALL (", selects) + ") ORDER BY sort_key"
                        + (query.order() == CommentQuery.Order.NEWEST_FIRST ? " DESC" : "")
                        + Conditions.limit(limit);
        Query select = handle.createQuery(sql);
        parts.forEach(part -> part.bind(select));
        return select;
    }

    private static String from(Conditions conditions, Dialect dialect, Optional<String> limit) {
        return "FROM " + conditions.table("<prefix>comment", "", dialect, limit) + conditions.where(dialect);
    }

    private static List<CommentQuery> byState(CommentQuery query) {
        return query.states().size() < 2
                ? List.of(query)
                : query.states().stream().sorted().map(query::in).toList();
    }

    /** Tells the parameters of the parts of one statement apart. */
    private static String suffix(CommentQuery ofOneState) {
        return ofOneState.states().stream().map(state -> "_" + state.name()).collect(Collectors.joining());
    }

    /** For one state or all. By article if that is asked for, else by commenter: both have an index of their own. */
    private static Conditions conditions(CommentQuery ofOneState, Optional<byte[]> after, String suffix) {
        Conditions conditions = new Conditions(suffix);
        Optional<By> by = ofOneState.by().map(JdbcCommentStore::by);
        boolean byCommenter = ofOneState.article().isEmpty() && by.isPresent();
        ofOneState.article().ifPresent(article -> conditions.indexed("article", "article", article.value()));
        by.ifPresent(known -> {
            if (byCommenter) {
                conditions.indexed(known.column(), "by", known.value());
            } else {
                conditions.and(known.column() + " = ?", "by", known.value());
            }
            if (known.column().equals("subscriber")) {
                // A release before version 6 of the tables makes tombstones and knows no such column.
                conditions.and("state <> ?", "gone", CommentState.ERASED.name());
            }
        });
        for (CommentState state : ofOneState.states()) {
            if (byCommenter) {
                conditions.and("state = ?", "state", state.name());
            } else {
                conditions.indexed("state", "state", state.name());
            }
        }
        conditions.along(index(ofOneState));
        return ofOneState.order() == CommentQuery.Order.NEWEST_FIRST
                ? conditions.descendingBy("sort_key", after)
                : conditions.ascendingBy("sort_key", after);
    }

    /** A column that says who it was, and the index that begins with it. */
    private record By(String column, Object value, String index) {}

    private static By by(CommenterKey commenter) {
        if (commenter instanceof CommenterKey.Address address) {
            return new By("email", address.email().value(), "comment_6");
        }
        if (commenter instanceof CommenterKey.Member member) {
            return new By("subscriber", member.subscriber().value(), "comment_9");
        }
        return new By(
                "host_identity", ((CommenterKey.HostUser) commenter).identity().value(), "comment_10");
    }

    private static String index(CommentQuery query) {
        boolean ofOneState = !query.states().isEmpty();
        if (query.article().isPresent()) {
            return ofOneState ? "comment_5" : "comment_4";
        }
        if (query.by().isPresent()) {
            return by(query.by().get()).index();
        }
        return ofOneState ? "comment_3" : "comment_2";
    }

    @Override
    public List<Long> count(List<CommentQuery> queries, long atMost) {
        Bounds.counts(queries, atMost);
        return database.read(
                "count comments",
                handle -> CappedCounts.of(handle, database.dialect(), queries, atMost, this::placesByState));
    }

    private List<CappedCounts.Part> placesByState(
            CommentQuery query, Function<Integer, String> suffixes, Optional<String> limit) {
        List<CommentQuery> byState = byState(query);
        return IntStream.range(0, byState.size())
                .mapToObj(i -> {
                    Conditions conditions = conditions(byState.get(i), Optional.empty(), suffixes.apply(i))
                            .counted();
                    return new CappedCounts.Part("sort_key", from(conditions, database.dialect(), limit), conditions);
                })
                .toList();
    }

    /**
     * Deletes until nothing is left to delete: an answer may have been stored after a deletion began, but no answer to a
     * comment that is deleted by then.
     */
    @Override
    public void deleteAbout(ArticleId article) {
        database.write("delete the comments about an article", handle -> {
            int deleted = 0;
            for (int now = -1; now != 0; deleted += now) {
                now = handle.createUpdate("DELETE FROM <prefix>comment WHERE article = :article")
                        .bind("article", article.value())
                        .execute();
            }
            if (deleted > 0) {
                ChangeMarks.ofComment(handle, CommentState.VISIBLE);
            }
            return deleted;
        });
    }
}
