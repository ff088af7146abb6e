package io.billet.renderer;

/**
 * A heading of the article, for a table of contents. Immutable and thread-safe.
 *
 * @param level 1 to 6
 * @param id    the heading's {@code id} in the HTML, unique in it; empty when headings carry none
 * @param text  the heading's text, without markup; not escaped
 */
public record TocEntry(int level, String id, String text) {}
