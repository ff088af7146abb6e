/** The blog in the JDK's own HTTP server: begin with {@link io.billet.web.jdk.BlogHttpHandler}. */
@NullMarked
package io.billet.web.jdk;

import org.jspecify.annotations.NullMarked;
