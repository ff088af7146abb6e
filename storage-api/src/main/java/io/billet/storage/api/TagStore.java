package io.billet.storage.api;

import io.billet.core.Tag;

/**
 * Keeps tags. They are few (hundreds, not millions), are named by their slugs and have no version: the last word counts.
 *
 * <ul>
 *   <li><b>TAG-01</b> {@link #put} stores a tag under its slug, new or in place of the one there, whole.
 *   <li><b>TAG-02</b> What was stored is read back equal, by {@link #find}, {@link #findAll} and {@link #list}.
 *   <li><b>TAG-03</b> {@link #findAll} returns those that are stored, in the order of the slugs asked for, each once.
 *   <li><b>TAG-04</b> {@link #list} returns them in the order of their slugs, code point by code point ({@link SlugOrder}), after
 *       any slug, up to {@code limit} of them, as ART-09, ART-10 and ART-11 say.
 *   <li><b>TAG-06</b> {@link #list} also names what articles bear and nobody has described, as {@link Tag#named} does with the slug for a
 *       name; each slug once. {@link #find} and {@link #findAll} do not.
 *   <li><b>TAG-05</b> {@link #delete} removes what is there and is no error when nothing is. Articles keep naming the slug.
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 */
public interface TagStore extends NamedStore<Tag> {}
