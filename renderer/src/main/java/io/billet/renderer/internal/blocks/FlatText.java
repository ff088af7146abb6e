package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.List;

/**
 * Lines of a block as a range of one string: of the whole text itself where they follow each other in it, else of a copy
 * without the marks of the containers around them.
 */
record FlatText(String text, int from, int to) {

    static FlatText of(List<BasedSequence> lines, String text) {
        int from = lines.get(0).getStartOffset();
        int to = from;
        for (BasedSequence line : lines) {
            if (line.getStartOffset() != to) {
                return copy(lines, text);
            }
            to = line.getEndOffset();
        }
        return new FlatText(text, from, to);
    }

    private static FlatText copy(List<BasedSequence> lines, String text) {
        StringBuilder copy = new StringBuilder();
        for (BasedSequence line : lines) {
            copy.append(text, line.getStartOffset(), line.getEndOffset());
        }
        return new FlatText(copy.toString(), 0, copy.length());
    }
}
