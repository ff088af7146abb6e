/** A shop with a login and tables of its own, and a blog beside it. */
@NullMarked
package io.billet.examples.spring;

import org.jspecify.annotations.NullMarked;
