/**
 * What every surface over HTTP needs: pages, an API, a desk to write at, a host's own.
 *
 * <p>Begin with {@link io.billet.web.http.WebHandler}: a {@link io.billet.web.http.WebRequest} goes in, a {@link
 * io.billet.web.http.WebResponse} comes out, bodies as arrays or as streams. {@link io.billet.web.http.Router} finds who
 * answers which path; {@link io.billet.web.http.Parameters} reads queries and forms; {@link
 * io.billet.web.http.ConditionalRequests} says "not modified"; {@link io.billet.web.http.CrossSiteGuard} refuses forms of
 * other sites; {@link io.billet.web.http.HttpProblem} ends a request with an error.
 */
@NullMarked
package io.billet.web.http;

import org.jspecify.annotations.NullMarked;
