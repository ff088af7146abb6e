package io.billet.engine.internal.limit;

import io.billet.engine.spi.RateLimiter;

/**
 * What stands between strangers and what costs.
 *
 * @param limiter   says whether something may be done once more
 * @param refusals  tells the blog's owner that it may not
 * @param equalTime lets an answer take the same time whatever was found
 */
public record Limits(RateLimiter limiter, Refusals refusals, EqualTime equalTime) {}
