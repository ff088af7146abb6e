package io.billet.renderer.internal.inlines;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;

/**
 * Makes nodes of the links that {@link Autolinks} finds. A bare address is found by its {@code @}, when its name has been
 * read already: that text is taken back.
 */
final class AutolinkParser {

    private AutolinkParser() {}

    /** Reads {@code <scheme:...>} or {@code <name@domain>}. */
    static boolean pointy(InlineCursor cursor) {
        int to = Autolinks.pointyEnd(cursor.text, cursor.pos, cursor.end);
        if (to < 0) {
            return false;
        }
        InlineNode node = new InlineNode(Kind.AUTOLINK, cursor.text, cursor.pos + 1, to - 1);
        String url = cursor.text.substring(cursor.pos + 1, to - 1);
        node.target = Autolinks.isEmail(url) ? "mailto:" + url : url;
        cursor.add(node, to);
        return true;
    }

    /** Reads a bare link around one of the characters {@code :}, {@code @} and {@code w}. */
    static boolean bare(InlineCursor cursor, char trigger, boolean inBracket, boolean cjk, Delimiters delimiters) {
        Autolinks.Found found = Autolinks.find(cursor, trigger, inBracket, cjk);
        if (found == null
                || (trigger == '@' && found.from() < cursor.runStart && !takeBack(cursor, found.from(), delimiters))) {
            return false;
        }
        cursor.pos = found.from();
        InlineNode node = new InlineNode(Kind.AUTOLINK, cursor.text, found.from(), found.to());
        node.target = found.prefix() + cursor.text.substring(found.from(), found.to());
        cursor.add(node, found.to());
        return true;
    }

    /** Takes back text and delimiters (an underscore in an address) down to an index; false if other things stand there. */
    private static boolean takeBack(InlineCursor cursor, int to, Delimiters delimiters) {
        Node last = cursor.parent.getLastChild();
        while (last instanceof InlineNode text && isOf(cursor, text) && text.from >= to) {
            if (delimiters.isLast(text)) {
                delimiters.pop();
            }
            last.unlink();
            cursor.runStart = text.from;
            last = cursor.parent.getLastChild();
        }
        if (cursor.runStart > to
                && last instanceof InlineNode text
                && isOf(cursor, text)
                && text.to == cursor.runStart
                && text.from < to
                && !delimiters.isLast(text)) {
            text.to = to;
            cursor.runStart = to;
        }
        return cursor.runStart <= to;
    }

    /** Returns whether a node is text as it stands in what is being read. */
    private static boolean isOf(InlineCursor cursor, InlineNode node) {
        return node.isText() && node.source == cursor.text && !node.verbatim;
    }
}
