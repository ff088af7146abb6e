package io.billet.storage.api;

import io.billet.core.Article;
import io.billet.core.ArticleSummary;
import io.billet.core.Comment;
import io.billet.core.InvalidValueException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A place in an order by time and then id: that of a row, or between rows. What comes after it is the same whatever has been
 * inserted or deleted meanwhile, be the row that it was taken from still there or not.
 *
 * <pre>{@code
 * List<ArticleSummary> first = store.list(query, Optional.empty(), 20);
 * DatePosition last = DatePosition.of(first.get(first.size() - 1));
 * List<ArticleSummary> next = store.list(query, Optional.of(last), 20);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param at the time, in the years 1 to 9999 (UTC), to the microsecond
 * @param id tells rows of the same time apart
 */
public record DatePosition(Instant at, UUID id) implements Comparable<DatePosition> {

    /**
     * Cuts the time to the microsecond.
     *
     * @throws InvalidValueException if no row can have that time
     */
    public DatePosition {
        if (at.isBefore(DateRange.EARLIEST) || !at.isBefore(DateRange.END)) {
            throw InvalidValueException.malformed("DatePosition", "at", "a time in the years 1 to 9999", "another");
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Returns its place in the lists of articles by date.
     *
     * @param article an article
     */
    public static DatePosition of(Article article) {
        return new DatePosition(
                ArticleQuery.dateOf(article.state(), article.createdAt()),
                article.id().value());
    }

    /**
     * Returns its place in the lists of articles by date.
     *
     * @param article an article without its text
     */
    public static DatePosition of(ArticleSummary article) {
        return new DatePosition(
                ArticleQuery.dateOf(article.state(), article.createdAt()),
                article.id().value());
    }

    /**
     * Returns its place in the lists by last change.
     *
     * @param article an article without its text
     */
    public static DatePosition ofChange(ArticleSummary article) {
        return new DatePosition(article.updatedAt(), article.id().value());
    }

    /**
     * Returns its place in the lists of comments.
     *
     * @param comment a comment
     */
    public static DatePosition of(Comment comment) {
        return new DatePosition(comment.createdAt(), comment.id().value());
    }

    /** By time, then by the id's text (which {@link UUID#compareTo} does not do). */
    @Override
    public int compareTo(DatePosition other) {
        int byTime = at.compareTo(other.at);
        if (byTime != 0) {
            return byTime;
        }
        int bySignificant = Long.compareUnsigned(id.getMostSignificantBits(), other.id.getMostSignificantBits());
        return bySignificant != 0
                ? bySignificant
                : Long.compareUnsigned(id.getLeastSignificantBits(), other.id.getLeastSignificantBits());
    }
}
