package io.billet.engine.internal.article;

import io.billet.core.ArticleSummary;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.DatePosition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the post of a number, counted from the oldest, without walking through all before it: the time in which posts were
 * published is cut into slices whose posts are counted, a slice with many posts into slices again, and what is left of the way
 * is walked.
 *
 * <p>Counting all posts costs as much as walking along an index once, and is done once for an edition.
 *
 * <p>Thread-safe; two threads may count the same at once.
 */
final class PostNumbers {

    private static final int MOST_PLACES = 1_000;

    /** A slice with fewer posts is walked. */
    private static final int SHORT_WALK = 500;

    /** The shortest slice: times have no finer parts. */
    private static final Duration SHORTEST = Duration.of(1, ChronoUnit.MICROS);

    /**
     * A stretch of time.
     *
     * @param from  its first moment
     * @param until the first moment after it
     * @param first the number of the first post in it, from 0 on
     * @param count how many posts are in it
     */
    private record Slice(Instant from, Instant until, long first, long count) {
        boolean holds(long number) {
            return number >= first && number < first + count;
        }

        boolean isShort() {
            return count <= SHORT_WALK || Duration.between(from, until).compareTo(SHORTEST) <= 0;
        }
    }

    private final ArticleStore articles;
    private final ArticleQuery oldestFirst;
    private final List<Slice> slices;
    private final long total;
    private final Map<Long, Optional<DatePosition>> places = Collections.synchronizedMap(new LatelyUsed<>(MOST_PLACES));

    private PostNumbers(ArticleStore articles, ArticleQuery oldestFirst, List<Slice> slices) {
        this.articles = articles;
        this.oldestFirst = oldestFirst;
        this.slices = slices;
        total = slices.stream().mapToLong(Slice::count).sum();
    }

    /** @param posts the newest first */
    static PostNumbers of(ArticleStore articles, ArticleQuery posts) {
        ArticleQuery oldestFirst = posts.oldestFirst();
        Optional<Instant> oldest = first(articles, oldestFirst);
        Optional<Instant> newest = first(articles, posts);
        List<Slice> slices = oldest.isEmpty() || newest.isEmpty()
                ? List.of()
                : cut(
                        articles,
                        oldestFirst,
                        new Slice(oldest.get(), newest.get().plus(SHORTEST), 0, 0));
        return new PostNumbers(articles, oldestFirst, slices);
    }

    private static Optional<Instant> first(ArticleStore articles, ArticleQuery query) {
        return articles.list(query, Optional.empty(), 1).stream()
                .map(article -> DatePosition.of(article).at())
                .findFirst();
    }

    private static List<Slice> cut(ArticleStore articles, ArticleQuery posts, Slice whole) {
        Duration length = Duration.between(whole.from(), whole.until());
        long micros = Math.max(1, length.getSeconds() * 1_000_000 + length.getNano() / 1_000);
        long step = Math.max(1, (micros + Bounds.MOST_COUNTS - 1) / Bounds.MOST_COUNTS);
        List<Instant> bounds = new ArrayList<>();
        for (Instant at = whole.from(); at.isBefore(whole.until()); at = at.plus(step, ChronoUnit.MICROS)) {
            bounds.add(at);
        }
        bounds.add(whole.until());
        List<ArticleQuery> queries = new ArrayList<>();
        for (int i = 0; i + 1 < bounds.size(); i++) {
            queries.add(posts.since(bounds.get(i)).before(bounds.get(i + 1)));
        }
        List<Long> counts = articles.count(queries, Long.MAX_VALUE);
        List<Slice> slices = new ArrayList<>();
        long first = whole.first();
        for (int i = 0; i < counts.size(); i++) {
            slices.add(new Slice(bounds.get(i), bounds.get(i + 1), first, counts.get(i)));
            first += counts.get(i);
        }
        return List.copyOf(slices);
    }

    /** Returns how many posts there are. */
    long total() {
        return total;
    }

    /**
     * Returns posts in the order of their numbers.
     *
     * @param from less than {@link #total}
     */
    List<ArticleSummary> list(long from, int limit) {
        Optional<DatePosition> place = places.get(from);
        if (place == null) {
            place = placeBefore(from);
            places.put(from, place);
        }
        return articles.list(oldestFirst, place, limit);
    }

    /** Returns the place after which the post of that number stands; empty for the beginning of all. */
    private Optional<DatePosition> placeBefore(long number) {
        if (number == 0) {
            return Optional.empty();
        }
        // The post before it: its place is what is looked for.
        long wanted = number - 1;
        Optional<Slice> slice = holding(wanted, slices);
        Slice last = slice.orElseThrow();
        while (slice.isPresent() && !slice.get().isShort()) {
            last = slice.get();
            // None of them holds it if somebody has taken posts away meanwhile; the next edition counts anew.
            slice = holding(wanted, cut(articles, oldestFirst, last));
        }
        Slice found = slice.orElse(last);
        return walk(found, wanted - found.first());
    }

    private static Optional<Slice> holding(long number, List<Slice> slices) {
        return slices.stream().filter(slice -> slice.holds(number)).findFirst();
    }

    private Optional<DatePosition> walk(Slice slice, long steps) {
        ArticleQuery within = oldestFirst.since(slice.from());
        Optional<DatePosition> place = Optional.empty();
        for (long left = steps + 1; left > 0; ) {
            List<ArticleSummary> rows = articles.list(within, place, (int) Math.min(left, Bounds.LONGEST_LIST));
            if (rows.isEmpty()) {
                return place;
            }
            place = Optional.of(DatePosition.of(rows.get(rows.size() - 1)));
            left -= rows.size();
        }
        return place;
    }
}
