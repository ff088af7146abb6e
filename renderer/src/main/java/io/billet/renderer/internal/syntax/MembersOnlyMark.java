package io.billet.renderer.internal.syntax;

/**
 * The comment {@code <!--members-only-->}, that divides what all may read from what only members may. Wherever the comment
 * would vanish from the HTML it divides: a mark that is overlooked would publish what was meant for members.
 */
public final class MembersOnlyMark {

    private static final String OPEN = "<!--";
    private static final String CLOSE = "-->";
    private static final String WORD = "members-only";

    private MembersOnlyMark() {}

    /** Returns whether a line is the mark and nothing else. */
    public static boolean isLine(String text, int from, int to) {
        return text.startsWith(OPEN, from) && isMark(text.substring(from, to).strip());
    }

    /** Returns whether HTML is a comment that is the mark, or a line of it is: then the comment before the mark was not closed. */
    public static boolean isComment(String text, int from, int to) {
        if (!text.startsWith(OPEN, from)) {
            return false;
        }
        String comment = text.substring(from, to);
        return isMark(comment) || comment.lines().map(String::strip).anyMatch(MembersOnlyMark::isMark);
    }

    /** Returns where in an HTML block the first comment begins that is the mark, or -1. */
    public static int firstIn(String html) {
        int at = html.contains(OPEN) ? html.indexOf('<') : -1;
        while (at >= 0) {
            int end = HtmlSyntax.markupEnd(html, at);
            if (end > 0 && isComment(html, at, end)) {
                return at;
            }
            at = html.indexOf('<', Math.max(end, at + 1));
        }
        return -1;
    }

    /**
     * Returns where a mark stands in the whole text that was found in that of one block. The block's lacks the signs of the
     * containers around it; no comment stands in them, so that it has as many comments before the mark as the whole. Where
     * it has fewer, the place is rather too early than too late.
     *
     * @param begin where the block's text begins in the whole, at the latest
     */
    public static int offset(String whole, String text, int at, int begin) {
        int comment = text.indexOf(OPEN);
        int found = whole.indexOf(OPEN, begin);
        while (comment >= 0 && comment < at && found >= 0) {
            comment = text.indexOf(OPEN, comment + OPEN.length());
            found = whole.indexOf(OPEN, found + OPEN.length());
        }
        return found < 0 ? begin : found;
    }

    /** Returns whether a comment is the mark. */
    public static boolean isMark(String comment) {
        return comment.length() >= OPEN.length() + CLOSE.length()
                && comment.startsWith(OPEN)
                && comment.endsWith(CLOSE)
                && comment.substring(OPEN.length(), comment.length() - CLOSE.length())
                        .strip()
                        .equalsIgnoreCase(WORD);
    }
}
