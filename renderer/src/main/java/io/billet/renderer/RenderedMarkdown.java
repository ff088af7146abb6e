package io.billet.renderer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a Markdown text.
 *
 * <pre>{@code
 * RenderedMarkdown article = MarkdownRenderer.article().render(markdown);
 * String html = reader.isMember() ? article.whole().html() : article.preview().html();
 * }</pre>
 *
 * <p><strong>The preview is no access decision.</strong> The renderer divides a text where its author marked it; it does not
 * know for whom the text is. Of a text <em>without</em> a mark the preview is the whole, which is right for an article that
 * is for all and wrong for one that is for members: whoever shows such an article asks {@link #hasMembersOnlyPart()} first,
 * and shows {@link Rendition#empty()} and the author's own summary if it is {@code false}. Billet's engine does.
 *
 * <p>Immutable and thread-safe.
 *
 * @param whole              everything
 * @param preview            what the text before the mark {@code <!--members-only-->} gives by itself, as if it ended there:
 *                           what is defined behind the mark (links, footnotes, abbreviations) is unknown in it, so that a
 *                           reference to it is text; headings behind the mark are not in its table of contents; footnotes
 *                           and ids are numbered anew. Possibly empty. Equal to {@code whole} when there is no mark
 * @param hasMembersOnlyPart whether there is a mark: a comment of the words {@code members-only}, in upper or lower case,
 *                           with or without white space around them. It divides wherever it would vanish from the HTML,
 *                           also inside a list, a quotation or a sentence; in code it shows, and divides nothing. The first
 *                           counts. Under {@link HtmlPolicy#COMMENT} there is none
 * @param excerpt            the beginning of the <em>preview's</em> running text: paragraphs, written in Markdown or in raw
 *                           HTML, without headings, quotations, tables, code, captions and the words that stand for
 *                           images; cut at a word and
 *                           then ended by {@code …}; at most as long as
 *                           {@link MarkdownRenderer.Builder#excerptLength(int)} says
 * @param readingTime        for the whole text: a minute for 238 words, for 500 Han, Hiragana and Katakana characters, and
 *                           for 60 lines of code that are not blank, added up and rounded up to whole minutes; zero for
 *                           an empty text
 * @param frontMatter        the YAML between the {@code ---} lines at the start, not parsed, without those lines
 * @param missedMarks        what in the preview looks like a mark and is none, in order, 20 at most: something to tell the
 *                           author of, above all when there is no mark
 */
public record RenderedMarkdown(
        Rendition whole,
        Rendition preview,
        boolean hasMembersOnlyPart,
        String excerpt,
        Duration readingTime,
        Optional<String> frontMatter,
        List<MissedMark> missedMarks) {

    /** Copies the list. */
    public RenderedMarkdown {
        missedMarks = List.copyOf(missedMarks);
    }

    /** {@return the HTML of the whole: short for {@code whole().html()}} */
    public String html() {
        return whole.html();
    }
}
