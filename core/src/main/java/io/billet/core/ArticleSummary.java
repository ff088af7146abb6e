package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An {@link Article} without its text, as lists carry it. Its values mean what they mean there, and were checked there.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id        identity
 * @param kind      what it is to the blog
 * @param slug      its name in its address
 * @param title     one line; blank only of a draft
 * @param summary   the author's own summary, if there is one
 * @param cover     a picture above the article
 * @param authors   slugs of its authors
 * @param tags      slugs of its tags
 * @param language  the language it is written in
 * @param translationKey what it has in common with its translations
 * @param audience  for whom it is
 * @param featured  whether it is to stand out
 * @param state     where it stands
 * @param createdAt when it was first stored
 * @param updatedAt when it was last changed
 * @param version   the version of the article that this summarises
 */
@JsonModel
@JsonPropertyOrder({
    "id",
    "kind",
    "slug",
    "title",
    "summary",
    "cover",
    "authors",
    "tags",
    "language",
    "translationKey",
    "audience",
    "featured",
    "state",
    "createdAt",
    "updatedAt",
    "version"
})
public record ArticleSummary(
        ArticleId id,
        ArticleKind kind,
        Slug slug,
        String title,
        Optional<String> summary,
        Optional<Image> cover,
        List<Slug> authors,
        List<Slug> tags,
        LanguageTag language,
        Optional<TranslationKey> translationKey,
        Audience audience,
        @JsonCount boolean featured,
        PublicationState state,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant updatedAt,
        @JsonCount long version) {

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, or a limit is passed
     */
    public ArticleSummary {
        id = Field.of("ArticleSummary", "id").required(id);
        kind = Field.orElse(kind, ArticleKind.POST);
        slug = Field.of("ArticleSummary", "slug").required(slug);
        title = Field.of("ArticleSummary", "title").text(title, Article.MAX_TITLE);
        authors = Field.of("ArticleSummary", "authors").distinct(authors, Article.MAX_AUTHORS);
        tags = Field.of("ArticleSummary", "tags").distinct(tags, Article.MAX_TAGS);
        language = Field.of("ArticleSummary", "language").required(language);
        audience = Field.of("ArticleSummary", "audience").required(audience);
        state = Field.of("ArticleSummary", "state").required(state);
        createdAt = Field.of("ArticleSummary", "createdAt").time(createdAt);
        updatedAt = Field.of("ArticleSummary", "updatedAt").time(updatedAt);
        version = Field.of("ArticleSummary", "version").atLeastZero(version);
    }

    /**
     * Returns its summary.
     *
     * @param article an article
     */
    public static ArticleSummary of(Article article) {
        return new ArticleSummary(
                article.id(),
                article.kind(),
                article.slug(),
                article.title(),
                article.summary(),
                article.cover(),
                article.authors(),
                article.tags(),
                article.language(),
                article.translationKey(),
                article.audience(),
                article.featured(),
                article.state(),
                article.createdAt(),
                article.updatedAt(),
                article.version());
    }

    /** Returns since when it is published; empty in every other state. */
    public Optional<Instant> publishedAt() {
        return state instanceof PublicationState.Published published ? Optional.of(published.at()) : Optional.empty();
    }
}
