package io.billet.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an article of all its components, by name: for stores, which read one back, and for importers, which bring one
 * from elsewhere. Authors {@linkplain Article#edit edit} instead, which keeps old addresses and times right.
 *
 * <pre>{@code
 * Article imported = Article.builder()
 *         .id(new ArticleId(ids.next()))
 *         .slug(Slug.of("hello"))
 *         .title("Hello")
 *         .state(new PublicationState.Published(then))
 *         .createdAt(then)
 *         .build();
 * Article elsewhere = imported.toBuilder().language(LanguageTag.FRENCH).build();
 * }</pre>
 *
 * <p>Each setter takes what the component of {@link Article} of that name holds; values are checked by {@link #build}. A
 * component that is added to {@code Article} has a default here, so that a store or an importer written before goes on
 * compiling. Not thread-safe.
 */
public final class ArticleBuilder {

    private @Nullable ArticleId id;
    private ArticleKind kind = ArticleKind.POST;
    private @Nullable Slug slug;
    private @Nullable String title;
    private String markdown = "";
    private Optional<String> summary = Optional.empty();
    private Optional<Image> cover = Optional.empty();
    private List<Slug> authors = List.of();
    private List<Slug> tags = List.of();
    private LanguageTag language = LanguageTag.ENGLISH;
    private Optional<TranslationKey> translationKey = Optional.empty();
    private Audience audience = Audience.EVERYONE;
    private Discussion discussion = Discussion.OPEN;
    private boolean featured;
    private SearchMetadata metadata = SearchMetadata.NONE;
    private Map<String, String> attributes = Map.of();
    private PublicationState state = new PublicationState.Draft();
    private Optional<Instant> firstPublishedAt = Optional.empty();
    private List<Alias> aliases = List.of();
    private @Nullable Instant createdAt;
    private @Nullable Instant updatedAt;
    private Optional<HostIdentity> updatedBy = Optional.empty();
    private long version;

    ArticleBuilder() {}

    ArticleBuilder(Article article) {
        id = article.id();
        kind = article.kind();
        slug = article.slug();
        title = article.title();
        markdown = article.markdown();
        summary = article.summary();
        cover = article.cover();
        authors = article.authors();
        tags = article.tags();
        language = article.language();
        translationKey = article.translationKey();
        audience = article.audience();
        discussion = article.discussion();
        featured = article.featured();
        metadata = article.metadata();
        attributes = article.attributes();
        state = article.state();
        firstPublishedAt = article.firstPublishedAt();
        aliases = article.aliases();
        createdAt = article.createdAt();
        updatedAt = article.updatedAt();
        updatedBy = article.updatedBy();
        version = article.version();
    }

    /**
     * Sets {@link Article#id}.
     *
     * @param newId identity; required
     * @return this
     */
    public ArticleBuilder id(ArticleId newId) {
        id = newId;
        return this;
    }

    /**
     * Sets {@link Article#kind}.
     *
     * @param newKind what it is to the blog; default a post
     * @return this
     */
    public ArticleBuilder kind(ArticleKind newKind) {
        kind = newKind;
        return this;
    }

    /**
     * Sets {@link Article#slug}.
     *
     * @param newSlug its name in its address; required
     * @return this
     */
    public ArticleBuilder slug(Slug newSlug) {
        slug = newSlug;
        return this;
    }

    /**
     * Sets {@link Article#title}.
     *
     * @param newTitle one line; required
     * @return this
     */
    public ArticleBuilder title(String newTitle) {
        title = newTitle;
        return this;
    }

    /**
     * Sets {@link Article#markdown}.
     *
     * @param newMarkdown the text; default empty
     * @return this
     */
    public ArticleBuilder markdown(String newMarkdown) {
        markdown = newMarkdown;
        return this;
    }

    /**
     * Sets {@link Article#summary}.
     *
     * @param newSummary what it says in short; default none
     * @return this
     */
    public ArticleBuilder summary(Optional<String> newSummary) {
        summary = newSummary;
        return this;
    }

    /**
     * Sets {@link Article#cover}.
     *
     * @param newCover a picture above the article; default none
     * @return this
     */
    public ArticleBuilder cover(Optional<Image> newCover) {
        cover = newCover;
        return this;
    }

    /**
     * Sets {@link Article#authors}.
     *
     * @param newAuthors slugs of its authors, in the order of the byline; default none
     * @return this
     */
    public ArticleBuilder authors(List<Slug> newAuthors) {
        authors = newAuthors;
        return this;
    }

    /**
     * Sets {@link Article#tags}.
     *
     * @param newTags slugs of its tags, the main one first; default none
     * @return this
     */
    public ArticleBuilder tags(List<Slug> newTags) {
        tags = newTags;
        return this;
    }

    /**
     * Sets {@link Article#language}.
     *
     * @param newLanguage the language it is written in; default English
     * @return this
     */
    public ArticleBuilder language(LanguageTag newLanguage) {
        language = newLanguage;
        return this;
    }

    /**
     * Sets {@link Article#translationKey}.
     *
     * @param newTranslationKey what it has in common with its translations; default none
     * @return this
     */
    public ArticleBuilder translationKey(Optional<TranslationKey> newTranslationKey) {
        translationKey = newTranslationKey;
        return this;
    }

    /**
     * Sets {@link Article#audience}.
     *
     * @param newAudience for whom it is; default everyone
     * @return this
     */
    public ArticleBuilder audience(Audience newAudience) {
        audience = newAudience;
        return this;
    }

    /**
     * Sets {@link Article#discussion}.
     *
     * @param newDiscussion whether it takes comments; default open
     * @return this
     */
    public ArticleBuilder discussion(Discussion newDiscussion) {
        discussion = newDiscussion;
        return this;
    }

    /**
     * Sets {@link Article#featured}.
     *
     * @param newFeatured whether it is to stand out; default no
     * @return this
     */
    public ArticleBuilder featured(boolean newFeatured) {
        featured = newFeatured;
        return this;
    }

    /**
     * Sets {@link Article#metadata}.
     *
     * @param newMetadata what it tells search engines; default nothing of its own
     * @return this
     */
    public ArticleBuilder metadata(SearchMetadata newMetadata) {
        metadata = newMetadata;
        return this;
    }

    /**
     * Sets {@link Article#attributes}.
     *
     * @param newAttributes what the host keeps with it; default nothing
     * @return this
     */
    public ArticleBuilder attributes(Map<String, String> newAttributes) {
        attributes = newAttributes;
        return this;
    }

    /**
     * Sets {@link Article#state}.
     *
     * @param newState where it stands; default a draft
     * @return this
     */
    public ArticleBuilder state(PublicationState newState) {
        state = newState;
        return this;
    }

    /**
     * Sets {@link Article#firstPublishedAt}.
     *
     * @param newFirstPublishedAt when it first came to its readers; default as {@code state} says, else never
     * @return this
     */
    public ArticleBuilder firstPublishedAt(Optional<Instant> newFirstPublishedAt) {
        firstPublishedAt = newFirstPublishedAt;
        return this;
    }

    /**
     * Sets {@link Article#aliases}.
     *
     * @param newAliases what else leads to it, oldest first; default none
     * @return this
     */
    public ArticleBuilder aliases(List<Alias> newAliases) {
        aliases = newAliases;
        return this;
    }

    /**
     * Sets {@link Article#createdAt}.
     *
     * @param newCreatedAt when it was first stored; required
     * @return this
     */
    public ArticleBuilder createdAt(Instant newCreatedAt) {
        createdAt = newCreatedAt;
        return this;
    }

    /**
     * Sets {@link Article#updatedAt}.
     *
     * @param newUpdatedAt when it was last changed; default {@code createdAt}
     * @return this
     */
    public ArticleBuilder updatedAt(Instant newUpdatedAt) {
        updatedAt = newUpdatedAt;
        return this;
    }

    /**
     * Sets {@link Article#updatedBy}.
     *
     * @param newUpdatedBy who changed it last; default nobody that is known
     * @return this
     */
    public ArticleBuilder updatedBy(Optional<HostIdentity> newUpdatedBy) {
        updatedBy = newUpdatedBy;
        return this;
    }

    /**
     * Sets {@link Article#version}.
     *
     * @param newVersion 0 (the default) if never stored, else as the store counts
     * @return this
     */
    public ArticleBuilder version(long newVersion) {
        version = newVersion;
        return this;
    }

    /** Returns the slug that the title makes. */
    Slug slugOfTitle() {
        return Slug.fromTitle(Field.of("Article", "title").required(title), language);
    }

    List<Alias> aliases() {
        return aliases;
    }

    /**
     * Makes the article.
     *
     * @throws InvalidValueException if a required value is missing, or one breaks its rule
     */
    public Article build() {
        return new Article(
                Field.of("Article", "id").required(id),
                kind,
                Field.of("Article", "slug").required(slug),
                Field.of("Article", "title").required(title),
                markdown,
                summary,
                cover,
                authors,
                tags,
                language,
                translationKey,
                audience,
                discussion,
                featured,
                metadata,
                attributes,
                state,
                firstPublishedAt,
                aliases,
                Field.of("Article", "createdAt").required(createdAt),
                Field.of("Article", "updatedAt").required(updatedAt == null ? createdAt : updatedAt),
                updatedBy,
                version);
    }
}
