package io.billet.engine;

import io.billet.core.Slug;

/**
 * What became of looking for an article by its slug.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface ArticleLookup {

    /**
     * There it is.
     *
     * @param view as the reader may see it
     */
    record Found(ArticleView view) implements ArticleLookup {}

    /**
     * It has another slug now.
     *
     * @param slug the slug in use
     */
    record Moved(Slug slug) implements ArticleLookup {}

    /** There is none, or none that the reader may know of. */
    record Missing() implements ArticleLookup {}
}
