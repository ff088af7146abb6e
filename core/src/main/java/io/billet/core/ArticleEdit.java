package io.billet.core;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final ArticleBuilder values;
    private final Optional<Article> before;
    private @Nullable Slug slug;
    private @Nullable Instant date;

    ArticleEdit(ArticleBuilder values) {
        this.values = values;
        before = Optional.empty();
    }

    ArticleEdit(Article article) {
        values = article.toBuilder();
        before = Optional.of(article);
        slug = article.hasSlugOfTitle() ? null : article.slug();
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
     * @param newTitle one line; at most {@value Article#MAX_TITLE} characters; a draft may do without
     * @return this
     */
    public ArticleEdit title(String newTitle) {
        values.title(newTitle);
        return this;
    }

    /**
     * Sets the text, in Markdown.
     *
     * @param newMarkdown the text; at most {@value Article#MAX_MARKDOWN} characters; default empty
     * @return this
     */
    public ArticleEdit markdown(String newMarkdown) {
        values.markdown(newMarkdown);
        return this;
    }

    /**
     * Sets the summary.
     *
     * @param newSummary what it says in short; blank for none (the default): then an excerpt of the text serves
     * @return this
     */
    public ArticleEdit summary(String newSummary) {
        values.summary(Optional.of(newSummary));
        return this;
    }

    /**
     * Sets the cover.
     *
     * @param newCover a picture above the article; default none
     * @return this
     */
    public ArticleEdit cover(Image newCover) {
        values.cover(Optional.of(newCover));
        return this;
    }

    /**
     * Takes the cover away.
     *
     * @return this
     */
    public ArticleEdit noCover() {
        values.cover(Optional.empty());
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
        values.authors(List.copyOf(newAuthors));
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
        values.tags(List.copyOf(newTags));
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
        values.language(newLanguage);
        return this;
    }

    /**
     * Sets the audience.
     *
     * @param newAudience for whom it is; default everyone
     * @return this
     */
    public ArticleEdit audience(Audience newAudience) {
        values.audience(newAudience);
        return this;
    }

    /**
     * Sets the discussion.
     *
     * @param newDiscussion whether it takes comments; default open
     * @return this
     */
    public ArticleEdit discussion(Discussion newDiscussion) {
        values.discussion(newDiscussion);
        return this;
    }

    /**
     * Sets the metadata.
     *
     * @param newMetadata what it tells search engines; default nothing of its own
     * @return this
     */
    public ArticleEdit metadata(SearchMetadata newMetadata) {
        values.metadata(newMetadata);
        return this;
    }

    /**
     * Sets the kind.
     *
     * @param newKind what it is to the blog; default a post
     * @return this
     */
    public ArticleEdit kind(ArticleKind newKind) {
        values.kind(newKind);
        return this;
    }

    /**
     * Sets whether it is to stand out.
     *
     * @param isFeatured whether it is; default no
     * @return this
     */
    public ArticleEdit featured(boolean isFeatured) {
        values.featured(isFeatured);
        return this;
    }

    /**
     * Sets what it has in common with its translations.
     *
     * @param newTranslationKey the key; default none
     * @return this
     */
    public ArticleEdit translationKey(TranslationKey newTranslationKey) {
        values.translationKey(Optional.of(newTranslationKey));
        return this;
    }

    /**
     * Takes it out of its translations.
     *
     * @return this
     */
    public ArticleEdit noTranslationKey() {
        values.translationKey(Optional.empty());
        return this;
    }

    /**
     * Sets the host's attributes, in place of all that were there.
     *
     * @param newAttributes names and values, in the order in which they are kept; default none
     * @return this
     */
    public ArticleEdit attributes(Map<String, String> newAttributes) {
        values.attributes(Collections.unmodifiableMap(new LinkedHashMap<>(newAttributes)));
        return this;
    }

    /**
     * Sets what else leads to it, in place of what did. A slug that gives way to another one joins them by itself.
     *
     * @param newAliases the aliases, oldest first; default none
     * @return this
     */
    public ArticleEdit aliases(Alias... newAliases) {
        return aliases(List.of(newAliases));
    }

    /**
     * Sets what else leads to it, in place of what did. A slug that gives way to another one joins them by itself.
     *
     * @param newAliases the aliases, oldest first; default none
     * @return this
     */
    public ArticleEdit aliases(List<Alias> newAliases) {
        values.aliases(List.copyOf(newAliases));
        return this;
    }

    /**
     * Sets when it first came to its readers. A published article is listed under that date from then on.
     *
     * @param newDate the time; not in the future. By default the time at which it is first published
     * @return this
     */
    public ArticleEdit firstPublishedAt(Instant newDate) {
        date = newDate;
        return this;
    }

    /**
     * Returns the slug that was said, or that the article bears; empty if the title is to make it, as that of a new article
     * that says none, or of one that was never public and bears what its title made.
     */
    public Optional<Slug> slug() {
        return Optional.ofNullable(slug);
    }

    /** Returns all values but the slug, which depends on them. */
    ArticleBuilder values(Instant now) {
        if (date != null) {
            if (date.isAfter(now)) {
                throw InvalidValueException.inconsistent("Article", "firstPublishedAt", "it lies in the future");
            }
            values.firstPublishedAt(Optional.of(date));
            if (before.map(Article::state).orElse(null) instanceof PublicationState.Published) {
                values.state(new PublicationState.Published(date));
            }
        }
        return values;
    }
}
