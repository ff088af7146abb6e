/**
 * The blog's pages, one class for each kind. Begin with {@link io.billet.web.internal.BlogPages}, which knows the routes of all of
 * them; {@code PageContext} is what each page is made with, {@code RequestContext} who asks.
 */
@NullMarked
package io.billet.web.internal;

import org.jspecify.annotations.NullMarked;
