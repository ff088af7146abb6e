package io.billet.renderer.internal.blocks;

import io.billet.renderer.MarkdownFeature;
import io.billet.renderer.internal.nodes.ParseContext;
import io.billet.renderer.internal.syntax.Characters;
import io.billet.renderer.internal.syntax.LinkSyntax;
import org.jspecify.annotations.Nullable;

/** Link reference definitions (CommonMark 0.31.2, 4.7): what a label stands for everywhere in the text. */
final class LinkDefinitions {

    private LinkDefinitions() {}

    /** Takes what a definition says. */
    interface Sink {
        void define(String label, String url, @Nullable String title, int at);
    }

    /**
     * Reads the link reference definitions at the beginning of a paragraph's text.
     *
     * @param notes whether a label that begins with {@code ^} is a footnote's, and never a link's
     * @return where the first line begins that is none
     */
    static int read(String s, int from, int to, boolean notes, Sink sink) {
        int at = from;
        while (at < to) {
            int next = readOne(s, at, to, notes, sink);
            if (next == at) {
                break;
            }
            at = next;
        }
        return at;
    }

    /**
     * Hands the definitions at the beginning of a text to its context.
     *
     * @param offset where the text begins in the whole
     */
    static int define(String s, int from, int to, FlexmarkInlines inlines, int offset) {
        if (!mayBegin(s, from, to)) {
            return from;
        }
        boolean notes = inlines.syntax().has(MarkdownFeature.FOOTNOTES);
        ParseContext context = inlines.context();
        return read(
                s, from, to, notes, (label, url, title, at) -> context.defineLink(label, url, title, s, at, offset));
    }

    /** Returns whether a label may begin here: hardly any paragraph begins with one. */
    private static boolean mayBegin(String s, int from, int to) {
        int start = from;
        while (start < to && s.charAt(start) == ' ') {
            start++;
        }
        return start < to && s.charAt(start) == '[';
    }

    /** Reads one, and returns where the next line begins, or {@code at} if no definition stands there. */
    private static int readOne(String s, int at, int end, boolean notes, Sink sink) {
        int start = at;
        while (start < end && start - at < 4 && s.charAt(start) == ' ') {
            start++;
        }
        int label = LinkSyntax.labelEnd(s, start, end);
        if (label < 0 || label >= end || s.charAt(label) != ':') {
            return at;
        }
        String name = LinkSyntax.normalize(s, start + 1, label - 1);
        int from = LinkSyntax.skipSpace(s, label + 1, end);
        int to = LinkSyntax.destinationEnd(s, from, end);
        if (name.isEmpty() || to < 0 || to == from || (notes && name.charAt(0) == '^')) {
            return at;
        }
        @Nullable String title = null;
        int lineEnd = lineEnd(s, to, end);
        int titleStart = LinkSyntax.skipSpace(s, to, end);
        int titleEnd = titleStart > to ? LinkSyntax.titleEnd(s, titleStart, end) : -1;
        int titleLineEnd = titleEnd < 0 ? -1 : lineEnd(s, titleEnd, end);
        if (titleLineEnd >= 0) {
            title = LinkSyntax.title(s, titleStart, titleEnd);
            lineEnd = titleLineEnd;
        }
        if (lineEnd < 0) {
            return at;
        }
        sink.define(name, LinkSyntax.destination(s, from, to), title, at);
        return lineEnd;
    }

    /** Returns the beginning of the next line if only blanks remain on this one, or -1. */
    private static int lineEnd(String s, int at, int end) {
        int i = at;
        while (i < end && Characters.isBlank(s.charAt(i))) {
            i++;
        }
        if (i >= end) {
            return end;
        }
        return s.charAt(i) == '\n' ? i + 1 : -1;
    }
}
