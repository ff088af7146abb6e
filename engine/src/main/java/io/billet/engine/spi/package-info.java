/**
 * What a host fills, and what it is told.
 *
 * <p>A host may fill {@link io.billet.engine.spi.Mailer}, {@link io.billet.engine.spi.SpamChecker}, {@link
 * io.billet.engine.spi.RateLimiter}, {@link io.billet.engine.spi.JobRunner} and {@link io.billet.engine.spi.BlogListener},
 * each by a method of {@link io.billet.engine.Blog.Builder} and each with a working default. Start with the mailer: without
 * one, mail is written to the log.
 */
@NullMarked
package io.billet.engine.spi;

import org.jspecify.annotations.NullMarked;
