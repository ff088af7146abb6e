package io.billet.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an author says about an article, new or existing; what is not said stays as it is. Values are checked when the
 * article is made of them, so a sequence of setters never fails half-way.
 *
 * <pre>{@code
 * article.edit(now, edit -> edit.title("A better title").tags(Slug.of("europe")));
 * }</pre>
 *
 * <p>Lives only inside {@link Article#draft} and {@link Article#edit}. Not thread-safe.
 */
public final class ArticleEdit {

    private @Nullable Slug slug;
    private String title = "";
    private String markdown = "";
    private Optional<String> summary = Optional.empty();
    private Optional<Image> cover = Optional.empty();
    private List<Slug> authors = List.of();
    private List<Slug> tags = List.of();
    private LanguageTag language = LanguageTag.ENGLISH;
    private Audience audience = Audience.EVERYONE;
    private Discussion discussion = Discussion.OPEN;
    private SearchMetadata metadata = SearchMetadata.NONE;

    ArticleEdit() {}

    ArticleEdit(Article article) {
        slug = article.slug();
        title = article.title();
        markdown = article.markdown();
        summary = article.summary();
        cover = article.cover();
        authors = article.authors();
        tags = article.tags();
        language = article.language();
        audience = article.audience();
        discussion = article.discussion();
        metadata = article.metadata();
    }

    /**
     * Sets the slug.
     *
     * @param newSlug its name in its address; a new article without one gets it from its title
     * @return this
     */
    public ArticleEdit slug(Slug newSlug) {
        slug = newSlug;
        return this;
    }

    /**
     * Sets the title.
     *
     * @param newTitle one line; 1 to {@value Article#MAX_TITLE} characters
     * @return this
     */
    public ArticleEdit title(String newTitle) {
        title = newTitle;
        return this;
    }

    /**
     * Sets the text, in Markdown.
     *
     * @param newMarkdown the text; at most {@value Article#MAX_MARKDOWN} characters; default empty
     * @return this
     */
    public ArticleEdit markdown(String newMarkdown) {
        markdown = newMarkdown;
        return this;
    }

    /**
     * Sets the summary.
     *
     * @param newSummary what it says in short; blank for none (the default): then an excerpt of the text serves
     * @return this
     */
    public ArticleEdit summary(String newSummary) {
        summary = Optional.of(newSummary);
        return this;
    }

    /**
     * Sets the cover.
     *
     * @param newCover a picture above the article; default none
     * @return this
     */
    public ArticleEdit cover(Image newCover) {
        cover = Optional.of(newCover);
        return this;
    }

    /**
     * Takes the cover away.
     *
     * @return this
     */
    public ArticleEdit noCover() {
        cover = Optional.empty();
        return this;
    }

    /**
     * Sets the authors.
     *
     * @param newAuthors slugs of its authors, in the order of the byline; default none
     * @return this
     */
    public ArticleEdit authors(Slug... newAuthors) {
        return authors(List.of(newAuthors));
    }

    /**
     * Sets the authors.
     *
     * @param newAuthors slugs of its authors, in the order of the byline; default none
     * @return this
     */
    public ArticleEdit authors(List<Slug> newAuthors) {
        authors = List.copyOf(newAuthors);
        return this;
    }

    /**
     * Sets the tags.
     *
     * @param newTags slugs of its tags, the main one first; default none
     * @return this
     */
    public ArticleEdit tags(Slug... newTags) {
        return tags(List.of(newTags));
    }

    /**
     * Sets the tags.
     *
     * @param newTags slugs of its tags, the main one first; default none
     * @return this
     */
    public ArticleEdit tags(List<Slug> newTags) {
        tags = List.copyOf(newTags);
        return this;
    }

    /**
     * Sets the language.
     *
     * @param newLanguage the language it is written in; of a new article by default the blog's, or English if it is made
     *                    by {@link Article#draft}, which knows no blog
     * @return this
     */
    public ArticleEdit language(LanguageTag newLanguage) {
        language = newLanguage;
        return this;
    }

    /**
     * Sets the audience.
     *
     * @param newAudience for whom it is; default everyone
     * @return this
     */
    public ArticleEdit audience(Audience newAudience) {
        audience = newAudience;
        return this;
    }

    /**
     * Sets the discussion.
     *
     * @param newDiscussion whether it takes comments; default open
     * @return this
     */
    public ArticleEdit discussion(Discussion newDiscussion) {
        discussion = newDiscussion;
        return this;
    }

    /**
     * Sets the metadata.
     *
     * @param newMetadata what it tells search engines; default nothing of its own
     * @return this
     */
    public ArticleEdit metadata(SearchMetadata newMetadata) {
        metadata = newMetadata;
        return this;
    }

    /** Returns the slug that was said, or that the article bears; empty if the title is to make it. */
    public Optional<Slug> slug() {
        return Optional.ofNullable(slug);
    }

    Slug slugOr(Slug other) {
        return slug == null ? other : slug;
    }

    /** Puts what was said over what the builder has. */
    ArticleBuilder over(ArticleBuilder article) {
        return article.slug(slug == null ? Slug.fromTitle(title, language) : slug)
                .title(title)
                .markdown(markdown)
                .summary(summary)
                .cover(cover)
                .authors(authors)
                .tags(tags)
                .language(language)
                .audience(audience)
                .discussion(discussion)
                .metadata(metadata);
    }
}
