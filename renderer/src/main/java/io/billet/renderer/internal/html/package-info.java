/**
 * Writes a tree as HTML, in one walk, and derives on the way all that is derived.
 *
 * <p>Begin with {@link io.billet.renderer.internal.html.HtmlWriter}.
 */
@NullMarked
package io.billet.renderer.internal.html;

import org.jspecify.annotations.NullMarked;
