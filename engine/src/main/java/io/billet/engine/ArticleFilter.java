package io.billet.engine;

import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Which of the published articles a reader wants to see. An article must meet all conditions that are given.
 *
 * <p>Immutable and thread-safe.
 *
 * @param tag      only those with this tag
 * @param author   only those by this author
 * @param language only those in this language
 * @param month    only those published in this month, in the blog's zone
 */
public record ArticleFilter(
        Optional<Slug> tag, Optional<Slug> author, Optional<LanguageTag> language, Optional<YearMonth> month) {

    /** All of them. */
    public static final ArticleFilter ALL =
            new ArticleFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Returns the articles with that tag.
     *
     * @param slug a tag's slug
     */
    public static ArticleFilter tagged(Slug slug) {
        return new ArticleFilter(Optional.of(slug), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns the articles by that author.
     *
     * @param slug an author's slug
     */
    public static ArticleFilter by(Slug slug) {
        return new ArticleFilter(Optional.empty(), Optional.of(slug), Optional.empty(), Optional.empty());
    }

    /**
     * Returns the articles of that month.
     *
     * @param month in the blog's zone
     */
    public static ArticleFilter in(YearMonth month) {
        return new ArticleFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(month));
    }
}
