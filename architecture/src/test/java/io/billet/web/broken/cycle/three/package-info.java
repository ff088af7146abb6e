/** Breaks rules on purpose. */
@NullMarked
package io.billet.web.broken.cycle.three;

import org.jspecify.annotations.NullMarked;
