/** Breaks rules of the architecture on purpose, see {@code ArchitectureTest}. */
@NullMarked
package io.billet.web.broken.machine;

import org.jspecify.annotations.NullMarked;
