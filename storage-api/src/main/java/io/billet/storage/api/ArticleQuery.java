package io.billet.storage.api;

import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import java.time.Instant;
import java.util.Optional;

/**
 * Which articles are listed, and in which order. An article must meet all conditions that are given.
 *
 * <pre>{@code
 * ArticleQuery.published(now).tagged(Slug.of("europe"))
 * ArticleQuery.all().in(PublicationState.Kind.DRAFT)
 * }</pre>
 *
 * <p>The order is by the article's <em>date</em>, then by its id: the time in its state where that has one
 * ({@code Published}, {@code Scheduled}), else {@code createdAt}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param state    only those in this state
 * @param tag      only those that name this tag
 * @param author   only those that name this author
 * @param language only those in this language, to the letter
 * @param dateUpTo only those whose date is not after this
 * @param order    which come first
 */
public record ArticleQuery(
        Optional<PublicationState.Kind> state,
        Optional<Slug> tag,
        Optional<Slug> author,
        Optional<LanguageTag> language,
        Optional<Instant> dateUpTo,
        Order order) {

    /** Which come first. */
    public enum Order {
        /** Later dates first; among equal dates, greater ids first. */
        NEWEST_FIRST,
        /** Earlier dates first; among equal dates, smaller ids first. */
        OLDEST_FIRST
    }

    /** Returns a query for all articles, the newest first. */
    public static ArticleQuery all() {
        return new ArticleQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Order.NEWEST_FIRST);
    }

    /**
     * Returns a query for the articles published by then, the newest first.
     *
     * @param now the time
     */
    public static ArticleQuery published(Instant now) {
        return all().in(PublicationState.Kind.PUBLISHED).upTo(now);
    }

    /**
     * Returns this query, for articles in that state only.
     *
     * @param kind a state
     */
    public ArticleQuery in(PublicationState.Kind kind) {
        return new ArticleQuery(Optional.of(kind), tag, author, language, dateUpTo, order);
    }

    /**
     * Returns this query, for articles with that tag only.
     *
     * @param slug a tag's slug
     */
    public ArticleQuery tagged(Slug slug) {
        return new ArticleQuery(state, Optional.of(slug), author, language, dateUpTo, order);
    }

    /**
     * Returns this query, for articles by that author only.
     *
     * @param slug an author's slug
     */
    public ArticleQuery by(Slug slug) {
        return new ArticleQuery(state, tag, Optional.of(slug), language, dateUpTo, order);
    }

    /**
     * Returns this query, for articles in that language only.
     *
     * @param wanted a language
     */
    public ArticleQuery written(LanguageTag wanted) {
        return new ArticleQuery(state, tag, author, Optional.of(wanted), dateUpTo, order);
    }

    /**
     * Returns this query, for articles with a date up to that only.
     *
     * @param latest the latest date
     */
    public ArticleQuery upTo(Instant latest) {
        return new ArticleQuery(state, tag, author, language, Optional.of(latest), order);
    }

    /**
     * Returns the date by which lists order it.
     *
     * @param article an article
     */
    public static Instant dateOf(Article article) {
        return switch (article.state().kind()) {
            case PUBLISHED -> ((PublicationState.Published) article.state()).at();
            case SCHEDULED -> ((PublicationState.Scheduled) article.state()).at();
            case DRAFT, ARCHIVED -> article.createdAt();
        };
    }

    /**
     * Returns whether it meets all conditions; for stores that look at articles one by one.
     *
     * @param article an article
     */
    public boolean accepts(Article article) {
        return state.map(article.state().kind()::equals).orElse(true)
                && tag.map(article.tags()::contains).orElse(true)
                && author.map(article.authors()::contains).orElse(true)
                && language.map(article.language()::equals).orElse(true)
                && dateUpTo.map(latest -> !dateOf(article).isAfter(latest)).orElse(true);
    }

    /** Returns this query with the earliest date first. */
    public ArticleQuery oldestFirst() {
        return new ArticleQuery(state, tag, author, language, dateUpTo, Order.OLDEST_FIRST);
    }
}
