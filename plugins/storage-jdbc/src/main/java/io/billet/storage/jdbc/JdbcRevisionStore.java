package io.billet.storage.jdbc;

import io.billet.core.ArticleId;
import io.billet.core.Revision;
import io.billet.core.RevisionSummary;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.RevisionStore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Revisions, which {@link JdbcArticleStore} writes. The latest one of an article holds its text. */
final class JdbcRevisionStore implements RevisionStore {

    private final Database database;

    JdbcRevisionStore(Database database) {
        this.database = database;
    }

    @Override
    public List<RevisionSummary> list(ArticleId article, OptionalLong beforeVersion, int limit) {
        Bounds.listLimit(limit);
        Optional<Long> after = beforeVersion.isPresent() ? Optional.of(beforeVersion.getAsLong()) : Optional.empty();
        Conditions conditions =
                new Conditions().indexed("article", "article", article.value()).descendingBy("version", after);
        return database.read(
                "list revisions",
                handle -> conditions
                        .bind(handle.createQuery(
                                "SELECT article, version, title, stored_at, stored_by FROM <prefix>article_revision"
                                        + conditions.where(database.dialect()) + conditions.order(database.dialect())
                                        + Conditions.limit(limit)))
                        .map(database.mapper(ArticleRow::revisionSummary))
                        .list());
    }

    @Override
    public Optional<Revision> find(ArticleId article, long version) {
        return database.read(
                "find a revision",
                handle -> handle.createQuery(
                                "SELECT * FROM <prefix>article_revision WHERE article = :article AND version = :version")
                        .bind("article", article.value())
                        .bind("version", version)
                        .map(database.mapper(ArticleRow::revision))
                        .findOne());
    }

    /** Those that come meanwhile are later ones: more than are to be kept stay, never fewer. */
    @Override
    public int prune(ArticleId article, int keep) {
        Bounds.kept(keep);
        return database.write(
                "remove revisions",
                handle -> firstKept(handle, article, keep)
                        .map(version -> handle.createUpdate(
                                        "DELETE FROM <prefix>article_revision WHERE article = :article AND version < :version")
                                .bind("article", article.value())
                                .bind("version", version)
                                .execute())
                        .orElse(0));
    }

    private static Optional<Long> firstKept(Handle handle, ArticleId article, int keep) {
        return handle.createQuery("SELECT version FROM <prefix>article_revision WHERE article = :article"
                        + " ORDER BY article DESC, version DESC LIMIT 1 OFFSET :skipped")
                .bind("article", article.value())
                .bind("skipped", keep - 1)
                .mapTo(Long.class)
                .findOne();
    }
}
