/** Breaks rules of the architecture on purpose, see {@code ArchitectureTest}. */
@NullMarked
package io.billet.engine.broken;

import org.jspecify.annotations.NullMarked;
