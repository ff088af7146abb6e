package io.billet.renderer.internal.syntax;

/** Raw HTML tags as CommonMark 0.31.2, 6.6, defines them. Each method returns where the tag ends, or -1. */
public final class HtmlSyntax {

    private HtmlSyntax() {}

    /** Returns the end of the open or closing tag whose {@code <} stands at {@code at}. */
    public static int tagEnd(String s, int at, int end) {
        if (at + 1 >= end) {
            return -1;
        }
        return s.charAt(at + 1) == '/' ? closingTagEnd(s, at, end) : openTagEnd(s, at, end);
    }

    /** Returns the end of a tag, or of a comment, declaration or the like, which the end of the text ends if nothing else does. */
    public static int markupEnd(String s, int at) {
        if (!s.startsWith("<!", at) && !s.startsWith("<?", at)) {
            return tagEnd(s, at, s.length());
        }
        String mark = s.startsWith("<!--", at) ? "-->" : s.startsWith("<![CDATA[", at) ? "]]>" : ">";
        int end = s.indexOf(mark, at);
        return end < 0 ? s.length() : end + mark.length();
    }

    static int closingTagEnd(String s, int at, int end) {
        int i = nameEnd(s, at + 2, end);
        if (i < 0) {
            return -1;
        }
        i = skipSpace(s, i, end);
        return i < end && s.charAt(i) == '>' ? i + 1 : -1;
    }

    static int openTagEnd(String s, int at, int end) {
        int i = nameEnd(s, at + 1, end);
        if (i < 0) {
            return -1;
        }
        while (i < end) {
            int next = skipSpace(s, i, end);
            int attribute = next > i ? attributeEnd(s, next, end) : -1;
            if (attribute < 0) {
                i = next;
                break;
            }
            i = attribute;
        }
        if (i < end && s.charAt(i) == '/') {
            i++;
        }
        return i < end && s.charAt(i) == '>' ? i + 1 : -1;
    }

    /** Returns the end of a tag's name that begins at {@code at}, or -1. */
    public static int nameEnd(String s, int at, int end) {
        if (at >= end || !Characters.isAsciiLetter(s.charAt(at))) {
            return -1;
        }
        int i = at + 1;
        while (i < end && (Characters.isAsciiAlphanumeric(s.charAt(i)) || s.charAt(i) == '-')) {
            i++;
        }
        return i;
    }

    /** Returns the end of an attribute's name that begins at {@code at}, or -1. */
    public static int attributeNameEnd(String s, int at, int end) {
        if (at >= end || !isAttributeStart(s.charAt(at))) {
            return -1;
        }
        int i = at + 1;
        while (i < end && (isAttributeStart(s.charAt(i)) || isAttributePart(s.charAt(i)))) {
            i++;
        }
        return i;
    }

    static int attributeEnd(String s, int at, int end) {
        int name = attributeNameEnd(s, at, end);
        if (name < 0) {
            return -1;
        }
        int equals = skipSpace(s, name, end);
        if (equals >= end || s.charAt(equals) != '=') {
            return name;
        }
        return valueEnd(s, skipSpace(s, equals + 1, end), end);
    }

    /** Returns the end of an attribute's value, with its quotes. */
    public static int valueEnd(String s, int at, int end) {
        if (at >= end) {
            return -1;
        }
        char quote = s.charAt(at);
        if (quote == '"' || quote == '\'') {
            int close = at + 1;
            while (close < end && s.charAt(close) != quote) {
                close++;
            }
            return close < end ? close + 1 : -1;
        }
        int i = at;
        while (i < end && !Characters.isSpace(s.charAt(i)) && "\"'=<>`".indexOf(s.charAt(i)) < 0) {
            i++;
        }
        return i == at ? -1 : i;
    }

    /** Returns the first index that is not white space. */
    public static int skipSpace(String s, int at, int end) {
        int i = at;
        while (i < end && Characters.isSpace(s.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isAttributeStart(char c) {
        return Characters.isAsciiLetter(c) || c == '_' || c == ':';
    }

    private static boolean isAttributePart(char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-';
    }
}
