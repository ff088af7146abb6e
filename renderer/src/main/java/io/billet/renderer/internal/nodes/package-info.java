/**
 * What a text is read into: a tree of blocks and inlines, and what the text defines.
 *
 * <p>Begin with {@link io.billet.renderer.internal.nodes.Tree}. The fields of nodes are open: the parsers fill them
 * in, the writers read them.
 */
@NullMarked
package io.billet.renderer.internal.nodes;

import org.jspecify.annotations.NullMarked;
