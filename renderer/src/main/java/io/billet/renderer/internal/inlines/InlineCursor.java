package io.billet.renderer.internal.inlines;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;
import io.billet.renderer.internal.syntax.Characters;

/**
 * Where the parser of inlines stands in a block's text. What it has passed since {@link #runStart} is plain text, which
 * becomes one node when something else is found.
 */
final class InlineCursor {

    private static final Node NOWHERE = new InlineNode(Kind.TEXT, "", 0, 0);

    Node parent = NOWHERE;
    String text = "";
    /** Where the block's text begins, without the white space around it, and where it ends. */
    int start;

    int end;
    int pos;
    int runStart;
    /** Where the block begins in the text, for messages that name a line. */
    int blockOffset;

    void begin(Node block, String source, int from, int to, int offset) {
        parent = block;
        text = source;
        blockOffset = offset;
        start = from;
        end = to;
        while (start < end && Characters.isSpace(source.charAt(start))) {
            start++;
        }
        while (end > start && Characters.isSpace(source.charAt(end - 1))) {
            end--;
        }
        pos = start;
        runStart = start;
    }

    /** Goes on to the next character that may begin something; false at the end. */
    boolean toSpecial(boolean[] special) {
        String s = text;
        int to = end;
        int i = pos;
        while (i < to) {
            char c = s.charAt(i);
            if (c < special.length && special[c]) {
                break;
            }
            i++;
        }
        pos = i;
        return i < to;
    }

    /** Returns the character so many places on, or 0 if the text has ended there. */
    char peek(int ahead) {
        return pos + ahead < end ? text.charAt(pos + ahead) : 0;
    }

    /** Returns where the run of a character that begins at an index ends. */
    int runEnd(char c, int from) {
        int to = from;
        while (to < end && text.charAt(to) == c) {
            to++;
        }
        return to;
    }

    /** Makes a node of the plain text up to an index. */
    void flush(int to) {
        if (to > runStart) {
            parent.appendChild(new InlineNode(Kind.TEXT, text, runStart, to));
        }
        runStart = to;
    }

    /** Undoes {@link #flush}: the text goes on. */
    void takeBack(int begun) {
        Node last = parent.getLastChild();
        if (begun < runStart && last != null) {
            last.unlink();
        }
        runStart = begun;
    }

    /** Adds a node for what stands from here to {@code to}, after the plain text before it, and goes on there. */
    void add(Node node, int to) {
        flush(pos);
        parent.appendChild(node);
        moveTo(to);
    }

    /** Adds text that typography leaves alone in place of what stands from here to {@code to}. */
    InlineNode addVerbatim(String source, int from, int until, int to) {
        InlineNode node = new InlineNode(Kind.TEXT, source, from, until);
        node.verbatim = true;
        add(node, to);
        return node;
    }

    /** Goes on behind what has become a node. */
    void moveTo(int to) {
        pos = to;
        runStart = to;
    }
}
