/**
 * The blog itself.
 *
 * <p>Begin with {@link io.billet.engine.Blog}: its builder takes what a host wants to give, its five doors lead to
 * {@link io.billet.engine.Articles}, {@link io.billet.engine.Subscribers}, {@link io.billet.engine.Comments},
 * {@link io.billet.engine.Feeds} and the {@linkplain io.billet.engine.BlogUrls addresses} of its pages.
 *
 * <p>A host may fill: {@link io.billet.engine.Mailer}, {@link io.billet.engine.SpamChecker},
 * {@link io.billet.engine.RateLimiter}, {@link io.billet.engine.BlogListener}. Each has a working default. For tests there
 * are a settable clock and a recording mailer in {@code io.billet.engine.testing}.
 */
@NullMarked
package io.billet.engine;

import org.jspecify.annotations.NullMarked;
