/** Breaks rules on purpose. */
@NullMarked
package io.billet.web.broken.cycle.one;

import org.jspecify.annotations.NullMarked;
