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
 * reading it through Flexmark's sequences costs more than parsing it.
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

    public abstract <T> T accept(Visitor<T> visitor);

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

    /** One method for each kind of block. */
    public interface Visitor<T> {
        T quote(Quote quote);

        T list(ItemList list);

        T item(Item item);

        T paragraph(Paragraph paragraph);

        T heading(Heading heading);

        T code(Code code);

        T html(Html html);

        T rule(Rule rule);

        T table(Table table);

        T row(Row row);

        T cell(Cell cell);

        T definitions(Definitions definitions);

        T term(Term term);

        T definition(Definition definition);

        T contents(Contents contents);

        T cut(Cut cut);

        /** Footnotes and abbreviations are shown elsewhere. */
        T unseen(BlockNode block);
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

        public void setText(String text, int begin, int end) {
            source = text;
            from = begin;
            to = end;
        }

        public boolean isEmpty() {
            return from == to;
        }

        /** Where its first line ends, before the line feed. */
        public int firstLineEnd() {
            int feed = source.indexOf('\n', from);
            return feed < 0 || feed > to ? to : feed;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.paragraph(this);
        }
    }

    public static final class Quote extends Container {
        public Optional<Alert> alert = Optional.empty();

        public Quote(int offset, int depth) {
            super(offset, depth);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.quote(this);
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
        public <T> T accept(Visitor<T> visitor) {
            return visitor.list(this);
        }
    }

    public static final class Item extends Container {
        public Optional<Boolean> done = Optional.empty();

        public Item(int offset, int depth) {
            super(offset, depth);
        }

        public boolean isTight() {
            return getParent() instanceof ItemList list && list.tight;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.item(this);
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
        public <T> T accept(Visitor<T> visitor) {
            return visitor.heading(this);
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
        public <T> T accept(Visitor<T> visitor) {
            return visitor.code(this);
        }
    }

    public static final class Html extends BlockNode {
        public String content = "";

        public Html(int offset) {
            super(offset);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.html(this);
        }
    }

    public static final class Rule extends BlockNode {
        public Rule(int offset) {
            super(offset);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.rule(this);
        }
    }

    public static final class Table extends BlockNode {
        public final List<String> alignments;

        public Table(int offset, List<String> alignments) {
            super(offset);
            this.alignments = alignments;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.table(this);
        }
    }

    public static final class Row extends BlockNode {
        public final boolean header;

        public Row(int offset, boolean header) {
            super(offset);
            this.header = header;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.row(this);
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
        public <T> T accept(Visitor<T> visitor) {
            return visitor.cell(this);
        }
    }

    public static final class Definitions extends Container {
        public Definitions(int offset, int depth) {
            super(offset, depth);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.definitions(this);
        }
    }

    public static final class Term extends Leaf {
        public Term(int offset, String source, int from, int to) {
            super(offset, source, from, to);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.term(this);
        }
    }

    public static final class Definition extends Container {
        /** As in lists: without blank lines between its blocks, paragraphs bear no {@code <p>}. */
        public boolean tight = true;

        public Definition(int offset, int depth) {
            super(offset, depth);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.definition(this);
        }
    }

    public static final class Footnote extends Container {
        public final String label;

        public Footnote(int offset, int depth, String label) {
            super(offset, depth);
            this.label = label;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.unseen(this);
        }
    }

    public static final class Abbreviation extends BlockNode {
        public Abbreviation(int offset) {
            super(offset);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.unseen(this);
        }
    }

    /** What a text of one line hangs on. */
    public static final class Root extends BlockNode {
        public Root() {
            super(0);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.unseen(this);
        }
    }

    /** {@code [TOC]}. */
    public static final class Contents extends BlockNode {
        public Contents(int offset) {
            super(offset);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.contents(this);
        }
    }

    /** {@code <!--members-only-->}. */
    public static final class Cut extends BlockNode {
        public Cut(int offset) {
            super(offset);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.cut(this);
        }
    }
}
