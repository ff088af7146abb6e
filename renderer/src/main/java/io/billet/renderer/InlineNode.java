package io.billet.renderer;

import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import org.jspecify.annotations.Nullable;

/**
 * An inline: text, or something around other inlines. One class with a kind rather than many, because the writer
 * switches over it for every word of a page.
 */
final class InlineNode extends Node {

    enum Kind {
        TEXT,
        SOFT_BREAK,
        HARD_BREAK,
        CODE,
        HTML,
        FOOTNOTE,
        EMPHASIS,
        STRONG,
        STRIKETHROUGH,
        SUPERSCRIPT,
        SUBSCRIPT,
        LINK,
        AUTOLINK,
        IMAGE
    }

    final Kind kind;
    /** The flat text of which {@link #from} and {@link #to} are a range. */
    final String source;

    int from;
    int to;
    /** A link's or image's destination, decoded; a footnote's label. */
    String target = "";

    @Nullable String title;
    /** Text that the author escaped or wrote as a reference: typography leaves it alone. */
    boolean verbatim;

    InlineNode(Kind kind, String source, int from, int to) {
        this.kind = kind;
        this.source = source;
        this.from = from;
        this.to = to;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    @Override
    public BasedSequence[] getSegments() {
        return EMPTY_SEGMENTS;
    }

    @Override
    public String toString() {
        return kind + "(" + source.substring(from, to) + ")";
    }
}
