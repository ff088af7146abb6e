/** Breaks rules of the architecture on purpose, see {@code ArchitectureTest}. */
@NullMarked
package io.billet.renderer.broken.internal.attic;

import org.jspecify.annotations.NullMarked;
