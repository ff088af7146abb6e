package io.billet.renderer;

/**
 * A footnote that the text refers to. Immutable and thread-safe.
 *
 * @param number its number, from 1, in the order of first use
 * @param id     the note's {@code id} in the HTML
 * @param html   the note's body as safe HTML, without the way back
 */
public record FootnoteEntry(int number, String id, String html) {}
