/** Breaks rules on purpose. */
@NullMarked
package io.billet.web.broken.cycle.two;

import org.jspecify.annotations.NullMarked;
