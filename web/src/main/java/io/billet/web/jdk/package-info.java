/**
 * The blog in the JDK's own HTTP server: begin with {@link io.billet.web.jdk.BlogServer}, or with
 * {@link io.billet.web.jdk.BlogHttpHandler} if you have such a server already.
 */
@NullMarked
package io.billet.web.jdk;

import org.jspecify.annotations.NullMarked;
