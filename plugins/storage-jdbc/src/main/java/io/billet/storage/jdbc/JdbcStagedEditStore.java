package io.billet.storage.jdbc;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ArticleId;
import io.billet.core.BlogException;
import io.billet.core.HostIdentity;
import io.billet.core.NotFoundException;
import io.billet.core.StagedEdit;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.StagedEditStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Staged edits, in a table of their own whose rows are articles as they are going to be; {@code version} is the base's. */
final class JdbcStagedEditStore implements StagedEditStore {

    private static final String OBJECT = "StagedEdit";
    private static final List<String> COLUMNS = Stream.concat(
                    ArticleRow.CONTENT.stream(), Stream.of("markdown", "saved_at", "saved_by", "edit_version"))
            .toList();
    private static final String INSERT = "INSERT INTO <prefix>staged_edit (" + String.join(", ", COLUMNS)
            + ") VALUES (:" + String.join(", :", COLUMNS) + ")";
    private static final String REPLACE = "UPDATE <prefix>staged_edit SET "
            + COLUMNS.stream()
                    .filter(column -> !column.equals("id"))
                    .map(column -> column + " = :" + column)
                    .collect(Collectors.joining(", "))
            + " WHERE id = :id AND edit_version = :version_before";

    private final Database database;

    JdbcStagedEditStore(Database database) {
        this.database = database;
    }

    @Override
    public StagedEdit put(StagedEdit edit) {
        StagedEdit stored = edit.withVersion(edit.version() + 1);
        return database.write("store a staged edit", handle -> {
            if (edit.version() == 0) {
                database.insertUnless(
                        bind(handle.createUpdate(INSERT), stored),
                        () -> new AlreadyExistsException(
                                OBJECT, "article", edit.article().toString()));
            } else if (bind(handle.createUpdate(REPLACE), stored)
                            .bind("version_before", edit.version())
                            .execute()
                    == 0) {
                throw refusal(handle, edit.article(), edit.version());
            }
            return stored;
        });
    }

    private Update bind(Update statement, StagedEdit edit) {
        return ArticleRow.bindContent(statement, edit.draft())
                .bind("markdown", database.longText(edit.draft().markdown()))
                .bind("saved_at", Micros.of(edit.savedAt()))
                .bind("saved_by", edit.by().map(HostIdentity::value))
                .bind("edit_version", edit.version());
    }

    private static BlogException refusal(Handle handle, ArticleId article, long given) {
        return handle.createQuery("SELECT edit_version FROM <prefix>staged_edit WHERE id = :id")
                .bind("id", article.value())
                .mapTo(Long.class)
                .findOne()
                .<BlogException>map(stored -> new StaleVersionException(OBJECT, article.toString(), given, stored))
                .orElseGet(() -> new NotFoundException(OBJECT, article.toString()));
    }

    @Override
    public Optional<StagedEdit> find(ArticleId article) {
        return database.read(
                "find a staged edit",
                handle -> handle.createQuery("SELECT * FROM <prefix>staged_edit WHERE id = :id")
                        .bind("id", article.value())
                        .map(database.mapper(JdbcStagedEditStore::read))
                        .findOne());
    }

    private static StagedEdit read(Row row) throws SQLException {
        return new StagedEdit(
                ArticleRow.article(row),
                row.optionalText("saved_by").map(HostIdentity::of),
                row.time("saved_at"),
                row.number("edit_version"));
    }

    @Override
    public void discard(ArticleId article, long version) {
        database.write("discard a staged edit", handle -> {
            int deleted = handle.createUpdate(
                            "DELETE FROM <prefix>staged_edit WHERE id = :id AND edit_version = :version")
                    .bind("id", article.value())
                    .bind("version", version)
                    .execute();
            if (deleted == 0) {
                throw refusal(handle, article, version);
            }
            return deleted;
        });
    }

    @Override
    public List<ArticleId> list(Optional<ArticleId> after, int limit) {
        Bounds.listLimit(limit);
        Dialect dialect = database.dialect();
        Conditions conditions = new Conditions().ascendingBy("id", after.map(ArticleId::value));
        return database.read(
                "list staged edits",
                handle -> conditions
                        .bind(handle.createQuery("SELECT id FROM <prefix>staged_edit" + conditions.where(dialect)
                                + conditions.order(dialect) + Conditions.limit(limit)))
                        .map(database.mapper(row -> new ArticleId(row.uuid("id"))))
                        .list());
    }
}
