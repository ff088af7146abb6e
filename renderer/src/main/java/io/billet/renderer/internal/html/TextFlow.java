package io.billet.renderer.internal.html;

import io.billet.renderer.internal.typography.Typographer;
import org.jspecify.annotations.Nullable;

/** Running text on its way into the HTML, through the typographer where there is one. */
final class TextFlow {

    private final @Nullable Typographer typographer;
    private final StringBuilder set = new StringBuilder();

    TextFlow(@Nullable Typographer typographer) {
        this.typographer = typographer;
    }

    /** A new block begins: what stood before does not matter any more. */
    void begin() {
        if (typographer != null) {
            typographer.begin();
        }
    }

    void write(HtmlOutput output, String text, int from, int to) {
        if (typographer == null || output.plain.hidden()) {
            Escape.text(output.html, text, from, to);
            output.plain.append(text, from, to);
            return;
        }
        set.setLength(0);
        typographer.set(text, from, to, set);
        char space = typographer.replacementForSpaceBefore();
        if (space != 0) {
            replaceLastSpace(output, space);
        }
        Escape.text(output.html, set);
        output.plain.append(set);
    }

    /** The space was written with the text before; both are one character, so it can be exchanged in its place. */
    private static void replaceLastSpace(HtmlOutput output, char space) {
        StringBuilder html = output.html;
        for (int i = html.length() - 1; i >= 0; i--) {
            char c = html.charAt(i);
            if (c == '>') {
                i = html.lastIndexOf("<", i);
            } else {
                if (c == ' ') {
                    html.setCharAt(i, space);
                }
                break;
            }
        }
        output.plain.replaceLastSpace(space);
    }

    /** Text that stays as it is, but that what follows is set by. */
    void verbatim(HtmlOutput output, String text, int from, int to) {
        Escape.text(output.html, text, from, to);
        output.plain.append(text, from, to);
        if (typographer != null && to > from) {
            typographer.passed(text.charAt(to - 1));
        }
    }

    void alternative(HtmlOutput output, StringBuilder alternative, String text, int from, int to, boolean verbatim) {
        if (typographer == null || verbatim) {
            alternative.append(text, from, to);
            output.plain.append(text, from, to);
            return;
        }
        set.setLength(0);
        typographer.set(text, from, to, set);
        alternative.append(set);
        output.plain.append(set);
    }

    /** Something that is not text stands here: to its neighbours it is like a letter. */
    void passed(char like) {
        if (typographer != null) {
            typographer.passed(like);
        }
    }
}
