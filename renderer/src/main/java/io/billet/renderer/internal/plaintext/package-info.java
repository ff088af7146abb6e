/**
 * The text without markup, its words and its beginning.
 *
 * <p>Begin with {@link io.billet.renderer.internal.plaintext.PlainText}.
 */
@NullMarked
package io.billet.renderer.internal.plaintext;

import org.jspecify.annotations.NullMarked;
