package io.billet.renderer.internal.inlines;

import io.billet.renderer.internal.syntax.Characters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * URLs and addresses as links: in angle brackets (CommonMark 0.31.2, 6.5) and bare (GitHub Flavored Markdown, 6.9).
 */
final class Autolinks {

    /**
     * A bare link.
     *
     * @param prefix what the address needs before it to be a URL
     */
    record Found(int from, int to, String prefix) {}

    private static final int LONGEST_SCHEME = 32;

    /** What Chinese and Japanese put around words although it stands with the punctuation of all languages. */
    private static final String CJK_QUOTES = "“”‘’…—";

    /** Where the text of the paragraph, heading or cell begins. */
    private final int start;
    /** Before this index other things than plain text stand. */
    private final int runStart;

    private final String s;
    private final int at;
    private final int end;
    private final boolean inBracket;
    private final boolean cjk;

    private Autolinks(InlineCursor cursor, boolean inBracket, boolean cjk) {
        this.s = cursor.text;
        this.at = cursor.pos;
        this.start = cursor.start;
        this.runStart = cursor.runStart;
        this.end = cursor.end;
        this.inBracket = inBracket;
        this.cjk = cjk;
    }

    /** Returns the end of {@code <scheme:...>} or {@code <name@domain>}, or -1. */
    static int pointyEnd(String s, int at, int end) {
        int i = at + 1;
        while (i < end && isSchemePart(s.charAt(i)) && i - at <= LONGEST_SCHEME) {
            i++;
        }
        int length = i - at - 1;
        if (i < end && s.charAt(i) == ':' && length >= 2 && Characters.isAsciiLetter(s.charAt(at + 1))) {
            while (i < end && s.charAt(i) > ' ' && s.charAt(i) != '<' && s.charAt(i) != '>') {
                i++;
            }
            return i < end && s.charAt(i) == '>' ? i + 1 : -1;
        }
        return pointyAddressEnd(s, at, end);
    }

    private static int pointyAddressEnd(String s, int at, int end) {
        int i = at + 1;
        while (i < end && isLocalPart(s.charAt(i))) {
            i++;
        }
        if (i == at + 1 || i >= end || s.charAt(i) != '@') {
            return -1;
        }
        do {
            int label = ++i;
            while (i < end && (Characters.isAsciiAlphanumeric(s.charAt(i)) || s.charAt(i) == '-')) {
                i++;
            }
            if (i == label || i - label > 63 || s.charAt(label) == '-' || s.charAt(i - 1) == '-') {
                return -1;
            }
        } while (i < end && s.charAt(i) == '.');
        return i < end && s.charAt(i) == '>' ? i + 1 : -1;
    }

    /** Returns whether what stood in angle brackets is an address rather than a URL. */
    static boolean isEmail(String text) {
        int colon = text.indexOf(':');
        int at = text.indexOf('@');
        return at >= 0 && (colon < 0 || colon > at);
    }

    /**
     * Looks for a bare link around the character at which a cursor stands, one that all links of its kind contain.
     *
     * @param inBracket whether a closing bracket may end the link
     * @param cjk       whether full-width punctuation ends it
     */
    static @Nullable Found find(InlineCursor cursor, char trigger, boolean inBracket, boolean cjk) {
        return switch (trigger) {
            case '@' -> address(cursor.text, cursor.pos, cursor.end);
            case ':' -> cursor.text.startsWith("://", cursor.pos) ? new Autolinks(cursor, inBracket, cjk).url() : null;
            default ->
                cursor.text.regionMatches(true, cursor.pos, "www.", 0, 4)
                        ? new Autolinks(cursor, inBracket, cjk).www()
                        : null;
        };
    }

    private @Nullable Found url() {
        int from = at;
        while (from > runStart && at - from < 6 && Characters.isAsciiLetter(s.charAt(from - 1))) {
            from--;
        }
        String scheme = s.substring(from, at).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("ftp")) {
            return null;
        }
        int host = at + 3;
        if (host >= end || !isHostPart(s, host) || domainEnd(s, host, end, true) < 0) {
            return null;
        }
        int to = trim(s, from, urlEnd(host));
        return to > host ? new Found(from, to, "") : null;
    }

    private @Nullable Found www() {
        if (at + 4 >= end) {
            return null;
        }
        if (at > start && !mayStandBeforeWww(s.codePointBefore(at))) {
            return null;
        }
        if (domainEnd(s, at, end, false) < 0) {
            return null;
        }
        int to = trim(s, at, urlEnd(at));
        return to > at + 4 ? new Found(at, to, "http://") : null;
    }

    private boolean mayStandBeforeWww(int c) {
        return c < 0x80 ? Characters.isSpace((char) c) || "*_~([\"'".indexOf(c) >= 0 : c == '«' || (cjk && isCjk(c));
    }

    private static boolean isCjk(int c) {
        return Characters.isCjk(c) || CJK_QUOTES.indexOf(c) >= 0;
    }

    private static @Nullable Found address(String s, int at, int end) {
        int from = at;
        while (from > 0 && isBareLocalPart(s.charAt(from - 1))) {
            from--;
        }
        if (from == at) {
            return null;
        }
        int dots = 0;
        int to = at + 1;
        while (to < end) {
            char c = s.charAt(to);
            if (c == '.' && to + 1 < end && Characters.isAsciiAlphanumeric(s.charAt(to + 1))) {
                dots++;
            } else if (!Characters.isAsciiAlphanumeric(c) && c != '-' && c != '_') {
                break;
            }
            to++;
        }
        boolean valid = dots > 0 && s.charAt(at + 1) != '.' && s.charAt(to - 1) != '-' && s.charAt(to - 1) != '_';
        if (!valid || (to < end && s.charAt(to) == '@')) {
            return null;
        }
        return new Found(from, to, "mailto:");
    }

    /** Returns the end of a domain without underscores in its last two labels, or -1. */
    private static int domainEnd(String s, int from, int end, boolean dotless) {
        int dots = 0;
        int underscoresBefore = 0;
        int underscoresLast = 0;
        int i = from;
        while (i < end) {
            char c = s.charAt(i);
            if (c == '_') {
                underscoresLast++;
            } else if (c == '.') {
                underscoresBefore = underscoresLast;
                underscoresLast = 0;
                dots++;
            } else if (c != '-' && !isHostPart(s, i)) {
                break;
            }
            i++;
        }
        boolean valid = underscoresBefore == 0 && underscoresLast == 0 && (dots > 0 || dotless);
        return valid ? i : -1;
    }

    private int urlEnd(int from) {
        int i = from;
        int open = 0;
        while (i < end) {
            char c = s.charAt(i);
            if (c == '<'
                    || Characters.isSpace(c)
                    || (c >= 0x80 && (Character.isSpaceChar(c) || (cjk && isCjkPunctuation(c))))) {
                break;
            }
            if (c == '[') {
                open++;
            } else if (c == ']' && inBracket && open-- == 0) {
                break;
            }
            i++;
        }
        return i;
    }

    /** The dot between the words of a Japanese name is often a part of a path. */
    private static boolean isCjkPunctuation(char c) {
        return isCjk(c) && c != '・' && c != '･' && Characters.isPunctuation(c);
    }

    /** Leaves out punctuation that belongs to the sentence and not to the URL. */
    private static int trim(String s, int from, int to) {
        int surplus = 0;
        for (int i = from; i < to; i++) {
            surplus += s.charAt(i) == ')' ? 1 : s.charAt(i) == '(' ? -1 : 0;
        }
        int end = to;
        while (end > from) {
            char c = s.charAt(end - 1);
            if ("?!.,:*_~'\"".indexOf(c) >= 0 || "»”’…".indexOf(c) >= 0) {
                end--;
            } else if (c == ')' && surplus > 0) {
                surplus--;
                end--;
            } else if (c == ';') {
                int name = end - 2;
                while (name > from && Characters.isAsciiLetter(s.charAt(name))) {
                    name--;
                }
                end = name < end - 2 && s.charAt(name) == '&' ? name : end - 1;
            } else {
                break;
            }
        }
        return end;
    }

    private static boolean isHostPart(String s, int i) {
        int c = s.codePointAt(i);
        boolean symbol = c >= 0x80 && Characters.isSymbol(c);
        return !Characters.isUnicodeSpace(c) && (symbol || !Characters.isPunctuation(c)) && c > ' ';
    }

    private static boolean isSchemePart(char c) {
        return Characters.isAsciiAlphanumeric(c) || c == '+' || c == '.' || c == '-';
    }

    private static boolean isLocalPart(char c) {
        return Characters.isAsciiAlphanumeric(c) || ".!#$%&'*+/=?^_`{|}~-".indexOf(c) >= 0;
    }

    private static boolean isBareLocalPart(char c) {
        return Characters.isAsciiAlphanumeric(c) || c == '.' || c == '-' || c == '_' || c == '+';
    }
}
