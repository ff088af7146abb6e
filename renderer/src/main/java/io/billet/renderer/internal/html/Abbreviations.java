package io.billet.renderer.internal.html;

import io.billet.renderer.internal.nodes.Manuscript;

/** Puts {@code <abbr>} around the abbreviations that the text explains; a text pass inside the walk. */
final class Abbreviations {

    private final Manuscript manuscript;
    private final TextFlow text;

    Abbreviations(Manuscript manuscript, TextFlow text) {
        this.manuscript = manuscript;
        this.text = text;
    }

    void write(Page page, String s, int from, int to, int offset) {
        int written = from;
        int i = from;
        while (i < to) {
            int end = wordEnd(s, i, to);
            if (end == i) {
                i += Character.charCount(s.codePointAt(i));
                continue;
            }
            String word = s.substring(i, end);
            String longForm = manuscript.abbreviation(word);
            if (longForm != null) {
                manuscript.expand(longForm.length(), offset);
                text.write(page, s, written, i);
                page.html.append("<abbr");
                Escape.attribute(page.html, "title", longForm);
                page.html.append('>');
                text.verbatim(page, s, i, end);
                page.html.append("</abbr>");
                written = end;
            }
            i = end;
        }
        text.write(page, s, written, to);
    }

    private static int wordEnd(String s, int from, int to) {
        int i = from;
        while (i < to) {
            int c = s.codePointAt(i);
            boolean inner = i > from
                    && (c == '-' || c == '.' || c == '&' || c == '/')
                    && i + 1 < to
                    && Character.isLetterOrDigit(s.codePointAt(i + 1));
            if (!Character.isLetterOrDigit(c) && !inner) {
                break;
            }
            i += Character.charCount(c);
        }
        return Math.min(i, to);
    }
}
