/**
 * What a storage plugin implements, and the in-memory reference.
 *
 * <p>Begin with {@link io.billet.storage.api.BlogStorage}: it opens one store per aggregate, and the javadoc of each store
 * lists the rules it must keep. A list is asked for what comes after a position in its order, at most
 * so many rows; {@link io.billet.storage.api.Bounds} has the ranges. Pages and their addresses are the engine's business.
 */
@NullMarked
package io.billet.storage.api;

import org.jspecify.annotations.NullMarked;
