package io.billet.engine;

import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * <pre>{@code
 * Page<ArticleTeaser> first = articles.page(filter, reader, PageRequest.first(20));
 * Page<ArticleTeaser> second = articles.page(filter, reader, PageRequest.after(first.next().get(), 20));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param size  the most items wanted; 1 to {@value #MAX_SIZE}
 * @param after where the page before ended; empty for the first page
 */
public record PageRequest(int size, Optional<Cursor> after) {

    /** The largest page. */
    public static final int MAX_SIZE = 1_000;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the size is out of its range
     */
    public PageRequest {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_SIZE + " items, not " + size);
        }
    }

    /**
     * Returns a request for the first page.
     *
     * @param size the most items wanted; 1 to {@value #MAX_SIZE}
     */
    public static PageRequest first(int size) {
        return new PageRequest(size, Optional.empty());
    }

    /**
     * Returns a request for the page after that.
     *
     * @param cursor where the page before ended
     * @param size   the most items wanted; 1 to {@value #MAX_SIZE}
     */
    public static PageRequest after(Cursor cursor, int size) {
        return new PageRequest(size, Optional.of(cursor));
    }
}
