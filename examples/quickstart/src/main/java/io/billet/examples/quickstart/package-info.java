/** A blog in a server of the JDK, stored in an H2 file: begin with {@code Quickstart}. */
@NullMarked
package io.billet.examples.quickstart;

import org.jspecify.annotations.NullMarked;
