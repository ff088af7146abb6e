package io.billet.renderer.internal.html;

import io.billet.renderer.internal.nodes.ParseContext;

/** Puts {@code <abbr>} around the abbreviations that the text explains; a text pass inside the walk. */
final class Abbreviations {

    private final ParseContext context;
    private final TextFlow text;

    Abbreviations(ParseContext context, TextFlow text) {
        this.context = context;
        this.text = text;
    }

    void write(HtmlOutput output, String s, int from, int to, int offset) {
        int written = from;
        int i = from;
        while (i < to) {
            int end = wordEnd(s, i, to);
            if (end == i) {
                i += Character.charCount(s.codePointAt(i));
                continue;
            }
            String word = s.substring(i, end);
            String longForm = context.abbreviation(word);
            if (longForm != null) {
                context.expand(longForm.length(), offset);
                text.write(output, s, written, i);
                output.html.append("<abbr");
                Escape.attribute(output.html, "title", longForm);
                output.html.append('>');
                text.verbatim(output, s, i, end);
                output.html.append("</abbr>");
                written = end;
            }
            i = end;
        }
        text.write(output, s, written, to);
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
