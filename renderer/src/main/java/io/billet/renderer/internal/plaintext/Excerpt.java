package io.billet.renderer.internal.plaintext;

/** The beginning of a text, cut at a word. */
public final class Excerpt {

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
        while (cut > 0
                && (Character.isWhitespace(line.charAt(cut - 1)) || ",;:–—-".indexOf(line.charAt(cut - 1)) >= 0)) {
            cut--;
        }
        return line.substring(0, cut) + "…";
    }

    private static String collapse(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\n' && c != '\t') {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }
}
