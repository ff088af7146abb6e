package io.billet.renderer.internal.nodes;

import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.internal.syntax.Alert;
import io.billet.renderer.internal.syntax.HeadingAttributes;
import io.billet.renderer.internal.syntax.ListMarker;
import java.util.List;
import java.util.Optional;

/**
 * The blocks of our tree, below Flexmark's own {@code Document}. Their text is kept as a range of a flat string, because
 * reading it through Flexmark's sequences costs more than parsing it. They stand in one file to be read as one list.
 */
public abstract class BlockNode extends Block {

    /** Where the block begins in the text, for messages that name a line. */
    public final int offset;

    private int hash;

    BlockNode(int offset) {
        this.offset = offset;
        this.hash = offset;
    }

    /** Numbers the block among the blocks of its text; to be called before it is put into a map. */
    public void number(int nth) {
        hash = nth;
    }

    /** Begins the block; whether its children are to be walked, and it is then to be {@linkplain #leave left}. */
    public abstract boolean enter(BlockVisitor visitor);

    /** Ends a block that has been begun. One without children is written at once and never left. */
    public void leave(BlockVisitor visitor) {
        throw new IllegalStateException(getClass().getSimpleName() + " has no children to be left after");
    }

    /** By place or number, not by identity (ADR 0013). */
    @Override
    public final int hashCode() {
        return hash;
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public BasedSequence[] getSegments() {
        return EMPTY_SEGMENTS;
    }

    /** A block that contains blocks. */
    public abstract static class Container extends BlockNode {
        /** How many containers stand around and including this one. */
        public final int depth;

        Container(int offset, int depth) {
            super(offset);
            this.depth = depth;
        }
    }

    /** A block whose text is parsed as inlines, which become its children. */
    public abstract static class Leaf extends BlockNode {
        public String source;
        public int from;
        public int to;

        Leaf(int offset, String source, int from, int to) {
            super(offset);
            this.source = source;
            this.from = from;
            this.to = to;
        }
    }

    public static final class Paragraph extends Leaf {

        /** Without text, until its lines have been read. */
        public Paragraph(int offset) {
            super(offset, "", 0, 0);
        }

        /** Sets the text once its lines are known. */
        public void setText(String text, int begin, int end) {
            source = text;
            from = begin;
            to = end;
        }

        /** Returns whether nothing is left of the text. */
        public boolean isEmpty() {
            return from == to;
        }

        /** Returns where its first line ends, before the line feed. */
        public int firstLineEnd() {
            int feed = source.indexOf('\n', from);
            return feed < 0 || feed > to ? to : feed;
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            return visitor.enter(this);
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    public static final class Quote extends Container {
        public Optional<Alert> alert = Optional.empty();

        public Quote(int offset, int depth) {
            super(offset, depth);
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.enter(this);
            return true;
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    public static final class ItemList extends Container {
        public final ListMarker marker;
        public boolean tight = true;

        public ItemList(int offset, int depth, ListMarker marker) {
            super(offset, depth);
            this.marker = marker;
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.enter(this);
            return true;
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    public static final class Item extends Container {
        public Optional<Boolean> done = Optional.empty();

        public Item(int offset, int depth) {
            super(offset, depth);
        }

        /** Returns whether the list it stands in is tight. */
        public boolean isTight() {
            return getParent() instanceof ItemList list && list.tight;
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.enter(this);
            return true;
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    public static final class Heading extends Leaf {
        public final int level;
        public final HeadingAttributes attributes;

        public Heading(int offset, int level, String source, int from, int to, HeadingAttributes attributes) {
            super(offset, source, from, to);
            this.level = level;
            this.attributes = attributes;
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.enter(this);
            return true;
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    public static final class Code extends BlockNode {
        public final String info;
        public String content = "";

        public Code(int offset, String info) {
            super(offset);
            this.info = info;
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.write(this);
            return false;
        }
    }

    public static final class Html extends BlockNode {
        public String content = "";

        public Html(int offset) {
            super(offset);
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.write(this);
            return false;
        }
    }

    public static final class Rule extends BlockNode {
        public Rule(int offset) {
            super(offset);
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.write(this);
            return false;
        }
    }

    public static final class Table extends BlockNode {
        public final List<String> alignments;

        public Table(int offset, List<String> alignments) {
            super(offset);
            this.alignments = alignments;
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.enter(this);
            return true;
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    public static final class Row extends BlockNode {
        public final boolean header;

        public Row(int offset, boolean header) {
            super(offset);
            this.header = header;
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.enter(this);
            return true;
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    public static final class Cell extends Leaf {
        public final boolean header;
        public final String alignment;

        public Cell(int offset, String source, int from, int to, boolean header, String alignment) {
            super(offset, source, from, to);
            this.header = header;
            this.alignment = alignment;
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.enter(this);
            return true;
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    public static final class Definitions extends Container {
        public Definitions(int offset, int depth) {
            super(offset, depth);
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.enter(this);
            return true;
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    public static final class Term extends Leaf {
        public Term(int offset, String source, int from, int to) {
            super(offset, source, from, to);
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.enter(this);
            return true;
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    public static final class Definition extends Container {
        /** As in lists: without blank lines between its blocks, paragraphs bear no {@code <p>}. */
        public boolean tight = true;

        public Definition(int offset, int depth) {
            super(offset, depth);
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.enter(this);
            return true;
        }

        @Override
        public void leave(BlockVisitor visitor) {
            visitor.leave(this);
        }
    }

    /** Shown at the end, if it is referred to. */
    public static final class Footnote extends Container {
        public final String label;

        public Footnote(int offset, int depth, String label) {
            super(offset, depth);
            this.label = label;
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            return false;
        }
    }

    /** Not shown: what it says is put in where the short form stands. */
    public static final class Abbreviation extends BlockNode {
        public Abbreviation(int offset) {
            super(offset);
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            return false;
        }
    }

    /** What a text of one line hangs on. */
    public static final class Root extends BlockNode {
        public Root() {
            super(0);
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            return false;
        }
    }

    /** {@code [TOC]}. */
    public static final class Contents extends BlockNode {
        public Contents(int offset) {
            super(offset);
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            visitor.write(this);
            return false;
        }
    }

    /** {@code <!--members-only-->}. */
    public static final class Cut extends BlockNode {
        public Cut(int offset) {
            super(offset);
        }

        @Override
        public boolean enter(BlockVisitor visitor) {
            return false;
        }
    }
}
