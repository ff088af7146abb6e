package io.billet.renderer.internal.syntax;

import java.util.Locale;

/**
 * The parts of links: labels, destinations, titles (CommonMark 0.31.2, 4.7 and 6.3). Each method reads one part at an
 * index and returns where it ends, or -1 if none is there; each looks at every character at most once.
 */
public final class LinkSyntax {

    private static final int LONGEST_LABEL = 999;
    private static final int MOST_OPEN_PARENTHESES = 32;

    private LinkSyntax() {}

    /** Returns the end of a label in brackets, {@code [label]}, which may be blank. */
    public static int labelEnd(String s, int open, int end) {
        if (open >= end || s.charAt(open) != '[') {
            return -1;
        }
        int most = Math.min(end, open + LONGEST_LABEL + 2);
        for (int i = open + 1; i < most; i++) {
            switch (s.charAt(i)) {
                case ']':
                    return i + 1;
                case '[':
                    return -1;
                case '\\':
                    i++;
                    break;
                default:
            }
        }
        return -1;
    }

    /** Returns a label as it is compared: case folded, white space collapsed; empty if it is blank. */
    public static String normalize(String s, int from, int to) {
        StringBuilder label = new StringBuilder(to - from);
        boolean space = false;
        boolean plain = true;
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (Characters.isSpace(c)) {
                space = !label.isEmpty();
                continue;
            }
            if (space) {
                label.append(' ');
                space = false;
            }
            plain &= c < 0x80;
            label.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return plain
                ? label.toString()
                : label.toString()
                        .toLowerCase(Locale.ROOT)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT);
    }

    /** Returns the end of a destination, in angle brackets or bare. */
    public static int destinationEnd(String s, int at, int end) {
        if (at >= end) {
            return -1;
        }
        return s.charAt(at) == '<' ? pointyDestinationEnd(s, at, end) : bareDestinationEnd(s, at, end);
    }

    private static int pointyDestinationEnd(String s, int at, int end) {
        for (int i = at + 1; i < end; i++) {
            switch (s.charAt(i)) {
                case '>':
                    return i + 1;
                case '<', '\n':
                    return -1;
                case '\\':
                    i++;
                    break;
                default:
            }
        }
        return -1;
    }

    private static int bareDestinationEnd(String s, int at, int end) {
        int open = 0;
        int i = at;
        while (i < end) {
            char c = s.charAt(i);
            if (c == '\\' && i + 1 < end && Characters.isAsciiPunctuation(s.charAt(i + 1))) {
                i += 2;
                continue;
            }
            if (c == '(') {
                if (++open > MOST_OPEN_PARENTHESES) {
                    return -1;
                }
            } else if (c == ')') {
                if (open == 0) {
                    break;
                }
                open--;
            } else if (c <= ' ' || c == 0x7f) {
                break;
            }
            i++;
        }
        return open == 0 ? i : -1;
    }

    /** Returns the destination that {@link #destinationEnd} found, decoded. */
    public static String destination(String s, int from, int to) {
        boolean pointy = to > from && s.charAt(from) == '<';
        return unescape(pointy ? s.substring(from + 1, to - 1) : s.substring(from, to));
    }

    /** Returns the end of a title in quotes or parentheses. */
    public static int titleEnd(String s, int at, int end) {
        if (at >= end) {
            return -1;
        }
        char open = s.charAt(at);
        char close = open == '(' ? ')' : open;
        if (open != '"' && open != '\'' && open != '(') {
            return -1;
        }
        for (int i = at + 1; i < end; i++) {
            char c = s.charAt(i);
            if (c == close) {
                return i + 1;
            }
            if (c == '(' && open == '(') {
                return -1;
            }
            if (c == '\\') {
                i++;
            }
        }
        return -1;
    }

    /** Returns the title that {@link #titleEnd} found, decoded. */
    public static String title(String s, int from, int to) {
        return unescape(s.substring(from + 1, to - 1));
    }

    /** Skips white space with at most one line ending in it. */
    public static int skipSpace(String s, int at, int end) {
        int i = at;
        while (i < end && Characters.isSpace(s.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Resolves backslash escapes and character references. */
    public static String unescape(String raw) {
        if (raw.indexOf('\\') < 0 && raw.indexOf('&') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c == '\\' && i + 1 < raw.length() && Characters.isAsciiPunctuation(raw.charAt(i + 1))) {
                text.append(raw.charAt(i + 1));
                i += 2;
                continue;
            }
            int end = c == '&' ? CharacterReferences.end(raw, i, raw.length()) : -1;
            if (end > 0) {
                text.append(CharacterReferences.resolve(raw.substring(i, end)));
                i = end;
            } else {
                text.append(c);
                i++;
            }
        }
        return text.toString();
    }
}
