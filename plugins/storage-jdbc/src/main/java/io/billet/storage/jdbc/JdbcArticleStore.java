package io.billet.storage.jdbc;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.BlogException;
import io.billet.core.HostIdentity;
import io.billet.core.NotFoundException;
import io.billet.core.PublicationState;
import io.billet.core.Revision;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.DatePosition;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Articles. The row of an article holds everything but its text, which stands in the revision that said it first; so a text
 * is kept once, and lists never meet one.
 */
final class JdbcArticleStore implements ArticleStore {

    private static final String WITH_TEXT = withText("");

    private final Database database;
    private final ArticleIndex index;

    /**
     * @param hint how the articles are to be read; may be empty
     */
    private static String withText(String hint) {
        return "SELECT a.*, r.markdown FROM <prefix>article a" + hint
                + " JOIN <prefix>article_revision r ON r.article = a.id AND r.version = a.text_version ";
    }

    JdbcArticleStore(Database database) {
        this.database = database;
        this.index = new ArticleIndex(database);
    }

    @Override
    public Article create(Article article) {
        NewRows.requireNew("article", article.version());
        Article stored = article.withVersion(1);
        return database.write("store an article", handle -> {
            insert(handle, stored);
            insertRevision(handle, stored);
            index.add(handle, stored);
            ChangeMarks.ofArticle(handle, stored.state().kind());
            return stored;
        });
    }

    private void insert(Handle handle, Article article) {
        database.insertUnless(
                ArticleRow.bind(handle.createUpdate("""
                                        INSERT INTO <prefix>article (id, kind, slug, title, summary, cover_source,
                                            cover_description, authors, tags, former_slugs, language,
                                            translation_key, audience, audience_labels, discussion, featured,
                                            canonical_url, search_title, search_description, attributes, state,
                                            state_at, first_published_at, created_at, updated_at, updated_by, version,
                                            text_version, sort_key)
                                        VALUES (:id, :kind, :slug, :title, :summary, :cover_source,
                                            :cover_description, :authors, :tags, :former_slugs, :language,
                                            :translation_key, :audience, :audience_labels, :discussion, :featured,
                                            :canonical_url, :search_title, :search_description, :attributes, :state,
                                            :state_at, :first_published_at, :created_at, :updated_at, :updated_by,
                                            :version, :version, :sort_key)
                                        """), article),
                () -> new AlreadyExistsException("Article", "id", article.id().toString()));
    }

    @Override
    public Article update(Article article) {
        Article stored = article.withVersion(article.version() + 1);
        return database.write("update an article", handle -> {
            Article before = find(handle, article.id())
                    .filter(found -> found.version() == article.version())
                    .orElseThrow(() -> refusal(handle, article.id(), article.version()));
            boolean saysTheSame = Revision.of(before).saysTheSameAs(stored);
            if (!replace(handle, stored, article.version(), saysTheSame)) {
                throw refusal(handle, article.id(), article.version());
            }
            if (!saysTheSame) {
                insertRevision(handle, stored);
            }
            index.change(handle, before, stored);
            ChangeMarks.ofArticle(handle, before.state().kind(), stored.state().kind());
            return stored;
        });
    }

    /** Compares and sets: of several changes to one version, the row lets one through. */
    private static boolean replace(Handle handle, Article article, long versionBefore, boolean saysTheSame) {
        return ArticleRow.bind(handle.createUpdate("""
                                        UPDATE <prefix>article
                                        SET kind = :kind, slug = :slug, title = :title, summary = :summary,
                                            cover_source = :cover_source, cover_description = :cover_description,
                                            authors = :authors, tags = :tags, former_slugs = :former_slugs,
                                            language = :language, translation_key = :translation_key,
                                            audience = :audience, audience_labels = :audience_labels,
                                            discussion = :discussion, featured = :featured,
                                            canonical_url = :canonical_url, search_title = :search_title,
                                            search_description = :search_description, attributes = :attributes,
                                            state = :state, state_at = :state_at,
                                            first_published_at = :first_published_at, created_at = :created_at,
                                            updated_at = :updated_at, updated_by = :updated_by, version = :version,
                                            text_version = CASE WHEN :says_the_same THEN text_version ELSE :version END,
                                            sort_key = :sort_key
                                        WHERE id = :id AND version = :version_before
                                        """), article)
                        .bind("says_the_same", saysTheSame)
                        .bind("version_before", versionBefore)
                        .execute()
                == 1;
    }

    private void insertRevision(Handle handle, Article article) {
        Revision revision = Revision.of(article);
        handle.createUpdate("""
                        INSERT INTO <prefix>article_revision (article, version, title, summary, markdown, stored_at,
                            stored_by)
                        VALUES (:article, :version, :title, :summary, :markdown, :stored_at, :stored_by)
                        """)
                .bind("article", revision.article().value())
                .bind("version", revision.version())
                .bind("title", revision.title())
                .bind("summary", revision.summary())
                .bind("markdown", database.longText(revision.markdown()))
                .bind("stored_at", Micros.of(revision.at()))
                .bind("stored_by", revision.by().map(HostIdentity::value))
                .execute();
    }

    @Override
    public void delete(ArticleId id, long version) {
        database.write("delete an article", handle -> {
            Optional<PublicationState.Kind> state = state(handle, id);
            int deleted = handle.createUpdate("DELETE FROM <prefix>article WHERE id = :id AND version = :version")
                    .bind("id", id.value())
                    .bind("version", version)
                    .execute();
            if (deleted == 0) {
                throw refusal(handle, id, version);
            }
            index.remove(handle, id);
            handle.createUpdate("DELETE FROM <prefix>article_revision WHERE article = :id")
                    .bind("id", id.value())
                    .execute();
            ChangeMarks.ofArticle(handle, state.orElseThrow());
            return state;
        });
    }

    /** Locked: what is deleted next is what was looked at. */
    private Optional<PublicationState.Kind> state(Handle handle, ArticleId id) {
        return handle.createQuery("SELECT state FROM <prefix>article WHERE id = :id FOR UPDATE")
                .bind("id", id.value())
                .map(database.mapper(row -> row.constant(PublicationState.Kind.class, "state")))
                .findOne();
    }

    private static BlogException refusal(Handle handle, ArticleId id, long given) {
        return handle.createQuery("SELECT version FROM <prefix>article WHERE id = :id")
                .bind("id", id.value())
                .mapTo(Long.class)
                .findOne()
                .<BlogException>map(stored -> new StaleVersionException("Article", id.toString(), given, stored))
                .orElseGet(() -> new NotFoundException("Article", id.toString()));
    }

    @Override
    public Optional<Article> find(ArticleId id) {
        return database.read("find an article", handle -> find(handle, id));
    }

    private Optional<Article> find(Handle handle, ArticleId id) {
        return handle.createQuery(WITH_TEXT + "WHERE a.id = :id")
                .bind("id", id.value())
                .map(database.mapper(ArticleRow::article))
                .findOne();
    }

    @Override
    public Optional<Article> findBySlug(Slug slug) {
        return findHolder(Alias.of(slug), "a.slug = s.slug");
    }

    @Override
    public Optional<ArticleSummary> summaryBySlug(Slug slug) {
        return database.read(
                "find an article's summary by slug",
                handle -> handle.createQuery("SELECT a.* FROM <prefix>article a"
                                + " JOIN <prefix>article_slug s ON s.article = a.id"
                                + " WHERE s.slug = :slug AND a.slug = s.slug")
                        .bind("slug", slug.value())
                        .map(database.mapper(ArticleRow::summary))
                        .findOne());
    }

    @Override
    public Optional<Article> findByAlias(Alias alias) {
        return findHolder(alias, "a.slug <> s.slug");
    }

    private Optional<Article> findHolder(Alias address, String which) {
        return database.read(
                "find an article by its address",
                handle -> handle.createQuery(WITH_TEXT
                                + "JOIN <prefix>article_slug s ON s.article = a.id WHERE s.slug = :slug AND " + which)
                        .bind("slug", address.value())
                        .map(database.mapper(ArticleRow::article))
                        .findOne());
    }

    @Override
    public List<ArticleSummary> list(ArticleQuery query, Optional<DatePosition> after, int limit) {
        Bounds.listLimit(limit);
        return database.read(
                "list articles",
                handle -> ArticleListing.select(handle, database.dialect(), query, after, limit)
                        .map(database.mapper(ArticleRow::summary))
                        .list());
    }

    @Override
    public List<ArticleSummary> summaries(Collection<ArticleId> ids) {
        Bounds.atOnce(ids, "ids");
        Set<ArticleId> wanted = new LinkedHashSet<>(ids);
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<ArticleId, ArticleSummary> found = database.read(
                "find summaries of articles",
                handle -> handle.createQuery("SELECT a.* FROM <prefix>article a WHERE a.id IN (<ids>)")
                        .bindList("ids", wanted.stream().map(ArticleId::value).toList())
                        .map(database.mapper(ArticleRow::summary))
                        .collect(Collectors.toMap(ArticleSummary::id, Function.identity())));
        return wanted.stream().filter(found::containsKey).map(found::get).toList();
    }

    @Override
    public List<Long> count(List<ArticleQuery> queries, long atMost) {
        Bounds.counts(queries, atMost);
        return database.read(
                "count articles",
                handle -> CappedCounts.of(
                        handle,
                        database.dialect(),
                        queries,
                        atMost,
                        (query, suffixes, limit) -> ArticleListing.places(query, suffixes, database.dialect(), limit)));
    }

    @Override
    public List<Article> due(Instant now, int limit) {
        Bounds.limitAtOnce(limit);
        Conditions conditions = new Conditions()
                .indexed("a.state", "state", PublicationState.Kind.SCHEDULED.name())
                .along("article_2")
                .ascendingBy("a.sort_key", Optional.empty())
                .between(Optional.empty(), ArticleQuery.all().upTo(now).before().map(SortKey::startOf));
        Dialect dialect = database.dialect();
        return database.read(
                "list due articles",
                handle -> conditions
                        .bind(handle.createQuery(withText(conditions.hint(dialect))
                                + conditions.where(dialect)
                                + conditions.order(dialect)
                                + Conditions.limit(limit)))
                        .map(database.mapper(ArticleRow::article))
                        .list());
    }
}
