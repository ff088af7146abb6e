package io.billet.renderer.internal.inlines;

import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;
import io.billet.renderer.internal.syntax.Characters;

/** Reads {@code ^superscript^} and {@code ~subscript~}: short, and without white space or other marks in it. */
final class Scripts {

    private static final int LONGEST = 100;

    private Scripts() {}

    static boolean read(InlineCursor cursor, char mark, Kind kind) {
        int open = cursor.pos;
        int most = Math.min(cursor.end, open + LONGEST);
        for (int i = open + 1; i < most; i++) {
            char c = cursor.text.charAt(i);
            if (c == mark) {
                if (i == open + 1) {
                    return false;
                }
                InlineNode node = new InlineNode(kind, cursor.text, open, i + 1);
                node.appendChild(new InlineNode(Kind.TEXT, cursor.text, open + 1, i));
                cursor.add(node, i + 1);
                return true;
            }
            if (Characters.isSpace(c) || "`<[]*\\&".indexOf(c) >= 0) {
                return false;
            }
        }
        return false;
    }
}
