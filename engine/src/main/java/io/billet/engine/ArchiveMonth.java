package io.billet.engine;

import java.time.YearMonth;

/**
 * A month in which something was published, in the blog's zone.
 *
 * <p>Immutable and thread-safe.
 *
 * @param month which
 * @param count how many posts; 1 or more
 */
public record ArchiveMonth(YearMonth month, long count) {}
