package io.billet.storage.jdbc;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.Discussion;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.Image;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Revision;
import io.billet.core.RevisionSummary;
import io.billet.core.SearchMetadata;
import io.billet.core.Slug;
import io.billet.core.TranslationKey;
import io.billet.storage.api.DatePosition;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** How an article lies in its row, and how it comes back. */
final class ArticleRow {

    /** The columns of the article's table but for those that lists and texts need. */
    static final List<String> CONTENT = List.of(
            "id",
            "kind",
            "slug",
            "title",
            "summary",
            "cover_source",
            "cover_description",
            "authors",
            "tags",
            "former_slugs",
            "language",
            "translation_key",
            "audience",
            "audience_labels",
            "discussion",
            "featured",
            "canonical_url",
            "search_title",
            "search_description",
            "attributes",
            "state",
            "state_at",
            "first_published_at",
            "created_at",
            "updated_at",
            "updated_by",
            "version");

    private ArticleRow() {}

    /** Of a row of the article's table, joined with the revision that holds its text. */
    static Article article(Row row) throws SQLException {
        return Article.builder()
                .id(new ArticleId(row.uuid("id")))
                .kind(row.constant(ArticleKind.class, "kind"))
                .slug(Slug.of(row.text("slug")))
                .title(row.text("title"))
                .markdown(row.longText("markdown"))
                .summary(row.optionalText("summary"))
                .cover(row.image("cover_source", "cover_description"))
                .authors(row.slugs("authors"))
                .tags(row.slugs("tags"))
                .language(LanguageTag.of(row.text("language")))
                .translationKey(row.optionalText("translation_key").map(TranslationKey::of))
                .audience(StoredAudience.read(row))
                .discussion(row.constant(Discussion.class, "discussion"))
                .featured(row.flag("featured"))
                .metadata(new SearchMetadata(
                        row.optionalText("canonical_url").map(HttpUrl::of),
                        row.optionalText("search_title"),
                        row.optionalText("search_description")))
                .attributes(StoredAttributes.read(row))
                .state(state(row))
                .firstPublishedAt(row.optionalTime("first_published_at"))
                .aliases(row.aliases("former_slugs"))
                .createdAt(row.time("created_at"))
                .updatedAt(row.time("updated_at"))
                .updatedBy(row.optionalText("updated_by").map(HostIdentity::of))
                .version(row.number("version"))
                .build();
    }

    static ArticleSummary summary(Row row) throws SQLException {
        return new ArticleSummary(
                new ArticleId(row.uuid("id")),
                row.constant(ArticleKind.class, "kind"),
                Slug.of(row.text("slug")),
                row.text("title"),
                row.optionalText("summary"),
                row.image("cover_source", "cover_description"),
                row.slugs("authors"),
                row.slugs("tags"),
                LanguageTag.of(row.text("language")),
                row.optionalText("translation_key").map(TranslationKey::of),
                StoredAudience.read(row),
                row.flag("featured"),
                state(row),
                row.time("created_at"),
                row.time("updated_at"),
                row.number("version"));
    }

    static RevisionSummary revisionSummary(Row row) throws SQLException {
        return new RevisionSummary(
                new ArticleId(row.uuid("article")),
                row.number("version"),
                row.text("title"),
                row.time("stored_at"),
                row.optionalText("stored_by").map(HostIdentity::of));
    }

    static Revision revision(Row row) throws SQLException {
        return new Revision(
                new ArticleId(row.uuid("article")),
                row.number("version"),
                row.text("title"),
                row.optionalText("summary"),
                row.longText("markdown"),
                row.time("stored_at"),
                row.optionalText("stored_by").map(HostIdentity::of));
    }

    /** Binds every column of the article's table but {@code text_version}. */
    static <S extends SqlStatement<S>> S bind(S statement, Article article) {
        return bindContent(statement, article).bind("sort_key", sortKey(article));
    }

    /** Binds what an article says: {@link #CONTENT}. */
    static <S extends SqlStatement<S>> S bindContent(S statement, Article article) {
        StoredAudience audience = StoredAudience.of(article.audience());
        SearchMetadata metadata = article.metadata();
        return statement
                .bind("id", article.id().value())
                .bind("slug", article.slug().value())
                .bind("title", article.title())
                .bind("summary", article.summary())
                .bind("cover_source", article.cover().map(Image::source))
                .bind("cover_description", article.cover().map(Image::description))
                .bind("authors", Row.lines(article.authors()))
                .bind("tags", Row.lines(article.tags()))
                .bind("kind", article.kind().name())
                .bind("translation_key", article.translationKey().map(TranslationKey::value))
                .bind("featured", article.featured())
                .bind("attributes", StoredAttributes.of(article.attributes()))
                .bind("first_published_at", article.firstPublishedAt().map(Micros::of))
                .bind("former_slugs", Row.lines(article.aliases()))
                .bind("updated_by", article.updatedBy().map(HostIdentity::value))
                .bind("language", article.language().value())
                .bind("audience", audience.kind().name())
                .bind("audience_labels", Row.lines(audience.labels()))
                .bind("discussion", article.discussion().name())
                .bind("canonical_url", metadata.canonical().map(HttpUrl::value))
                .bind("search_title", metadata.title())
                .bind("search_description", metadata.description())
                .bind("state", article.state().kind().name())
                .bind("state_at", stateTime(article.state()).map(Micros::of))
                .bind("created_at", Micros.of(article.createdAt()))
                .bind("updated_at", Micros.of(article.updatedAt()))
                .bind("version", article.version());
    }

    static byte[] sortKey(Article article) {
        DatePosition position = DatePosition.of(article);
        return SortKey.of(position.at(), position.id());
    }

    private static PublicationState state(Row row) throws SQLException {
        return switch (row.constant(PublicationState.Kind.class, "state")) {
            case DRAFT -> new PublicationState.Draft();
            case SCHEDULED -> new PublicationState.Scheduled(row.time("state_at"));
            case PUBLISHED -> new PublicationState.Published(row.time("state_at"));
            case ARCHIVED -> new PublicationState.Archived();
        };
    }

    private static Optional<Instant> stateTime(PublicationState state) {
        if (state instanceof PublicationState.Published published) {
            return Optional.of(published.at());
        }
        return state instanceof PublicationState.Scheduled scheduled ? Optional.of(scheduled.at()) : Optional.empty();
    }
}
