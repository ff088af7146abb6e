package io.billet.renderer.internal.nodes;

import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import org.jspecify.annotations.Nullable;

/**
 * An inline: text, or something around other inlines. One class with a kind rather than many, because the writer
 * switches over it for every word of a page.
 */
public final class InlineNode extends Node {

    public enum Kind {
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

    public final Kind kind;
    /** The flat text of which {@link #from} and {@link #to} are a range. */
    public final String source;

    public int from;
    public int to;
    /** A link's or image's destination, decoded; a footnote's label; of text, what the author wrote if that was its name. */
    public String target = "";

    public @Nullable String title;
    /** Text that the author escaped or wrote as a reference: typography leaves it alone. */
    public boolean verbatim;

    /** Creates a node for a range of a text. */
    public InlineNode(Kind kind, String source, int from, int to) {
        this.kind = kind;
        this.source = source;
        this.from = from;
        this.to = to;
    }

    /** Returns whether this is text. */
    public boolean isText() {
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
