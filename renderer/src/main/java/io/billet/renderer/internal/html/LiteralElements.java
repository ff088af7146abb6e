package io.billet.renderer.internal.html;

import io.billet.renderer.internal.syntax.HtmlSyntax;
import java.util.Locale;
import java.util.Set;

/**
 * How many raw HTML elements are open whose text is to be read by the letter: code, keys, output of programs, scripts. In them
 * no quote is turned, no emoji put in and nothing made a link or an abbreviation.
 *
 * <p>What is written is counted as it is opened and closed. A tag that the policy has no word for, that has no place here,
 * or that is shown as text, opens nothing; its text is no prose for all that, up to the tag that ends it or the end of the block.
 */
final class LiteralElements {

    private static final Set<String> NAMES = Set.of(
            "code",
            "pre",
            "kbd",
            "samp",
            "var",
            "tt",
            "listing",
            "xmp",
            "plaintext",
            "script",
            "style",
            "textarea",
            "math",
            "svg");

    private int written;
    private int unwritten;
    private int changes;

    /** Returns whether the text that comes is to be read by the letter. */
    boolean isOpen() {
        return written + unwritten > 0;
    }

    /** Returns whether the text of an element of this name, in lower case, is to be read by the letter. */
    static boolean isName(String name) {
        return NAMES.contains(name);
    }

    void opened(HtmlOutput.Open element) {
        if (isLiteral(element)) {
            written++;
            changes++;
        }
    }

    void closed(HtmlOutput.Open element) {
        if (isLiteral(element)) {
            written--;
            changes++;
        }
    }

    private static boolean isLiteral(HtmlOutput.Open element) {
        return element.raw() && NAMES.contains(element.name());
    }

    /** Returns a place to tell later by whether a tag was written as one. */
    int mark() {
        return changes;
    }

    /** Notes a tag that may not have been written as one since the mark. */
    void passed(String s, int from, int to, int mark) {
        boolean closing = s.charAt(from + 1) == '/';
        int start = closing ? from + 2 : from + 1;
        int end = HtmlSyntax.nameEnd(s, start, to);
        if (end < 0 || changes != mark) {
            return;
        }
        if (NAMES.contains(s.substring(start, end).toLowerCase(Locale.ROOT))) {
            unwritten = Math.max(0, unwritten + (closing ? -1 : s.startsWith("/>", to - 2) ? 0 : 1));
        }
    }

    /** Ends what was not written: the block that it stands in ends. */
    void endBlock() {
        unwritten = 0;
    }
}
