/** A blog in an application of Javalin. */
@NullMarked
package io.billet.examples.javalin;

import org.jspecify.annotations.NullMarked;
