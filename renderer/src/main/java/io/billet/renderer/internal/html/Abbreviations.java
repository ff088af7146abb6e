package io.billet.renderer.internal.html;

import io.billet.renderer.internal.nodes.ParseContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts {@code <abbr>} around the abbreviations that the text explains; a text pass inside the walk. */
final class Abbreviations {

    /** A place in the tree of all short forms that are more than a word, by their characters. */
    private static final class Prefix {
        final Map<Character, Prefix> next = new HashMap<>(2);

        @Nullable String longForm;
    }

    private final ParseContext context;
    private final TextFlow text;
    private final Prefix phrases = new Prefix();
    private boolean read;

    Abbreviations(ParseContext context, TextFlow text) {
        this.context = context;
        this.text = text;
    }

    void write(HtmlOutput output, String s, int from, int to, int offset) {
        readPhrases();
        int written = from;
        int i = from;
        while (i < to) {
            int end = phrases.next.isEmpty() ? i : phraseEnd(s, i, to);
            end = end == i ? wordEnd(s, i, to) : end;
            if (end == i) {
                i += Character.charCount(s.codePointAt(i));
                continue;
            }
            String longForm = found(s, i, end);
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

    private @Nullable String found(String s, int from, int to) {
        return context.abbreviation(s.substring(from, to).replace('\u00a0', ' '));
    }

    private void readPhrases() {
        if (read) {
            return;
        }
        read = true;
        context.abbreviations().forEach((shortForm, longForm) -> {
            if (wordEnd(shortForm, 0, shortForm.length()) < shortForm.length()) {
                Prefix place = phrases;
                for (int i = 0; i < shortForm.length(); i++) {
                    place = place.next.computeIfAbsent(shortForm.charAt(i), any -> new Prefix());
                }
                place.longForm = longForm;
            }
        });
    }

    /** Returns the end of the longest phrase that begins here and does not end inside a word, or {@code from}. */
    private int phraseEnd(String s, int from, int to) {
        int end = from;
        Prefix place = phrases;
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            Prefix next = place.next.get(c == '\u00a0' ? ' ' : c);
            if (next == null) {
                break;
            }
            place = next;
            if (place.longForm != null && !goesOn(s, i + 1, to)) {
                end = i + 1;
            }
        }
        return end;
    }

    private static boolean goesOn(String s, int at, int to) {
        return at < to && Character.isLetterOrDigit(s.codePointAt(at)) && !Character.isIdeographic(s.codePointAt(at));
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
