package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An article: its text in Markdown, for whom it is, and where it stands on its way to its readers.
 *
 * <pre>{@code
 * Article draft = Article.draft(new ArticleId(ids.next()), clock.instant(), edit -> edit
 *         .title("L’Europe résiste")
 *         .markdown("Un texte…")
 *         .language(LanguageTag.FRENCH));
 * Article published = draft.publish(clock.instant());
 * }</pre>
 *
 * <p>Every value is checked when an article is made, so one that exists is a right one. The state changes only by
 * {@link #publish}, {@link #schedule}, {@link #unpublish} and {@link #archive}, everything else by {@link #edit}. All of
 * them return a new article and leave {@link #version} alone: the store counts it up when it stores the change.
 *
 * <p>Immutable and thread-safe. Times are kept to the microsecond.
 *
 * @param id          identity, never reused
 * @param slug        its name in its address, unique in a blog among slugs and former slugs
 * @param title       one line; 1 to {@value #MAX_TITLE} characters
 * @param markdown    the text; at most {@value #MAX_MARKDOWN} characters
 * @param summary     what the article says in short, in the author's words; at most {@value #MAX_SUMMARY} characters
 * @param cover       a picture above the article
 * @param authors     slugs of its authors in the order of the byline; at most {@value #MAX_AUTHORS}
 * @param tags        slugs of its tags, the first being the main one; at most {@value #MAX_TAGS}
 * @param language    the language it is written in
 * @param audience    for whom it is
 * @param discussion  whether it takes comments
 * @param metadata    what it tells search engines
 * @param state       where it stands
 * @param formerSlugs slugs it had before, which still lead to it, oldest first; at most {@value #MAX_FORMER_SLUGS}
 * @param createdAt   when it was first stored
 * @param updatedAt   when it was last changed; not before {@code createdAt}
 * @param version     0 if never stored, else counted up by the store with each change
 */
@JsonModel
@JsonPropertyOrder({
    "id",
    "slug",
    "title",
    "markdown",
    "summary",
    "cover",
    "authors",
    "tags",
    "language",
    "audience",
    "discussion",
    "metadata",
    "state",
    "formerSlugs",
    "createdAt",
    "updatedAt",
    "version"
})
public record Article(
        ArticleId id,
        Slug slug,
        String title,
        String markdown,
        Optional<String> summary,
        Optional<Image> cover,
        List<Slug> authors,
        List<Slug> tags,
        LanguageTag language,
        Audience audience,
        Discussion discussion,
        SearchMetadata metadata,
        PublicationState state,
        List<Slug> formerSlugs,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant updatedAt,
        @JsonCount long version) {

    /** The longest title, in characters. */
    public static final int MAX_TITLE = 300;

    /** The longest text, in characters. */
    public static final int MAX_MARKDOWN = 2_000_000;

    /** The longest summary, in characters. */
    public static final int MAX_SUMMARY = 1_000;

    /** The most authors of one article. */
    public static final int MAX_AUTHORS = 20;

    /** The most tags of one article. */
    public static final int MAX_TAGS = 50;

    /** The most former slugs of one article; with one more, the oldest is given up. */
    public static final int MAX_FORMER_SLUGS = 50;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, too long, of the wrong form, or contradicts another
     */
    public Article {
        id = Field.of("Article", "id").required(id);
        slug = Field.of("Article", "slug").required(slug);
        title = Field.of("Article", "title").requiredLine(title, MAX_TITLE);
        markdown = Field.of("Article", "markdown").text(markdown, MAX_MARKDOWN);
        summary = Field.of("Article", "summary").optionalLine(summary, MAX_SUMMARY);
        authors = Field.of("Article", "authors").distinct(authors, MAX_AUTHORS);
        tags = Field.of("Article", "tags").distinct(tags, MAX_TAGS);
        language = Field.of("Article", "language").required(language);
        audience = Field.of("Article", "audience").required(audience);
        discussion = Field.of("Article", "discussion").required(discussion);
        metadata = Field.of("Article", "metadata").required(metadata);
        state = Field.of("Article", "state").required(state);
        formerSlugs = Field.of("Article", "formerSlugs").distinct(formerSlugs, MAX_FORMER_SLUGS);
        createdAt = Field.of("Article", "createdAt").time(createdAt);
        updatedAt = Field.of("Article", "updatedAt").time(updatedAt);
        version = Field.of("Article", "version").atLeastZero(version);
        if (formerSlugs.contains(slug)) {
            throw InvalidValueException.inconsistent("Article", "formerSlugs", "the slug in use is among them");
        }
        if (updatedAt.isBefore(createdAt)) {
            throw InvalidValueException.inconsistent("Article", "updatedAt", "it lies before createdAt");
        }
    }

    /** Returns a builder without values, for stores and importers; authors begin with {@link #draft}. */
    public static ArticleBuilder builder() {
        return new ArticleBuilder();
    }

    /** Returns a builder with the values of this article, for stores and importers; authors {@link #edit}. */
    public ArticleBuilder toBuilder() {
        return new ArticleBuilder(this);
    }

    /**
     * Makes a draft that has never been stored. Without a slug of its own it gets one from its title.
     *
     * @param id      its identity
     * @param now     the time
     * @param content says title, text and all else; a title is required
     * @return a draft for everyone, open to comments, in English, unless {@code content} says otherwise
     * @throws InvalidValueException if a value breaks its rule
     */
    public static Article draft(ArticleId id, Instant now, Consumer<ArticleEdit> content) {
        ArticleEdit edit = new ArticleEdit();
        content.accept(edit);
        return edit.over(new ArticleBuilder()).id(id).createdAt(now).build();
    }

    /**
     * Changes the content. A changed slug joins the former ones, so that old addresses lead on.
     *
     * @param now     the time; an earlier time than {@link #updatedAt} counts as that
     * @param changes says what changes; what it does not name stays
     * @return the changed article
     * @throws InvalidValueException if a value breaks its rule
     */
    public Article edit(Instant now, Consumer<ArticleEdit> changes) {
        ArticleEdit edit = new ArticleEdit(this);
        changes.accept(edit);
        return edit.over(toBuilder())
                .formerSlugs(formerSlugsAfter(edit.slugOr(slug)))
                .updatedAt(notBefore(now))
                .build();
    }

    /**
     * Gives an article that has never been stored another slug; the one before is not remembered, as nobody knows it.
     *
     * @param newSlug the slug
     * @return the article under that slug
     * @throws IllegalStateException if it has been stored: {@linkplain #edit edit} it
     */
    public Article underSlug(Slug newSlug) {
        if (version != 0) {
            throw new IllegalStateException(
                    "Article " + id + " is stored; edit its slug, so that the old one leads on");
        }
        return toBuilder().slug(newSlug).build();
    }

    /**
     * Publishes a draft, a scheduled or an archived article.
     *
     * @param at since when it counts as published; may lie in the past, for an article that comes from elsewhere
     * @return the published article
     * @throws IllegalTransitionException if it is published already
     */
    public Article publish(Instant at) {
        refuse(PublicationState.Kind.PUBLISHED, "be published");
        return with(new PublicationState.Published(at), at);
    }

    /**
     * Sets or changes the time at which it is to be published.
     *
     * @param at  when; after {@code now}
     * @param now the time
     * @return the scheduled article
     * @throws IllegalTransitionException if it is published
     * @throws InvalidValueException      if {@code at} is not after {@code now}
     */
    public Article schedule(Instant at, Instant now) {
        refuse(PublicationState.Kind.PUBLISHED, "be scheduled");
        if (!at.isAfter(now)) {
            throw InvalidValueException.inconsistent("Article", "state", "the scheduled time is not in the future");
        }
        return with(new PublicationState.Scheduled(at), now);
    }

    /**
     * Takes a published or scheduled article back to a draft.
     *
     * @param now the time
     * @return the draft
     * @throws IllegalTransitionException if it is a draft or archived
     */
    public Article unpublish(Instant now) {
        refuse(PublicationState.Kind.DRAFT, "be unpublished");
        refuse(PublicationState.Kind.ARCHIVED, "be unpublished");
        return with(new PublicationState.Draft(), now);
    }

    /**
     * Takes it out of the blog and keeps it.
     *
     * @param now the time
     * @return the archived article
     * @throws IllegalTransitionException if it is archived already
     */
    public Article archive(Instant now) {
        refuse(PublicationState.Kind.ARCHIVED, "be archived");
        return with(new PublicationState.Archived(), now);
    }

    /** Returns since when it is published; empty in every other state. */
    public Optional<Instant> publishedAt() {
        return state instanceof PublicationState.Published published ? Optional.of(published.at()) : Optional.empty();
    }

    /**
     * Returns the same article with that version; for stores.
     *
     * @param newVersion the version under which a store keeps this article; 1 or greater
     */
    public Article withVersion(long newVersion) {
        return toBuilder().version(newVersion).build();
    }

    private Article with(PublicationState newState, Instant now) {
        return toBuilder().state(newState).updatedAt(notBefore(now)).build();
    }

    private Instant notBefore(Instant now) {
        return now.isBefore(updatedAt) ? updatedAt : now;
    }

    private List<Slug> formerSlugsAfter(Slug newSlug) {
        if (newSlug.equals(slug)) {
            return formerSlugs;
        }
        List<Slug> former = Stream.concat(formerSlugs.stream(), Stream.of(slug))
                .filter(each -> !each.equals(newSlug))
                .toList();
        return former.subList(Math.max(0, former.size() - MAX_FORMER_SLUGS), former.size());
    }

    private void refuse(PublicationState.Kind kind, String transition) {
        if (state.kind() == kind) {
            throw new IllegalTransitionException(
                    "Article", id.toString(), kind.name().toLowerCase(Locale.ROOT), transition);
        }
    }
}
