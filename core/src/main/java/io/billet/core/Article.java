package io.billet.core;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * @param id               identity, never reused
 * @param kind             what it is to the blog
 * @param slug             its name in its address, unique in a blog among slugs and aliases
 * @param title            one line; 1 to {@value #MAX_TITLE} characters, and of a draft none is enough
 * @param markdown         the text; at most {@value #MAX_MARKDOWN} characters
 * @param summary          what the article says in short, in the author's words; at most {@value #MAX_SUMMARY} characters
 * @param cover            a picture above the article
 * @param authors          slugs of its authors in the order of the byline; at most {@value #MAX_AUTHORS}
 * @param tags             slugs of its tags, the first being the main one; at most {@value #MAX_TAGS}
 * @param language         the language it is written in
 * @param translationKey   what it has in common with its translations
 * @param audience         for whom it is
 * @param discussion       whether it takes comments
 * @param featured         whether it is to stand out, as a theme shows it
 * @param metadata         what it tells search engines
 * @param attributes       what the host keeps with it, in the host's order; Billet never interprets it. At most
 *                         {@value #MAX_ATTRIBUTES}; a name is one line, a value any text, and all names and values together
 *                         have at most {@value #MAX_ATTRIBUTE_CHARACTERS} characters
 * @param state            where it stands
 * @param firstPublishedAt when it first came to its readers, and stays so whatever becomes of it; empty if it never did. Of a
 *                         published article not later than the date it is published under
 * @param aliases          what else leads to it: slugs it had when it was public, and paths of elsewhere, oldest first; at most
 *                         {@value #MAX_ALIASES}
 * @param createdAt        when it was first stored
 * @param updatedAt        when it was last changed, by whatever change; not before {@code createdAt}
 * @param updatedBy        who changed it last, in the host application; empty if nobody knows
 * @param version          0 if never stored, else counted up by the store with each change
 */
@JsonModel
@JsonPropertyOrder({
    "id",
    "kind",
    "slug",
    "title",
    "markdown",
    "summary",
    "cover",
    "authors",
    "tags",
    "language",
    "translationKey",
    "audience",
    "discussion",
    "featured",
    "metadata",
    "attributes",
    "state",
    "firstPublishedAt",
    "aliases",
    "createdAt",
    "updatedAt",
    "updatedBy",
    "version"
})
public record Article(
        ArticleId id,
        ArticleKind kind,
        Slug slug,
        String title,
        String markdown,
        Optional<String> summary,
        Optional<Image> cover,
        List<Slug> authors,
        List<Slug> tags,
        LanguageTag language,
        Optional<TranslationKey> translationKey,
        Audience audience,
        Discussion discussion,
        @JsonCount boolean featured,
        SearchMetadata metadata,
        Map<String, String> attributes,
        PublicationState state,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<Instant> firstPublishedAt,
        @JsonAlias("formerSlugs") List<Alias> aliases,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant updatedAt,
        Optional<HostIdentity> updatedBy,
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

    /** The most aliases of one article; with one former slug more, the oldest is given up. */
    public static final int MAX_ALIASES = 100;

    /** The most attributes of one article. */
    public static final int MAX_ATTRIBUTES = 50;

    /** The most that the attributes of one article say, names and values together, in characters. */
    public static final int MAX_ATTRIBUTE_CHARACTERS = 2_000;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, too long, of the wrong form, or contradicts another
     */
    public Article {
        id = Field.of("Article", "id").required(id);
        slug = Field.of("Article", "slug").required(slug);
        kind = Field.orElse(kind, ArticleKind.POST);
        state = Field.of("Article", "state").required(state);
        title = Field.of("Article", "title").line(title, MAX_TITLE, state.kind() != PublicationState.Kind.DRAFT);
        markdown = Field.of("Article", "markdown").text(markdown, MAX_MARKDOWN);
        summary = Field.of("Article", "summary").optionalLine(summary, MAX_SUMMARY);
        authors = Field.of("Article", "authors").distinct(authors, MAX_AUTHORS);
        tags = Field.of("Article", "tags").distinct(tags, MAX_TAGS);
        language = Field.of("Article", "language").required(language);
        audience = Field.of("Article", "audience").required(audience);
        discussion = Field.of("Article", "discussion").required(discussion);
        metadata = Field.of("Article", "metadata").required(metadata);
        attributes = Field.of("Article", "attributes").attributes(attributes, MAX_ATTRIBUTES, MAX_ATTRIBUTE_CHARACTERS);
        firstPublishedAt = firstOf(Field.of("Article", "firstPublishedAt").optionalTime(firstPublishedAt), state);
        aliases = Field.of("Article", "aliases").distinct(aliases, MAX_ALIASES);
        createdAt = Field.of("Article", "createdAt").time(createdAt);
        updatedAt = Field.of("Article", "updatedAt").time(updatedAt);
        version = Field.of("Article", "version").atLeastZero(version);
        if (aliases.contains(Alias.of(slug))) {
            throw InvalidValueException.inconsistent("Article", "aliases", "the slug in use is among them");
        }
        if (updatedAt.isBefore(createdAt)) {
            throw InvalidValueException.inconsistent("Article", "updatedAt", "it lies before createdAt");
        }
    }

    /** What is published has been so since then at the latest; JSON and tables from before do not name it. */
    private static Optional<Instant> firstOf(Optional<Instant> first, PublicationState state) {
        return state instanceof PublicationState.Published published
                ? Optional.of(first.filter(published.at()::isAfter).orElse(published.at()))
                : first;
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
        ArticleEdit edit =
                new ArticleEdit(builder().id(id).title("").createdAt(now).state(new PublicationState.Draft()));
        content.accept(edit);
        ArticleBuilder values = edit.values(now);
        return values.slug(edit.slug().orElseGet(values::slugOfTitle)).build();
    }

    /**
     * Changes the content. Of an article that has been public, a changed slug becomes an alias, so that its old address leads
     * on. Of one that never was, nobody knows the address: its slug follows the title as long as it is what the title
     * made, and what it was before leads nowhere.
     *
     * @param now     the time; an earlier time than {@link #updatedAt} counts as that
     * @param changes says what changes; what it does not name stays
     * @return the changed article
     * @throws InvalidValueException if a value breaks its rule
     */
    public Article edit(Instant now, Consumer<ArticleEdit> changes) {
        ArticleEdit edit = new ArticleEdit(this);
        changes.accept(edit);
        ArticleBuilder values = edit.values(now);
        Slug newSlug = edit.slug().orElseGet(() -> slugUnder(values.slugOfTitle()));
        return values.slug(newSlug)
                .aliases(aliasesUnder(newSlug, values.aliases()))
                .updatedAt(notBefore(now))
                .build();
    }

    /** Returns whether its slug changes with its title: it never was public, and it is what its title made, or a number of it. */
    boolean hasSlugOfTitle() {
        return firstPublishedAt.isEmpty() && slug.isNumberOf(Slug.fromTitle(title, language));
    }

    private Slug slugUnder(Slug madeByTitle) {
        return madeByTitle.equals(Slug.fromTitle(title, language)) ? slug : madeByTitle;
    }

    private List<Alias> aliasesUnder(Slug newSlug, List<Alias> said) {
        boolean leadsOn = firstPublishedAt.isPresent() && !newSlug.equals(slug);
        List<Alias> all = Stream.concat(said.stream(), leadsOn ? Stream.of(Alias.of(slug)) : Stream.empty())
                .filter(each -> !each.equals(Alias.of(newSlug)))
                .distinct()
                .toList();
        return leadsOn ? all.subList(Math.max(0, all.size() - MAX_ALIASES), all.size()) : all;
    }

    /**
     * Gives an article that has never been public another slug; the one before is not remembered, as nobody knows it.
     *
     * @param newSlug the slug
     * @return the article under that slug
     * @throws IllegalStateException if it has been public: {@linkplain #edit edit} it
     */
    public Article underSlug(Slug newSlug) {
        if (firstPublishedAt.isPresent()) {
            throw new IllegalStateException(
                    "Article " + id + " has been public; edit its slug, so that the old one leads on");
        }
        return toBuilder().slug(newSlug).aliases(aliasesUnder(newSlug, aliases)).build();
    }

    /**
     * Says who has changed it; for the caller of a transition or an {@link #edit}, which leave {@link #updatedBy} alone.
     *
     * @param who who it was in the host application; empty if nobody knows
     * @return the same article, last changed by them
     */
    public Article changedBy(Optional<HostIdentity> who) {
        return toBuilder().updatedBy(who).build();
    }

    /**
     * Publishes a draft, a scheduled or an archived article: under the date at which it first came to its readers if it was
     * published before, else now.
     *
     * @param now the time
     * @return the published article
     * @throws IllegalTransitionException if it is published already
     * @throws InvalidValueException      if it has no title
     */
    public Article publish(Instant now) {
        return publish(firstPublishedAt.filter(now::isAfter).orElse(now), now);
    }

    /**
     * Publishes a draft, a scheduled or an archived article under a date of its own.
     *
     * @param at  since when it counts as published; may lie in the past, for an article that comes from elsewhere
     * @param now the time
     * @return the published article
     * @throws IllegalTransitionException if it is published already
     * @throws InvalidValueException      if it has no title
     */
    public Article publish(Instant at, Instant now) {
        refuse(PublicationState.Kind.PUBLISHED, "be published");
        return with(new PublicationState.Published(at), now);
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

    private void refuse(PublicationState.Kind kind, String transition) {
        if (state.kind() == kind) {
            throw new IllegalTransitionException(
                    "Article", id.toString(), kind.name().toLowerCase(Locale.ROOT), transition);
        }
    }
}
