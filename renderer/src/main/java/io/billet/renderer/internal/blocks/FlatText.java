package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.List;

/**
 * Lines of a block as a range of one string: of the manuscript itself where they follow each other in it, else of a copy
 * without the marks of the containers around them.
 */
record FlatText(String text, int from, int to) {

    static FlatText of(List<BasedSequence> lines, String manuscript) {
        int from = lines.get(0).getStartOffset();
        int to = from;
        for (BasedSequence line : lines) {
            if (line.getStartOffset() != to) {
                return copy(lines, manuscript);
            }
            to = line.getEndOffset();
        }
        return new FlatText(manuscript, from, to);
    }

    private static FlatText copy(List<BasedSequence> lines, String manuscript) {
        StringBuilder copy = new StringBuilder();
        for (BasedSequence line : lines) {
            copy.append(manuscript, line.getStartOffset(), line.getEndOffset());
        }
        return new FlatText(copy.toString(), 0, copy.length());
    }
}
