/** A storage plugin to learn from; begin with {@link io.billet.examples.mvstore.MvStorage}. */
@NullMarked
package io.billet.examples.mvstore;

import org.jspecify.annotations.NullMarked;
