/** Breaks rules on purpose. */
@NullMarked
package io.billet.engine.broken.internal;

import org.jspecify.annotations.NullMarked;
