/** Breaks rules of the architecture on purpose, see {@code ArchitectureTest}. */
@NullMarked
package io.billet.storage.jdbc.broken;

import org.jspecify.annotations.NullMarked;
