/** Breaks rules on purpose. */
@NullMarked
package io.billet.web.broken.inside.internal;

import org.jspecify.annotations.NullMarked;
