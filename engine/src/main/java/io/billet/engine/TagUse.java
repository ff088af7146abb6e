package io.billet.engine;

import io.billet.core.Tag;

/**
 * A tag, and how many posts readers find under it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param tag   as it is described; with its slug for a name if nobody has described it
 * @param posts how many posts are published that bear it, for whatever audience; {@value Tags#MOST_COUNTED} if there are more
 */
public record TagUse(Tag tag, long posts) {}
