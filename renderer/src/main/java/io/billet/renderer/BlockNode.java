package io.billet.renderer;

import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.List;
import java.util.Optional;

/**
 * The blocks of our tree, below Flexmark's own {@code Document}. Their text is kept as a range of a flat string, because
 * reading it through Flexmark's sequences costs more than parsing it.
 */
abstract class BlockNode extends Block {

    /** Where the block begins in the manuscript, for messages that name a line. */
    final int offset;

    private int hash;

    BlockNode(int offset) {
        this.offset = offset;
        this.hash = offset;
    }

    /** Numbers the block among the blocks of its text; to be called before it is put into a map. */
    void number(int nth) {
        hash = nth;
    }

    abstract <T> T accept(Visitor<T> visitor);

    /** By place or number, not by identity: see {@link BlockNodeParser}. */
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
    interface Visitor<T> {
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
    abstract static class Container extends BlockNode {
        /** How many containers stand around and including this one. */
        final int depth;

        Container(int offset, int depth) {
            super(offset);
            this.depth = depth;
        }
    }

    /** A block whose text is parsed as inlines, which become its children. */
    abstract static class Leaf extends BlockNode {
        String source;
        int from;
        int to;

        Leaf(int offset, String source, int from, int to) {
            super(offset);
            this.source = source;
            this.from = from;
            this.to = to;
        }
    }

    static final class Paragraph extends Leaf {

        /** Without text, until its lines have been read. */
        Paragraph(int offset) {
            super(offset, "", 0, 0);
        }

        void setText(String text, int begin, int end) {
            source = text;
            from = begin;
            to = end;
        }

        boolean isEmpty() {
            return from == to;
        }

        /** Where its first line ends, before the line feed. */
        int firstLineEnd() {
            int feed = source.indexOf('\n', from);
            return feed < 0 || feed > to ? to : feed;
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.paragraph(this);
        }
    }

    static final class Quote extends Container {
        Optional<Alert> alert = Optional.empty();

        Quote(int offset, int depth) {
            super(offset, depth);
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.quote(this);
        }
    }

    static final class ItemList extends Container {
        final ListMarker marker;
        boolean tight = true;

        ItemList(int offset, int depth, ListMarker marker) {
            super(offset, depth);
            this.marker = marker;
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.list(this);
        }
    }

    static final class Item extends Container {
        Optional<Boolean> done = Optional.empty();

        Item(int offset, int depth) {
            super(offset, depth);
        }

        boolean isTight() {
            return getParent() instanceof ItemList list && list.tight;
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.item(this);
        }
    }

    static final class Heading extends Leaf {
        final int level;
        final HeadingAttributes attributes;

        Heading(int offset, int level, String source, int from, int to, HeadingAttributes attributes) {
            super(offset, source, from, to);
            this.level = level;
            this.attributes = attributes;
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.heading(this);
        }
    }

    static final class Code extends BlockNode {
        final String info;
        String content = "";

        Code(int offset, String info) {
            super(offset);
            this.info = info;
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.code(this);
        }
    }

    static final class Html extends BlockNode {
        String content = "";

        Html(int offset) {
            super(offset);
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.html(this);
        }
    }

    static final class Rule extends BlockNode {
        Rule(int offset) {
            super(offset);
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.rule(this);
        }
    }

    static final class Table extends BlockNode {
        final List<String> alignments;

        Table(int offset, List<String> alignments) {
            super(offset);
            this.alignments = alignments;
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.table(this);
        }
    }

    static final class Row extends BlockNode {
        final boolean header;

        Row(int offset, boolean header) {
            super(offset);
            this.header = header;
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.row(this);
        }
    }

    static final class Cell extends Leaf {
        final boolean header;
        final String alignment;

        Cell(int offset, String source, int from, int to, boolean header, String alignment) {
            super(offset, source, from, to);
            this.header = header;
            this.alignment = alignment;
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.cell(this);
        }
    }

    static final class Definitions extends Container {
        Definitions(int offset, int depth) {
            super(offset, depth);
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.definitions(this);
        }
    }

    static final class Term extends Leaf {
        Term(int offset, String source, int from, int to) {
            super(offset, source, from, to);
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.term(this);
        }
    }

    static final class Definition extends Container {
        /** As in lists: without blank lines between its blocks, paragraphs bear no {@code <p>}. */
        boolean tight = true;

        Definition(int offset, int depth) {
            super(offset, depth);
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.definition(this);
        }
    }

    static final class Footnote extends Container {
        final String label;

        Footnote(int offset, int depth, String label) {
            super(offset, depth);
            this.label = label;
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.unseen(this);
        }
    }

    static final class Abbreviation extends BlockNode {
        Abbreviation(int offset) {
            super(offset);
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.unseen(this);
        }
    }

    /** What a text of one line hangs on. */
    static final class Root extends BlockNode {
        Root() {
            super(0);
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.unseen(this);
        }
    }

    /** {@code [TOC]}. */
    static final class Contents extends BlockNode {
        Contents(int offset) {
            super(offset);
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.contents(this);
        }
    }

    /** {@code <!--members-only-->}. */
    static final class Cut extends BlockNode {
        Cut(int offset) {
            super(offset);
        }

        @Override
        <T> T accept(Visitor<T> visitor) {
            return visitor.cut(this);
        }
    }
}
