package io.billet.engine;

import io.billet.core.Slug;

/**
 * What became of looking for an article by its slug, or by an alias.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface ArticleResult {

    /**
     * There it is.
     *
     * @param view as the reader may see it
     */
    record Found(ArticleView view) implements ArticleResult {}

    /**
     * It has another slug now.
     *
     * @param slug the slug in use
     */
    record Moved(Slug slug) implements ArticleResult {}

    /** There is none, or none that the reader may know of. */
    record Missing() implements ArticleResult {}
}
