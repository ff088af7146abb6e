package io.billet.renderer.internal.inlines;

import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;

/**
 * Reads code spans (CommonMark 0.31.2, 6.1). When no run of backticks closes one, the whole rest has been looked through;
 * what stood there is remembered, so that no later opener looks again in vain.
 */
final class CodeSpans {

    private static final int MOST_BACKTICKS = 80;
    private static final int[] NONE_YET = {};

    private boolean scanned;
    /** By length, where the last run seen begins. */
    private int[] runs = NONE_YET;

    void reset() {
        scanned = false;
    }

    boolean read(InlineCursor cursor) {
        int content = cursor.runEnd('`', cursor.pos);
        int length = content - cursor.pos;
        int close = closing(cursor, content, length);
        if (close < 0) {
            cursor.pos = content;
        } else {
            cursor.add(new InlineNode(Kind.CODE, cursor.text, content, close), close + length);
        }
        return true;
    }

    private int closing(InlineCursor cursor, int from, int length) {
        if (runs.length == 0) {
            runs = new int[MOST_BACKTICKS + 1];
        }
        if (length > MOST_BACKTICKS || (scanned && runs[length] < from)) {
            return -1;
        }
        int i = from;
        while (i < cursor.end) {
            if (cursor.text.charAt(i) != '`') {
                i++;
                continue;
            }
            int run = i;
            i = cursor.runEnd('`', i);
            int runLength = i - run;
            if (runLength <= MOST_BACKTICKS) {
                if (!scanned || runs[runLength] < run) {
                    runs[runLength] = run;
                }
                if (runLength == length) {
                    return run;
                }
            }
        }
        scanned = true;
        return -1;
    }
}
