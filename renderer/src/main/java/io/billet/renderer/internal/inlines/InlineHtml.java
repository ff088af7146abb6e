package io.billet.renderer.internal.inlines;

import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;
import io.billet.renderer.internal.syntax.Characters;
import io.billet.renderer.internal.syntax.HtmlSyntax;

/**
 * Reads raw HTML between words (CommonMark 0.31.2, 6.6): tags, comments and the like. It is remembered which kinds with an
 * end mark of their own have been looked for to the end in vain.
 */
final class InlineHtml {

    private static final String[] OPEN = {"<!--", "<?", "<![CDATA[", "<!"};
    private static final String[] CLOSE = {"-->", "?>", "]]>", ">"};

    /** A bit for each kind whose end mark does not come any more. */
    private int missing;

    void reset() {
        missing = 0;
    }

    boolean read(InlineCursor cursor) {
        int to = tagEnd(cursor.text, cursor.pos, cursor.end);
        if (to < 0) {
            return false;
        }
        cursor.add(new InlineNode(Kind.HTML, cursor.text, cursor.pos, to), to);
        return true;
    }

    private int tagEnd(String s, int at, int end) {
        if (at + 2 >= end || (s.charAt(at + 1) != '!' && s.charAt(at + 1) != '?')) {
            return HtmlSyntax.tagEnd(s, at, end);
        }
        if (s.startsWith("<!-->", at) && at + 5 <= end) {
            return at + 5;
        }
        if (s.startsWith("<!--->", at) && at + 6 <= end) {
            return at + 6;
        }
        for (int kind = 0; kind < OPEN.length; kind++) {
            if (s.startsWith(OPEN[kind], at)) {
                boolean declaration = kind == OPEN.length - 1;
                if (declaration && !Characters.isAsciiLetter(s.charAt(at + 2))) {
                    return -1;
                }
                return close(s, at + OPEN[kind].length(), end, kind);
            }
        }
        return -1;
    }

    private int close(String s, int from, int end, int kind) {
        if ((missing & 1 << kind) != 0) {
            return -1;
        }
        String mark = CLOSE[kind];
        char first = mark.charAt(0);
        for (int i = from; i + mark.length() <= end; i++) {
            if (s.charAt(i) == first && s.startsWith(mark, i)) {
                return i + mark.length();
            }
        }
        missing |= 1 << kind;
        return -1;
    }
}
