/**
 * What a storage plugin implements, and the in-memory reference.
 *
 * <p>Begin with {@link io.billet.storage.api.BlogStorage}: it opens one store per aggregate, and the javadoc of each store
 * lists the rules it must keep. Lists are read in {@linkplain io.billet.storage.api.Page pages} that go on at a
 * {@link io.billet.storage.api.Cursor}.
 */
@NullMarked
package io.billet.storage.api;

import org.jspecify.annotations.NullMarked;
