package io.billet.renderer.internal.inlines;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;
import io.billet.renderer.internal.nodes.ParseContext;
import io.billet.renderer.internal.syntax.LinkSyntax;
import org.jspecify.annotations.Nullable;

/**
 * The stack of opening brackets and what becomes of them: links, images (CommonMark 0.31.2, 6.3 and 6.4; appendix, "look
 * for link or image") and footnote references.
 */
final class Brackets {

    private static final int LONGEST_LABEL = 1000;

    /** An opening bracket that has not been closed. */
    private static final class Bracket {
        final InlineNode node;
        final boolean image;
        final int after;
        final int number;
        final @Nullable Bracket previous;
        final Delimiters.@Nullable Run previousDelimiter;
        boolean bracketAfter;

        Bracket(
                InlineNode node,
                boolean image,
                int after,
                int number,
                @Nullable Bracket previous,
                Delimiters.@Nullable Run previousDelimiter) {
            this.node = node;
            this.image = image;
            this.after = after;
            this.number = number;
            this.previous = previous;
            this.previousDelimiter = previousDelimiter;
        }
    }

    private final InlineCursor cursor;
    private final Delimiters delimiters;
    private final ParseContext context;
    private @Nullable Bracket last;
    private int count;
    /** Brackets with a lower number may not become links, for a link must not stand in a link. */
    private int noLinkBelow;

    Brackets(InlineCursor cursor, Delimiters delimiters, ParseContext context) {
        this.cursor = cursor;
        this.delimiters = delimiters;
        this.context = context;
    }

    void reset() {
        last = null;
        count = 0;
        noLinkBelow = 0;
    }

    boolean isOpen() {
        return last != null;
    }

    /** Reads {@code [}. */
    boolean openLink() {
        return push(false, cursor.pos + 1);
    }

    /** Reads {@code ![}. */
    boolean openImage() {
        return push(true, cursor.pos + 2);
    }

    private boolean push(boolean image, int after) {
        InlineNode node = new InlineNode(Kind.TEXT, cursor.text, cursor.pos, after);
        cursor.add(node, after);
        if (last != null) {
            last.bracketAfter = true;
        }
        last = new Bracket(node, image, after, count++, last, delimiters.last());
        return true;
    }

    /** Returns whether {@code [^label]} stands at an index, there is such a footnote, and nothing makes it a link's text. */
    boolean isFootnote(int at) {
        int close = LinkSyntax.labelEnd(cursor.text, at, cursor.end);
        return close > 0
                && (close == cursor.end || (cursor.text.charAt(close) != '(' && cursor.text.charAt(close) != '['))
                && context.footnote(LinkSyntax.normalize(cursor.text, at + 2, close - 1)) != null;
    }

    /** Reads {@code [^label]}, if there is such a footnote. */
    boolean footnote() {
        int close = LinkSyntax.labelEnd(cursor.text, cursor.pos, cursor.end);
        if (close < 0) {
            return false;
        }
        String label = LinkSyntax.normalize(cursor.text, cursor.pos + 2, close - 1);
        if (context.footnote(label) == null) {
            return false;
        }
        InlineNode node = new InlineNode(Kind.FOOTNOTE, cursor.text, cursor.pos, close);
        node.target = label;
        cursor.add(node, close);
        return true;
    }

    /** Reads {@code ]} and what makes a link or image of the text before it; false if it is only text. */
    boolean close() {
        Bracket opener = last;
        if (opener == null) {
            return false;
        }
        last = opener.previous;
        if (!opener.image && opener.number < noLinkBelow) {
            return false;
        }
        InlineNode link = new InlineNode(opener.image ? Kind.IMAGE : Kind.LINK, cursor.text, opener.after, cursor.pos);
        int after = inlineTarget(link, cursor.pos + 1);
        if (after < 0) {
            after = referenceTarget(link, opener, cursor.pos + 1);
        }
        if (after < 0) {
            return false;
        }
        cursor.flush(cursor.pos);
        Node child = opener.node.getNext();
        while (child != null) {
            Node next = child.getNext();
            link.appendChild(child);
            child = next;
        }
        delimiters.process(opener.previousDelimiter);
        opener.node.unlink();
        cursor.add(link, after);
        if (!opener.image) {
            noLinkBelow = opener.number;
        }
        return true;
    }

    /** {@code (destination "title")}. */
    private int inlineTarget(InlineNode link, int open) {
        String s = cursor.text;
        int end = cursor.end;
        if (open >= end || s.charAt(open) != '(') {
            return -1;
        }
        int from = LinkSyntax.skipSpace(s, open + 1, end);
        int to = LinkSyntax.destinationEnd(s, from, end);
        if (to < 0) {
            return -1;
        }
        int next = LinkSyntax.skipSpace(s, to, end);
        int titleEnd = next > to ? LinkSyntax.titleEnd(s, next, end) : -1;
        int close = titleEnd < 0 ? next : LinkSyntax.skipSpace(s, titleEnd, end);
        if (close >= end || s.charAt(close) != ')') {
            return -1;
        }
        link.target = LinkSyntax.destination(s, from, to);
        if (titleEnd >= 0) {
            link.title = LinkSyntax.title(s, next, titleEnd);
        }
        return close + 1;
    }

    /** {@code [text][label]}, {@code [label][]} or {@code [label]}. */
    private int referenceTarget(InlineNode link, Bracket opener, int at) {
        if (!context.hasLinks()) {
            return -1;
        }
        String s = cursor.text;
        int labelEnd = LinkSyntax.labelEnd(s, at, cursor.end);
        int after = labelEnd < 0 ? at : labelEnd;
        ParseContext.Definition definition = null;
        if (labelEnd > at + 2) {
            definition = context.link(LinkSyntax.normalize(s, at + 1, labelEnd - 1));
        } else if (!opener.bracketAfter && cursor.pos - opener.after < LONGEST_LABEL) {
            definition = context.link(LinkSyntax.normalize(s, opener.after, cursor.pos));
        }
        if (definition == null) {
            return -1;
        }
        link.target = definition.url();
        link.title = definition.title();
        String title = definition.title();
        context.expand(
                definition.url().length() + (title == null ? 0 : title.length()), s, cursor.pos, cursor.blockOffset);
        return after;
    }
}
