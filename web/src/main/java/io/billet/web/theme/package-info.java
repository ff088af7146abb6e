/**
 * How the pages look: what a page says goes in as a {@link io.billet.web.theme.BlogPage}, HTML comes out.
 *
 * <p>Begin with {@link io.billet.web.theme.Theme}: {@link io.billet.web.theme.Theme#standard()} is the one that comes with
 * Billet, and can be given a host's own colours and faces by a few lines of CSS; a host that wants another look altogether
 * implements the interface with the template engine it already has. Every page has a
 * {@link io.billet.web.theme.PageFrame}: language, title, addresses, {@link io.billet.web.theme.PageMessages}.
 */
@NullMarked
package io.billet.web.theme;

import org.jspecify.annotations.NullMarked;
