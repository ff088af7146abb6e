package io.billet.renderer;

/**
 * A piece of syntax or of output beyond CommonMark 0.31.2 that a renderer can switch on or off.
 *
 * <pre>{@code
 * MarkdownRenderer.builder().disable(MarkdownFeature.EMOJI_SHORTCODES).build();
 * }</pre>
 *
 * <p>The article preset has them all; {@link MarkdownRenderer#comment()} has {@link #AUTOLINKS},
 * {@link #STRIKETHROUGH}, {@link #CJK_PUNCTUATION} and {@link #EMOJI_SHORTCODES}.
 */
public enum MarkdownFeature {
    /** Pipe tables with alignment (GFM). */
    TABLES,
    /** {@code - [ ] to do}, {@code - [x] done} (GFM). */
    TASK_LISTS,
    /** {@code ~~gone~~} (GFM). */
    STRIKETHROUGH,
    /**
     * In a text whose language is Chinese, Japanese or Korean, full-width punctuation does not keep emphasis from ending or
     * beginning (to the letter of CommonMark the second pair in <code>**历经10年发展，**年</code> is no end), and ends a bare
     * URL. In other languages, and without a language, nothing changes.
     */
    CJK_PUNCTUATION,
    /** Bare {@code https://...}, {@code www....} and e-mail addresses become links (GFM). */
    AUTOLINKS,
    /** {@code text[^1]} and {@code [^1]: the note}, numbered in the order of their first use. */
    FOOTNOTES,
    /** A term, and below it {@code : its definition}. */
    DEFINITION_LISTS,
    /** GitHub's {@code > [!NOTE]}, {@code TIP}, {@code IMPORTANT}, {@code WARNING}, {@code CAUTION}. */
    ALERTS,
    /** {@code ## Title {#anchor .class}}. */
    HEADING_ATTRIBUTES,
    /** {@code *[HTML]: HyperText Markup Language}. */
    ABBREVIATIONS,
    /** {@code 2^10^}. */
    SUPERSCRIPT,
    /** {@code H~2~O}. */
    SUBSCRIPT,
    /** {@code :tada:}. */
    EMOJI_SHORTCODES,
    /** A line {@code [TOC]} becomes the table of contents. */
    TABLE_OF_CONTENTS,
    /** A YAML block between {@code ---} lines at the very start is handed over apart, not rendered. */
    FRONT_MATTER,
    /** Headings carry an {@code id}. Without it a table of contents would have no anchors, and {@code [TOC]} stays text. */
    HEADING_IDS,
    /** An image alone in its paragraph becomes a {@code <figure>}; its title becomes the caption. */
    FIGURES
}
