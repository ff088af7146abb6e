package io.billet.renderer;

import io.billet.core.BlogException;

/**
 * A Markdown text passes one of the renderer's {@link MarkdownLimits}. Nothing has been rendered.
 *
 * <p>Immutable and thread-safe.
 */
public final class MarkdownLimitException extends BlogException {

    /** Which limit was passed. */
    public enum Limit {
        /** {@link MarkdownLimits#characters()}. */
        CHARACTERS("characters"),
        /** {@link MarkdownLimits#nesting()}. */
        NESTING("levels of nesting"),
        /** {@link MarkdownLimits#paragraphCharacters()}. */
        PARAGRAPH_CHARACTERS("characters in a paragraph"),
        /** {@link MarkdownLimits#tableCells()}. */
        TABLE_CELLS("table cells"),
        /** {@link MarkdownLimits#references()}. */
        REFERENCES("link references and abbreviations"),
        /** {@link MarkdownLimits#expansion()}. */
        EXPANSION("characters put in by references and abbreviations"),
        /** {@link MarkdownLimits#footnotes()}. */
        FOOTNOTES("footnotes"),
        /** {@link MarkdownLimits#attributes()}. */
        ATTRIBUTES("attributes on an HTML tag");

        private final String unit;

        Limit(String unit) {
            this.unit = unit;
        }
    }

    private final Limit limit;
    private final long bound;
    private final int line;

    MarkdownLimitException(Limit limit, long bound, int line) {
        super("Markdown has more than " + bound + " " + limit.unit + ", at line " + line);
        this.limit = limit;
        this.bound = bound;
        this.line = line;
    }

    /** {@return which limit was passed} */
    public Limit limit() {
        return limit;
    }

    /** {@return the most that is allowed} */
    public long bound() {
        return bound;
    }

    /** {@return the line of the Markdown text at which the limit was passed, from 1} */
    public int line() {
        return line;
    }
}
