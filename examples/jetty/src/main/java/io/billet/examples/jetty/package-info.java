/** A blog in a servlet container. */
@NullMarked
package io.billet.examples.jetty;

import org.jspecify.annotations.NullMarked;
