package io.billet.storage.api;

import io.billet.core.Article;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which articles are listed, and in which order. An article must meet all conditions that are given.
 *
 * <pre>{@code
 * ArticleQuery.published(now).tagged(Slug.of("europe"))
 * ArticleQuery.all().in(PublicationState.Kind.DRAFT)
 * }</pre>
 *
 * <p>Most lists are in the order of the article's <em>date</em>, then of its id: the time in its state where that has one
 * ({@code Published}, {@code Scheduled}), else {@code createdAt}. Those by last change are in the order of {@code updatedAt},
 * then of the id; {@link #positionOf} says where an article stands in either.
 *
 * <p>One <em>driver</em> leads to the articles: the tag if one is given, else the author, else the language, else all of them.
 * The driver alone, or with the state, the kind or both, with any bounds of the date, in either order, is what a store should have
 * an index for; then a list or a capped count reads what it returns and no more. Whatever else is asked for (tag and author; tag or
 * author and language) is looked for among what the driver leads to: right, and possibly slow. Pages that anybody may open ask for
 * one driver only.
 *
 * <p>By last change only the state and the kind can be asked for: such lists are for a desk, a feed of changes or an index of one's
 * own, and each further condition would need an index of its own. What has changed since a time stands behind the
 * {@link DatePosition} of that time, the first changed first.
 *
 * <p>Immutable and thread-safe.
 *
 * @param state    only those in this state
 * @param kind     only those of this kind
 * @param tag      only those that name this tag
 * @param author   only those that name this author
 * @param language only those in this language, to the letter
 * @param since    only those whose date is not before this
 * @param before   only those whose date is before this
 * @param order    which come first
 */
public record ArticleQuery(
        Optional<PublicationState.Kind> state,
        Optional<ArticleKind> kind,
        Optional<Slug> tag,
        Optional<Slug> author,
        Optional<LanguageTag> language,
        Optional<Instant> since,
        Optional<Instant> before,
        Order order) {

    /**
     * Replaces each bound by the first time from it on that an article can have: no article has parts of a microsecond, nor a
     * date before the year 1 or after 9999.
     *
     * @throws IllegalArgumentException if the order is by last change, and more than a state and a kind is asked for
     */
    public ArticleQuery {
        since = since.map(DateRange::firstFrom);
        before = before.map(DateRange::firstFrom);
        if (order.isByChange()
                && Stream.of(tag, author, language, since, before).anyMatch(Optional::isPresent)) {
            throw new IllegalArgumentException("by last change articles are listed by state and kind only");
        }
    }

    /** Which come first. */
    public enum Order {
        /** Later dates first; among equal dates, greater ids first. */
        NEWEST_FIRST,
        /** Earlier dates first; among equal dates, smaller ids first. */
        OLDEST_FIRST,
        /** What was changed later first; among equal times, greater ids first. */
        LAST_CHANGED_FIRST,
        /** What was changed earlier first; among equal times, smaller ids first. */
        FIRST_CHANGED_FIRST;

        /** Returns whether it is the order of last changes, not of dates. */
        public boolean isByChange() {
            return this == LAST_CHANGED_FIRST || this == FIRST_CHANGED_FIRST;
        }

        /** Returns whether greater positions come first. */
        public boolean isDescending() {
            return this == NEWEST_FIRST || this == LAST_CHANGED_FIRST;
        }
    }

    /** Returns a query for all articles, the newest first. */
    public static ArticleQuery all() {
        return new ArticleQuery(
                Optional.empty(),
                Optional.empty(),
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
     * @param wanted a state
     */
    public ArticleQuery in(PublicationState.Kind wanted) {
        return new ArticleQuery(Optional.of(wanted), kind, tag, author, language, since, before, order);
    }

    /**
     * Returns this query, for articles of that kind only.
     *
     * @param wanted a kind
     */
    public ArticleQuery of(ArticleKind wanted) {
        return new ArticleQuery(state, Optional.of(wanted), tag, author, language, since, before, order);
    }

    /**
     * Returns this query, for articles with that tag only.
     *
     * @param slug a tag's slug
     */
    public ArticleQuery tagged(Slug slug) {
        return new ArticleQuery(state, kind, Optional.of(slug), author, language, since, before, order);
    }

    /**
     * Returns this query, for articles by that author only.
     *
     * @param slug an author's slug
     */
    public ArticleQuery by(Slug slug) {
        return new ArticleQuery(state, kind, tag, Optional.of(slug), language, since, before, order);
    }

    /**
     * Returns this query, for articles in that language only.
     *
     * @param wanted a language
     */
    public ArticleQuery written(LanguageTag wanted) {
        return new ArticleQuery(state, kind, tag, author, Optional.of(wanted), since, before, order);
    }

    /**
     * Returns this query, for articles with a date up to that only.
     *
     * @param latest the latest date
     */
    public ArticleQuery upTo(Instant latest) {
        return before(DateRange.firstAfter(latest));
    }

    /**
     * Returns this query, for articles with a date from that on only.
     *
     * @param earliest the earliest date
     */
    public ArticleQuery since(Instant earliest) {
        return new ArticleQuery(state, kind, tag, author, language, Optional.of(earliest), before, order);
    }

    /**
     * Returns this query, for articles with a date before that only.
     *
     * @param end the first date that is too late
     */
    public ArticleQuery before(Instant end) {
        return new ArticleQuery(state, kind, tag, author, language, since, Optional.of(end), order);
    }

    /**
     * Returns the date by which lists order it.
     *
     * @param article an article
     */
    public static Instant dateOf(Article article) {
        return dateOf(article.state(), article.createdAt());
    }

    /**
     * Returns where it stands in the list.
     *
     * @param article an article that may meet the conditions or not
     */
    public DatePosition positionOf(ArticleSummary article) {
        return order.isByChange() ? DatePosition.ofChange(article) : DatePosition.of(article);
    }

    static Instant dateOf(PublicationState state, Instant createdAt) {
        return switch (state.kind()) {
            case PUBLISHED -> ((PublicationState.Published) state).at();
            case SCHEDULED -> ((PublicationState.Scheduled) state).at();
            case DRAFT, ARCHIVED -> createdAt;
        };
    }

    /**
     * Returns whether it meets all conditions; for stores that look at articles one by one.
     *
     * @param article an article
     */
    public boolean accepts(Article article) {
        return state.map(article.state().kind()::equals).orElse(true)
                && kind.map(article.kind()::equals).orElse(true)
                && tag.map(article.tags()::contains).orElse(true)
                && author.map(article.authors()::contains).orElse(true)
                && language.map(article.language()::equals).orElse(true)
                && since.map(earliest -> !dateOf(article).isBefore(earliest)).orElse(true)
                && before.map(end -> dateOf(article).isBefore(end)).orElse(true);
    }

    /** Returns this query with the earliest date first. */
    public ArticleQuery oldestFirst() {
        return new ArticleQuery(state, kind, tag, author, language, since, before, Order.OLDEST_FIRST);
    }

    /**
     * Returns this query with what was changed last first.
     *
     * @throws IllegalArgumentException if more than a state and a kind is asked for
     */
    public ArticleQuery lastChangedFirst() {
        return new ArticleQuery(state, kind, tag, author, language, since, before, Order.LAST_CHANGED_FIRST);
    }

    /**
     * Returns this query with what was changed longest ago first.
     *
     * @throws IllegalArgumentException if more than a state and a kind is asked for
     */
    public ArticleQuery firstChangedFirst() {
        return new ArticleQuery(state, kind, tag, author, language, since, before, Order.FIRST_CHANGED_FIRST);
    }
}
