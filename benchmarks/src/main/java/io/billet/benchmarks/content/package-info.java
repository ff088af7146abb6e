/**
 * What becomes of real sites' content. Begin with {@link io.billet.benchmarks.content.ServedArticles}.
 */
@NullMarked
package io.billet.benchmarks.content;

import org.jspecify.annotations.NullMarked;
