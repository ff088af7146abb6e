package io.billet.renderer;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a Markdown text.
 *
 * <pre>{@code
 * RenderedArticle article = MarkdownRenderer.article().render(markdown);
 * String html = reader.isMember() ? article.whole().html() : article.preview().html();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param whole              everything
 * @param preview            what stands before the line {@code <!--members-only-->}; equal to {@code whole} when there
 *                           is no such line. The line counts wherever it stands as a block of its own (also inside a
 *                           list or a quotation), not inside code
 * @param hasMembersOnlyPart whether there is such a line
 * @param excerpt            the beginning of the <em>public</em> text, without markup and headings, cut at a word and
 *                           then ended by {@code …}; at most as long as
 *                           {@link MarkdownRenderer.Builder#excerptLength(int)} says
 * @param readingTime        for the whole text: 238 words, or 500 characters of a script without spaces, a minute,
 *                           rounded up to whole minutes; zero for an empty text
 * @param frontMatter        the YAML between the {@code ---} lines at the start, not parsed, without those lines
 */
public record RenderedArticle(
        Rendition whole,
        Rendition preview,
        boolean hasMembersOnlyPart,
        String excerpt,
        Duration readingTime,
        Optional<String> frontMatter) {

    /** Returns the HTML of the whole: short for {@code whole().html()}. */
    public String html() {
        return whole.html();
    }
}
