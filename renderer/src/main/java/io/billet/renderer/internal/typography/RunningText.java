package io.billet.renderer.internal.typography;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The text of a block as a reader sees it, collected before it is set: what stands in emphasis and links in its place, their
 * marks not at all, and one character for each thing that is not text. Only so can be seen on which side of a quote its word
 * stands, and what it is a pair with. One object serves one block after another.
 */
public final class RunningText {

    /** A block that has a running text. */
    public interface Source {

        /** Adds the block's text, in the order in which it will be set. */
        void addTo(RunningText text);
    }

    /** Stands for what is no text but is in the place of a word: code, an image, a link's address. */
    static final char OBJECT = '\uFFFC';

    /** Begins the text of an image, which is read by itself. */
    static final char IMAGE_BEGINS = '\uFFF9';

    static final char IMAGE_ENDS = '\uFFFB';

    /** Parts one block of raw HTML from the next. */
    static final char BLOCK_ENDS = '\u2029';

    /** An apostrophe that stays as it is. */
    static final char FIXED_APOSTROPHE = '\u02BC';

    private static final int FIXED = -1;
    private static final int FEW = 16;

    final StringBuilder characters = new StringBuilder();
    private final List<String> pieces = new ArrayList<>();
    private int[] starts = new int[FEW];
    private int[] sources = new int[FEW];
    private int[] pieceOf = new int[FEW];
    private int segments;

    /** Begins a new block. */
    public void clear() {
        characters.setLength(0);
        pieces.clear();
        segments = 0;
    }

    /** Adds a part of a text that will be set. */
    @SuppressWarnings("ReferenceEquality") // Which string it is, not what it says.
    public void add(String text, int from, int to) {
        if (pieces.isEmpty() || pieces.get(pieces.size() - 1) != text) {
            pieces.add(text);
        }
        segment(pieces.size() - 1, from);
        characters.append(text, from, to);
    }

    /** Adds a part of a text that stays as it is. */
    public void addFixed(String text, int from, int to) {
        segment(FIXED, from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            characters.append(c == '\'' ? FIXED_APOSTROPHE : c == '"' ? OBJECT : c);
        }
    }

    /** Adds something that is not text but stands in the place of a word. */
    public void addObject() {
        segment(FIXED, 0);
        characters.append(OBJECT);
    }

    /** Adds a line break. */
    public void addBreak() {
        segment(FIXED, 0);
        characters.append('\n');
    }

    /** Ends a block inside raw HTML. */
    public void endBlock() {
        segment(FIXED, 0);
        characters.append(BLOCK_ENDS);
    }

    /** Begins the alternative text of an image. */
    public void beginImage() {
        segment(FIXED, 0);
        characters.append(IMAGE_BEGINS);
    }

    /** Ends the alternative text of an image. */
    public void endImage() {
        segment(FIXED, 0);
        characters.append(IMAGE_ENDS);
    }

    private void segment(int piece, int source) {
        if (segments == starts.length) {
            starts = Arrays.copyOf(starts, 2 * segments);
            sources = Arrays.copyOf(sources, 2 * segments);
            pieceOf = Arrays.copyOf(pieceOf, 2 * segments);
        }
        starts[segments] = characters.length();
        sources[segments] = source;
        pieceOf[segments] = piece;
        segments++;
    }

    List<String> pieces() {
        return pieces;
    }

    /** Returns the segment that a character belongs to, looking from an earlier one. */
    int segmentOf(int at, int earlier) {
        int segment = earlier;
        while (segment + 1 < segments && starts[segment + 1] <= at) {
            segment++;
        }
        return segment;
    }

    /** Returns the number of the piece that a segment is of, or a negative number if it stays as it is. */
    int pieceOf(int segment) {
        return pieceOf[segment];
    }

    /** Returns where in its piece a character of a segment stands. */
    int sourceOf(int segment, int at) {
        return sources[segment] + at - starts[segment];
    }
}
