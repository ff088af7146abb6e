/**
 * Quotes, dashes and spaces as a language sets them.
 *
 * <p>Begin with {@link io.billet.renderer.internal.typography.Typographer}.
 */
@NullMarked
package io.billet.renderer.internal.typography;

import org.jspecify.annotations.NullMarked;
