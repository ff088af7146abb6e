package io.billet.renderer;

import java.util.Optional;

/**
 * A text without the YAML that may stand before it between lines of {@code ---}.
 *
 * @param lines how many lines the YAML and its marks take
 */
record FrontMatter(Optional<String> yaml, String body, int lines) {

    static FrontMatter split(String text, boolean wanted) {
        int start = wanted ? openingEnd(text) : -1;
        int lines = 1;
        for (int line = start; line >= 0 && line < text.length(); lines++) {
            int end = text.indexOf('\n', line);
            end = end < 0 ? text.length() : end;
            String mark = text.substring(line, Math.min(end, line + 8)).stripTrailing();
            if (end - line <= 8 && (mark.equals("---") || mark.equals("..."))) {
                String body = text.substring(Math.min(end + 1, text.length()));
                return new FrontMatter(Optional.of(text.substring(start, line)), body, lines + 1);
            }
            line = end + 1;
        }
        return new FrontMatter(Optional.empty(), text, 0);
    }

    /** Returns the line of the whole text on which a place in the body stands, from 1. */
    int lineAt(int offset) {
        int line = lines + 1;
        int end = Math.min(offset, body.length());
        for (int i = body.indexOf('\n'); i >= 0 && i < end; i = body.indexOf('\n', i + 1)) {
            line++;
        }
        return line;
    }

    private static int openingEnd(String text) {
        int end = text.indexOf('\n');
        boolean opens =
                end >= 3 && end <= 8 && text.substring(0, end).stripTrailing().equals("---");
        boolean blank = opens && end + 1 < text.length() && text.charAt(end + 1) == '\n';
        return opens && !blank ? end + 1 : -1;
    }
}
