/**
 * The models of a blog and their rules; no input or output.
 *
 * <p>Begin with {@link io.billet.core.Article}, {@link io.billet.core.Subscriber} and {@link io.billet.core.Comment}.
 * Each is a record that cannot hold a wrong value and changes by named transitions. Around them:
 *
 * <ul>
 *   <li>values: {@link io.billet.core.Slug}, {@link io.billet.core.EmailAddress}, {@link io.billet.core.LanguageTag},
 *       {@link io.billet.core.HttpUrl}, {@link io.billet.core.Label}, ids made by {@link io.billet.core.IdGenerator};
 *   <li>who may read what: {@link io.billet.core.ArticleAccess}, of a {@link io.billet.core.Reader} and an
 *       {@link io.billet.core.Audience};
 *   <li>the newsletter: {@link io.billet.core.Issue} and its ledger of {@link io.billet.core.Delivery};
 *   <li>what can go wrong: the subclasses of {@link io.billet.core.BlogException}.
 * </ul>
 *
 * <p>The models carry annotations of {@code jackson-annotations} and print the same JSON with Jackson 2 (with its jdk8
 * and jsr310 modules) and Jackson 3.
 */
@NullMarked
package io.billet.core;

import org.jspecify.annotations.NullMarked;
