package io.billet.renderer.internal.inlines;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stack of {@code *}, {@code _} and {@code ~} runs and what becomes of them: CommonMark 0.31.2, appendix,
 * "process emphasis". For each kind of closer it is remembered down to where openers were looked for in vain, which
 * keeps the time linear.
 */
final class Delimiters {

    /** A run of one delimiter character. */
    static final class Run {
        final InlineNode node;
        final char character;
        final int number;
        final int originalLength;
        int length;
        final boolean canOpen;
        final boolean canClose;

        @Nullable Run previous;

        @Nullable Run next;

        Run(InlineNode node, char character, int number, boolean canOpen, boolean canClose) {
            this.node = node;
            this.number = number;
            this.character = character;
            this.originalLength = node.to - node.from;
            this.length = originalLength;
            this.canOpen = canOpen;
            this.canClose = canClose;
        }

        private boolean opens(Run closer) {
            if (!canOpen || character != closer.character) {
                return false;
            }
            if (character == '~') {
                return length == closer.length;
            }
            boolean bothWays = closer.canOpen || canClose;
            return !bothWays || closer.originalLength % 3 == 0 || (originalLength + closer.originalLength) % 3 != 0;
        }
    }

    private static final int KINDS = 14;

    private @Nullable Run last;
    private int count;
    private final int[] bottoms = new int[KINDS];

    void reset() {
        last = null;
        count = 0;
    }

    @Nullable Run last() {
        return last;
    }

    void push(InlineNode node, char character, boolean canOpen, boolean canClose) {
        Run run = new Run(node, character, count++, canOpen, canClose);
        run.previous = last;
        if (last != null) {
            last.next = run;
        }
        last = run;
    }

    /** Returns whether a node is the run that was pushed last, of those that are still there. */
    boolean isLast(InlineNode node) {
        return last != null && last.node == node;
    }

    /** Takes the last run back. */
    void pop() {
        if (last != null) {
            remove(last);
        }
    }

    private void remove(Run run) {
        if (run.previous != null) {
            run.previous.next = run.next;
        }
        if (run.next == null) {
            last = run.previous;
        } else {
            run.next.previous = run.previous;
        }
    }

    /** Turns the runs above {@code bottom} (all, if it is null) into emphasis and takes them off the stack. */
    void process(@Nullable Run bottom) {
        Run closer = last;
        if (closer == bottom || closer == null) {
            return;
        }
        Arrays.fill(bottoms, bottom == null ? -1 : bottom.number);
        while (closer.previous != null && closer.previous != bottom) {
            closer = closer.previous;
        }
        while (closer != null) {
            closer = closer.canClose ? close(closer) : closer.next;
        }
        last = bottom;
        if (bottom != null) {
            bottom.next = null;
        }
    }

    /** Handles one closer and returns the next one to look at. */
    private @Nullable Run close(Run closer) {
        int kind = kind(closer);
        Run opener = closer.previous;
        while (opener != null && opener.number > bottoms[kind] && !opener.opens(closer)) {
            opener = opener.previous;
        }
        if (opener == null || opener.number <= bottoms[kind]) {
            Run next = closer.next;
            bottoms[kind] = closer.number - 1;
            if (!closer.canOpen) {
                remove(closer);
            }
            return next;
        }
        wrap(opener, closer);
        opener.next = closer;
        closer.previous = opener;
        if (opener.length == 0) {
            opener.node.unlink();
            remove(opener);
        }
        if (closer.length > 0) {
            return closer;
        }
        Run next = closer.next;
        closer.node.unlink();
        remove(closer);
        return next;
    }

    private static void wrap(Run opener, Run closer) {
        int used = closer.length >= 2 && opener.length >= 2 ? 2 : 1;
        Kind kind = used == 2 ? Kind.STRONG : Kind.EMPHASIS;
        if (closer.character == '~') {
            used = closer.length;
            kind = Kind.STRIKETHROUGH;
        }
        InlineNode emphasis = new InlineNode(kind, opener.node.source, opener.node.to - used, closer.node.from + used);
        Node child = opener.node.getNext();
        while (child != null && child != closer.node) {
            Node next = child.getNext();
            emphasis.appendChild(child);
            child = next;
        }
        opener.node.insertAfter(emphasis);
        opener.node.to -= used;
        closer.node.from += used;
        opener.length -= used;
        closer.length -= used;
    }

    private static int kind(Run closer) {
        if (closer.character == '~') {
            return 12 + closer.length - 1;
        }
        int offset = closer.character == '*' ? 0 : 6;
        return offset + (closer.canOpen ? 3 : 0) + closer.originalLength % 3;
    }
}
