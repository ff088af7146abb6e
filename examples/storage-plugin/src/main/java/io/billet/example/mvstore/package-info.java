/** A storage plugin to learn from; begin with {@link io.billet.example.mvstore.MvStorage}. */
@NullMarked
package io.billet.example.mvstore;

import org.jspecify.annotations.NullMarked;
