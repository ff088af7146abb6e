package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.internal.syntax.Characters;

/** The lines of a block whose text stands for itself, code or HTML, while they are collected. */
final class LiteralLines {

    private final String text;
    private final StringBuilder content = new StringBuilder();

    LiteralLines(String text) {
        this.text = text;
    }

    /** Adds a line, with the spaces that a tab cut in two left over; the last of the text gets an end like the others. */
    void add(BasedSequence line) {
        int from = line.getStartOffset();
        int to = line.getEndOffset();
        int spaces = line.length() - (to - from);
        if (spaces >= 0) {
            content.append(" ".repeat(spaces)).append(text, from, to);
        } else {
            content.append(line);
        }
        boolean last = to == from || text.charAt(to - 1) != '\n';
        if (last) {
            content.append('\n');
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

    @Override
    public String toString() {
        return content.toString();
    }
}
