/**
 * Markdown to safe HTML, and all that is derived from it.
 *
 * <p>Begin with {@link io.billet.renderer.MarkdownRenderer}; what it returns is a
 * {@link io.billet.renderer.RenderedMarkdown}. {@link io.billet.renderer.HtmlPolicy} says what may stand in the HTML,
 * {@link io.billet.renderer.MarkdownLimits} how much of it, {@link io.billet.renderer.MarkdownFeature} which syntax is
 * understood, {@link io.billet.renderer.Typography} what happens to spaces and quotes.
 *
 * <p>What stands under {@code internal} is no promise. A text goes from {@code blocks} with {@code inlines} into
 * {@code nodes}, and from there into {@code html}; the other packages serve these.
 *
 * <p>Nothing here is {@code null}; absence is an empty list or an {@link java.util.Optional}.
 */
@NullMarked
package io.billet.renderer;

import org.jspecify.annotations.NullMarked;
