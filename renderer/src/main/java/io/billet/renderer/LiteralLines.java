package io.billet.renderer;

import com.vladsch.flexmark.util.sequence.BasedSequence;

/** The lines of a block whose text stands for itself, code or HTML, while they are collected. */
final class LiteralLines {

    private final String manuscript;
    private final StringBuilder content = new StringBuilder();

    LiteralLines(String manuscript) {
        this.manuscript = manuscript;
    }

    /** Adds a line, with the spaces that a tab cut in two left over. */
    void add(BasedSequence line) {
        int from = line.getStartOffset();
        int to = line.getEndOffset();
        int spaces = line.length() - (to - from);
        if (spaces >= 0) {
            content.append(" ".repeat(spaces)).append(manuscript, from, to);
        } else {
            content.append(line);
        }
    }

    int length() {
        return content.length();
    }

    String substring(int from) {
        return content.substring(from);
    }

    void dropBlankLinesAtEnd() {
        int end = content.length();
        int lineEnd = end;
        for (int i = end - 1; i >= 0; i--) {
            char c = content.charAt(i);
            if (c == '\n') {
                lineEnd = i;
            } else if (!Characters.isBlank(c)) {
                content.setLength(Math.min(lineEnd + 1, end));
                return;
            }
        }
        content.setLength(0);
    }

    void endLastLine() {
        int length = content.length();
        if (length > 0 && content.charAt(length - 1) != '\n') {
            content.append('\n');
        }
    }

    @Override
    public String toString() {
        return content.toString();
    }
}
