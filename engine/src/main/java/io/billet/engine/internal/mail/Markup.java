package io.billet.engine.internal.mail;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * HTML while it is written. Whatever is given as text or as the value of an attribute stays one: what is written as HTML
 * comes from {@link #fragment} alone, which takes what the renderer has made. Not thread-safe.
 */
final class Markup {

    private final StringBuilder html = new StringBuilder(4_096);
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param attributes names and values in turns
     */
    Markup begin(String name, String... attributes) {
        tag(name, attributes);
        open.push(name);
        return this;
    }

    /** Writes an element that has no content and no end. */
    Markup empty(String name, String... attributes) {
        tag(name, attributes);
        return this;
    }

    private void tag(String name, String... attributes) {
        html.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            html.append('"');
        }
        html.append('>');
    }

    /** Ends the element that was begun last. */
    Markup end() {
        html.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Ends the element that was begun last, and its line. */
    Markup endLine() {
        end();
        html.append('\n');
        return this;
    }

    /** Writes an element with nothing but text in it. */
    Markup element(String name, String text, String... attributes) {
        return begin(name, attributes).text(text).end();
    }

    /** Writes text. */
    Markup text(String text) {
        escape(text);
        return this;
    }

    /** Leaves room for what depends on the recipient. */
    Markup slot(Slot slot) {
        html.append(slot.mark());
        return this;
    }

    /** Writes a link that depends on the recipient. */
    Markup link(Slot slot, String text, String style) {
        html.append("<a href=\"").append(slot.mark()).append("\" class=\"b-quiet\" style=\"");
        escape(style);
        html.append("\">");
        escape(text);
        html.append("</a>");
        return this;
    }

    /** Writes a text in which room is left for what depends on the recipient. */
    Markup sentence(String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Slot.isMark(text.charAt(i))) {
                text(text.substring(from, i));
                html.append(text.charAt(i));
                from = i + 1;
            }
        }
        return text(text.substring(from));
    }

    /** Writes HTML that the renderer has made under a policy. */
    Markup fragment(String safe) {
        html.append(Slot.withoutMarks(safe));
        return this;
    }

    /** Writes what stands in the program and not in a text: a comment, a style sheet. */
    Markup constant(String ours) {
        html.append(ours);
        return this;
    }

    int length() {
        return html.length();
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(Slot.isMark(c) || isUnfit(c) ? '\uFFFD' : c);
            }
        }
    }

    /** What cannot stand in an HTML document (WHATWG HTML, 13.1): controls other than white space. */
    private static boolean isUnfit(char c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }

    static String escaped(String text) {
        return isPlain(text) ? text : new Markup().text(text).toString();
    }

    /** Most addresses are, and for each recipient of a letter there are some. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
