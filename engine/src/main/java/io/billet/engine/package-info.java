/**
 * The blog itself.
 *
 * <p>Begin with {@link io.billet.engine.Blog}: its builder takes what a host wants to give, its five doors lead to
 * {@link io.billet.engine.Articles}, {@link io.billet.engine.Subscribers}, {@link io.billet.engine.Comments},
 * {@link io.billet.engine.Feeds} and the {@linkplain io.billet.engine.BlogUrls addresses} of its pages.
 *
 * <p>What a host fills, such as the mailer, and what it is told is in {@link io.billet.engine.spi}; each has a working default.
 * For tests there are a settable clock, a recording mailer and a manual runner of jobs in {@link io.billet.engine.testing}. What
 * is in {@code io.billet.engine.internal} is no business of others and may change any day: a package for each subject, a class
 * for each use case.
 */
@NullMarked
package io.billet.engine;

import org.jspecify.annotations.NullMarked;
