package io.billet.engine;

import io.billet.core.Author;

/**
 * An author, and how many posts readers find under it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param author   as it is described; with its slug for a name if nobody has described it
 * @param posts how many posts are published that bear it, for whatever audience; {@value Authors#MOST_COUNTED} if there are more
 */
public record AuthorUse(Author author, long posts) {}
