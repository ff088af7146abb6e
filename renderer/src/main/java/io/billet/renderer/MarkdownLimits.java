package io.billet.renderer;

/**
 * How much a renderer takes before it throws a {@link MarkdownLimitException}. Within these bounds the time is linear in
 * the size of the text and the stack needed is constant.
 *
 * <pre>{@code
 * MarkdownRenderer.builder().limits(MarkdownLimits.article().withCharacters(200_000)).build();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param characters          UTF-16 units of the whole text; article 2,000,000, comment 16,384
 * @param nesting             levels of quotations, lists and list items inside each other, of emphasis and links
 *                            inside each other, and of raw HTML elements inside each other; 100
 * @param paragraphCharacters UTF-16 units of one paragraph, heading or table cell; as many as the text may have
 * @param tableCells          cells of all tables together, with those that short rows leave out; 100,000
 * @param references          link reference definitions and abbreviations; 20,000
 * @param expansion           UTF-16 units of URLs, titles and abbreviations put in for references beyond the size of the
 *                            text itself; 100,000
 * @param footnotes           footnote definitions, and references to footnotes; 10,000 each
 * @param attributes          attributes on one raw HTML tag; 100
 */
public record MarkdownLimits(
        int characters,
        int nesting,
        int paragraphCharacters,
        int tableCells,
        int references,
        int expansion,
        int footnotes,
        int attributes) {

    /** The highest nesting that may be asked for: browsers flatten elements below 512 levels. */
    public static final int MAX_NESTING = 250;

    private static final MarkdownLimits ARTICLE =
            new MarkdownLimits(2_000_000, 100, 2_000_000, 100_000, 20_000, 100_000, 10_000, 100);
    private static final MarkdownLimits COMMENT = ARTICLE.withCharacters(16_384);

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if a limit is below 1 ({@code expansion}: below 0) or {@code nesting} above
     *                                  {@value #MAX_NESTING}
     */
    public MarkdownLimits {
        atLeast("characters", characters, 1);
        atLeast("nesting", nesting, 1);
        atLeast("paragraphCharacters", paragraphCharacters, 1);
        atLeast("tableCells", tableCells, 1);
        atLeast("references", references, 1);
        atLeast("expansion", expansion, 0);
        atLeast("footnotes", footnotes, 1);
        atLeast("attributes", attributes, 1);
        if (nesting > MAX_NESTING) {
            throw new IllegalArgumentException("nesting must be at most " + MAX_NESTING + ", got " + nesting);
        }
    }

    /** {@return the limits of the article preset} */
    public static MarkdownLimits article() {
        return ARTICLE;
    }

    /** {@return the limits of the comment preset} */
    public static MarkdownLimits comment() {
        return COMMENT;
    }

    /**
     * Returns these limits with another size of the whole text, and of a paragraph.
     *
     * @param most UTF-16 units, from 1
     * @return the limits
     * @throws IllegalArgumentException if it is below 1
     */
    public MarkdownLimits withCharacters(int most) {
        return new MarkdownLimits(most, nesting, most, tableCells, references, expansion, footnotes, attributes);
    }

    /**
     * Returns these limits with another nesting.
     *
     * @param most levels, 1 to {@value #MAX_NESTING}
     * @return the limits
     * @throws IllegalArgumentException if it is out of range
     */
    public MarkdownLimits withNesting(int most) {
        return new MarkdownLimits(
                characters, most, paragraphCharacters, tableCells, references, expansion, footnotes, attributes);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
        }
    }
}
