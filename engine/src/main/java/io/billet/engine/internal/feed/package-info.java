/** The blog for feed readers. {@link io.billet.engine.Feeds} is the door. */
@NullMarked
package io.billet.engine.internal.feed;

import org.jspecify.annotations.NullMarked;
