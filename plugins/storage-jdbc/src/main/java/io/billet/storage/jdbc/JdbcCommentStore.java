package io.billet.storage.jdbc;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ArticleId;
import io.billet.core.BlogException;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.IdempotencyKey;
import java.sql.SQLException;
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
import org.jdbi.v3.core.statement.SqlStatement;

/** Comments. The idempotency key stands in the comment's row and means nothing but that row. */
final class JdbcCommentStore implements CommentStore {

    private final Database database;

    JdbcCommentStore(Database database) {
        this.database = database;
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
                insert(handle, stored, key);
                comment.parent().ifPresent(parent -> requireParent(handle, parent, comment.article()));
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
                .map(database.mapper(JdbcCommentStore::read))
                .findOne();
    }

    /** Locks the parent, so that nobody deletes it before its answer is there to be deleted with it. */
    private void requireParent(Handle handle, CommentId parent, ArticleId article) {
        UUID parentsArticle = handle.createQuery("SELECT article FROM <prefix>comment WHERE id = :id FOR UPDATE")
                .bind("id", parent.value())
                .map(database.mapper(row -> row.uuid("article")))
                .findOne()
                .orElseThrow(() -> new NotFoundException("Comment", parent.toString()));
        if (!parentsArticle.equals(article.value())) {
            throw InvalidValueException.inconsistent("Comment", "parent", "it is about another article");
        }
    }

    private static void insert(Handle handle, Comment comment, Optional<IdempotencyKey> key) {
        bind(handle.createUpdate("""
                                INSERT INTO <prefix>comment (id, article, parent, name, email, url, host_identity,
                                    markdown, state, created_at, edited_at, version, idempotency_key, sort_key)
                                VALUES (:id, :article, :parent, :name, :email, :url, :host_identity,
                                    :markdown, :state, :created_at, :edited_at, :version, :key, :sort_key)
                                """), comment)
                .bind("key", key.map(IdempotencyKey::value))
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
        return bind(handle.createUpdate("""
                                        UPDATE <prefix>comment
                                        SET article = :article, parent = :parent, name = :name, email = :email,
                                            url = :url, host_identity = :host_identity, markdown = :markdown,
                                            state = :state, created_at = :created_at, edited_at = :edited_at,
                                            version = :version, sort_key = :sort_key
                                        WHERE id = :id AND version = :version_before
                                        """), comment)
                        .bind("version_before", versionBefore)
                        .execute()
                == 1;
    }

    private static BlogException refusal(Handle handle, Comment comment) {
        String id = comment.id().toString();
        return handle.createQuery("SELECT version FROM <prefix>comment WHERE id = :id")
                .bind("id", comment.id().value())
                .mapTo(Long.class)
                .findOne()
                .<BlogException>map(stored -> new StaleVersionException("Comment", id, comment.version(), stored))
                .orElseGet(() -> new NotFoundException("Comment", id));
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
                    .map(database.mapper(JdbcCommentStore::read))
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

    /** Among the comments about its article: that is what there is an index for. */
    private static boolean isAnswered(Handle handle, Comment comment) {
        return handle.createQuery("SELECT 1 FROM <prefix>comment WHERE article = :article AND parent = :id LIMIT 1")
                .bind("article", comment.article().value())
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
                        .map(database.mapper(JdbcCommentStore::read))
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
                        .map(database.mapper(JdbcCommentStore::read))
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
                        .map(database.mapper(JdbcCommentStore::read))
                        .list());
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
                .map(part ->
                        "SELECT * " + from(part, dialect, Optional.of("limit")) + part.order(dialect) + " LIMIT :limit")
                .toList();
        String sql = selects.size() == 1
                ? selects.get(0)
                : "(" + String.join(") UNION ALL (", selects) + ") ORDER BY sort_key"
                        + (query.order() == CommentQuery.Order.NEWEST_FIRST ? " DESC" : "")
                        + " LIMIT :limit";
        Query select = handle.createQuery(sql).bind("limit", limit);
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
        boolean byCommenter =
                ofOneState.article().isEmpty() && ofOneState.email().isPresent();
        ofOneState.article().ifPresent(article -> conditions.indexed("article", "article", article.value()));
        ofOneState.email().ifPresent(email -> {
            if (byCommenter) {
                conditions.indexed("email", "email", email.value());
            } else {
                conditions.and("email = ?", "email", email.value());
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

    private static String index(CommentQuery query) {
        boolean ofOneState = !query.states().isEmpty();
        if (query.article().isPresent()) {
            return ofOneState ? "comment_5" : "comment_4";
        }
        if (query.email().isPresent()) {
            return "comment_6";
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
                    Conditions conditions = conditions(byState.get(i), Optional.empty(), suffixes.apply(i));
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

    private static byte[] sortKey(Comment comment) {
        DatePosition position = DatePosition.of(comment);
        return SortKey.of(position.at(), position.id());
    }

    private static Comment read(Row row) throws SQLException {
        return new Comment(
                new CommentId(row.uuid("id")),
                new ArticleId(row.uuid("article")),
                row.optionalUuid("parent").map(CommentId::new),
                new Commenter(
                        row.optionalText("name"),
                        row.optionalText("email").map(EmailAddress::of),
                        row.optionalText("url").map(HttpUrl::of),
                        row.optionalText("host_identity").map(HostIdentity::of)),
                row.text("markdown"),
                row.constant(CommentState.class, "state"),
                row.time("created_at"),
                row.optionalTime("edited_at"),
                row.number("version"));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Comment comment) {
        Commenter commenter = comment.commenter();
        return statement
                .bind("id", comment.id().value())
                .bind("article", comment.article().value())
                .bind("parent", comment.parent().map(CommentId::value))
                .bind("name", commenter.name())
                .bind("email", commenter.email().map(EmailAddress::value))
                .bind("url", commenter.url().map(HttpUrl::value))
                .bind("host_identity", commenter.identity().map(HostIdentity::value))
                .bind("markdown", comment.markdown())
                .bind("state", comment.state().name())
                .bind("created_at", Micros.of(comment.createdAt()))
                .bind("edited_at", comment.editedAt().map(Micros::of))
                .bind("version", comment.version())
                .bind("sort_key", sortKey(comment));
    }
}
