/**
 * What CommonMark and its extensions are made of, character by character: nothing here keeps a state or knows a tree.
 *
 * <p>Begin with {@link io.billet.renderer.internal.syntax.Syntax}, which says what of it is read.
 */
@NullMarked
package io.billet.renderer.internal.syntax;

import org.jspecify.annotations.NullMarked;
