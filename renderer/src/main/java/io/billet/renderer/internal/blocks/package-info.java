/**
 * Reads a text into blocks (CommonMark 0.31.2, sections 4 and 5), with Flexmark driving from line to line.
 *
 * <p>Begin with {@link io.billet.renderer.internal.blocks.MarkdownParser}.
 */
@NullMarked
package io.billet.renderer.internal.blocks;

import org.jspecify.annotations.NullMarked;
