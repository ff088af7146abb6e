/**
 * Reads what stands inside blocks: emphasis, links, code, HTML (CommonMark 0.31.2, section 6).
 *
 * <p>Begin with {@link io.billet.renderer.internal.inlines.InlineParser}; the others each read one kind of construct
 * for it.
 */
@NullMarked
package io.billet.renderer.internal.inlines;

import org.jspecify.annotations.NullMarked;
