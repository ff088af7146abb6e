package io.billet.web.theme;

/**
 * Lets what is wider than the page be scrolled inside a box of its own, by keyboard too (WCAG 2.1, 2.1.1): code and tables
 * of an article get a place in the order of tabs. The markup is the renderer's, well-formed and safe; only whole tags are
 * looked at, never what stands inside their quotes.
 */
final class ScrollingBoxes {

    private ScrollingBoxes() {}

    static String in(String html, PageMessages messages) {
        if (!html.contains("<pre") && !html.contains("<table")) {
            return html;
        }
        StringBuilder result = new StringBuilder(html.length() + 256);
        int at = 0;
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            if (tag < 0) {
                break;
            }
            int end = endOfTag(html, tag);
            result.append(html, at, tag).append(boxed(html.substring(tag, end), messages));
            at = end;
        }
        return result.append(html, at, html.length()).toString();
    }

    private static int endOfTag(String html, int from) {
        char quote = 0;
        for (int i = from; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return html.length();
    }

    private static String boxed(String tag, PageMessages messages) {
        if (is(tag, "<pre")) {
            return "<pre tabindex=\"0\"" + tag.substring("<pre".length());
        } else if (is(tag, "<table")) {
            return "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\""
                    + quoted(messages.say("article.table")) + "\">" + tag;
        }
        return is(tag, "</table") ? tag + "</div>" : tag;
    }

    private static boolean is(String tag, String beginning) {
        return tag.startsWith(beginning)
                && tag.length() > beginning.length()
                && !Character.isLetterOrDigit(tag.charAt(beginning.length()));
    }

    private static String quoted(String messages) {
        return messages.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
