/** Breaks rules on purpose. */
@NullMarked
package io.billet.web.broken.inside;

import org.jspecify.annotations.NullMarked;
