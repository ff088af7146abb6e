package io.billet.renderer;

import com.vladsch.flexmark.util.ast.Node;
import java.util.Locale;

/**
 * The comment {@code <!--members-only-->}, that divides what all may read from what only members may. Wherever the comment
 * would vanish from the HTML it divides: a mark that is overlooked would publish what was meant for members.
 */
final class MembersOnlyMark {

    private static final String OPEN = "<!--";
    private static final String CLOSE = "-->";
    private static final String WORD = "members-only";

    private MembersOnlyMark() {}

    /** Whether a line is the mark and nothing else. */
    static boolean isLine(String text, int from, int to) {
        return text.startsWith(OPEN, from) && isMark(text.substring(from, to).strip());
    }

    /** Whether a comment is the mark, or a line of it is: then the comment before the mark was not closed. */
    static boolean isIn(String comment) {
        return comment.startsWith(OPEN)
                && (isMark(comment) || comment.lines().map(String::strip).anyMatch(MembersOnlyMark::isMark));
    }

    /** Whether a mark stands anywhere inside a block: rather once too often than overlooked. */
    static boolean isWithin(Node block) {
        Node node = block.getFirstChild();
        while (node != null) {
            if (isOne(node)) {
                return true;
            }
            Node next = node.getFirstChild();
            while (next == null && node != block) {
                next = node.getNext();
                node = next == null ? node.getParent() : node;
            }
            node = next;
        }
        return false;
    }

    private static boolean isOne(Node node) {
        return node instanceof BlockNode.Cut
                || (node instanceof BlockNode.Html html
                        && html.content.toLowerCase(Locale.ROOT).contains(WORD))
                || (node instanceof InlineNode inline
                        && inline.kind == InlineNode.Kind.HTML
                        && isIn(inline.source.substring(inline.from, inline.to)));
    }

    private static boolean isMark(String line) {
        return line.length() >= OPEN.length() + CLOSE.length()
                && line.startsWith(OPEN)
                && line.endsWith(CLOSE)
                && line.substring(OPEN.length(), line.length() - CLOSE.length())
                        .strip()
                        .equalsIgnoreCase(WORD);
    }
}
