package io.billet.engine;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.Discussion;

/**
 * An article as far as it concerns a comment on it, for one reader; see {@link Comments#about}. Less than an {@link
 * ArticleView}: it takes no text to be read or rendered.
 *
 * <p>Immutable and thread-safe.
 *
 * @param article    without its text
 * @param access     what the reader may see of it; only who may see the whole may comment
 * @param discussion whether it takes comments
 */
public record ArticleDiscussion(ArticleSummary article, ArticleAccess access, Discussion discussion) {}
