package io.billet.renderer.internal.plaintext;

/** The beginning of a text, cut at a word. */
public final class Excerpt {

    private static final String QUOTES = "\"'«»“”„‘’‚‹›";

    private Excerpt() {}

    /** Returns the beginning of a text as one line of at most so many characters, ended by {@code …} if it was cut. */
    public static String of(String text, int most) {
        String line = collapse(text);
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        int end = line.offsetByCodePoints(0, most - 1);
        int space = end;
        while (space > 0 && !Character.isWhitespace(line.charAt(space))) {
            space--;
        }
        int cut = space > end / 2 ? space : end;
        while (cut > 0 && isLeftOutBeforeEllipsis(line, cut - 1)) {
            cut--;
        }
        return line.substring(0, cut) + "…";
    }

    /** Spaces, those that do not break too, what announces more, and what only opens. */
    private static boolean isLeftOutBeforeEllipsis(String line, int at) {
        char c = line.charAt(at);
        boolean opens = QUOTES.indexOf(c) >= 0 && (at == 0 || isSpace(line.charAt(at - 1)));
        return opens || isSpace(c) || ",;:–—-…([{¿¡、，；：（「『《".indexOf(c) >= 0;
    }

    /** Returns whether a character is white space, also one at which no line may break. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static String collapse(String text) {
        if (isOneLine(text)) {
            return text.strip();
        }
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\n' && c != '\t') {
                line.append(c);
            } else if (!line.isEmpty()
                    && line.charAt(line.length() - 1) != ' '
                    && !(c == '\n' && PlainText.joinsLines(line, text, i + 1))) {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    /** Returns whether there is nothing to collapse. */
    private static boolean isOneLine(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\t' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return true;
    }
}
