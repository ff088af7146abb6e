package io.billet.renderer;

import java.util.List;

/**
 * One visible form of an article: the whole, or the public preview. Everything that is derived stands beside the HTML
 * it was derived from; of the members-only part nothing is reachable from a preview, because a preview is made of the text
 * before it alone.
 *
 * <p>Immutable and thread-safe.
 *
 * @param html            safe, well-formed HTML under the renderer's {@link HtmlPolicy}; a fragment, to be put into a
 *                        page; the empty string for an empty article
 * @param tableOfContents the headings, in order, those in raw HTML among them
 * @param plainText       the text without markup, blocks separated by a blank line; under {@link HtmlPolicy#EMAIL} the
 *                        text part of the message: links numbered and listed at the end, tables as lines
 * @param wordCount       words of the text, without code; each Han, Hiragana and Katakana character counts as a word,
 *                        and Thai, Lao, Khmer and Burmese are cut into words by the JDK's rules
 * @param images          the images shown, in order
 * @param links           the links, in order, without those inside the article (footnotes, table of contents)
 * @param footnotes       the footnotes used, in order of their numbers
 */
public record Rendition(
        String html,
        List<TocEntry> tableOfContents,
        String plainText,
        int wordCount,
        List<ImageReference> images,
        List<LinkReference> links,
        List<FootnoteEntry> footnotes) {

    private static final Rendition EMPTY = new Rendition("", List.of(), "", 0, List.of(), List.of(), List.of());

    /** {@return the rendition of an empty text: what to show of an article of which nothing is public} */
    public static Rendition empty() {
        return EMPTY;
    }

    /** Copies the lists. */
    public Rendition {
        tableOfContents = List.copyOf(tableOfContents);
        images = List.copyOf(images);
        links = List.copyOf(links);
        footnotes = List.copyOf(footnotes);
    }
}
