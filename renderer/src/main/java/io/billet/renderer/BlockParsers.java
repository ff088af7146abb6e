package io.billet.renderer;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.parser.InlineParser;
import com.vladsch.flexmark.parser.block.AbstractBlockParser;
import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.ast.BlankLine;
import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What continues and ends each kind of block once {@link BlockStarts} has begun it. */
final class BlockParsers {

    private static final int CODE_INDENT = 4;

    private BlockParsers() {}

    /** A block that takes blocks. */
    abstract static class ContainerParser<B extends BlockNode> extends AbstractBlockParser {
        final B block;

        ContainerParser(B block) {
            this.block = block;
        }

        @Override
        public B getBlock() {
            return block;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(ParserState state, BlockParser parser, Block child) {
            return true;
        }

        @Override
        public void closeBlock(ParserState state) {
            // Most containers have nothing to finish.
        }
    }

    /** A block that is complete on its first line. */
    static final class LineParser extends AbstractBlockParser {
        private final BlockNode block;

        LineParser(BlockNode block) {
            this.block = block;
        }

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return BlockContinue.none();
        }

        @Override
        public void closeBlock(ParserState state) {
            // Complete from the start.
        }

        @Override
        public void parseInlines(InlineParser inlineParser) {
            if (block instanceof BlockNode.Leaf leaf) {
                ((FlexmarkInlines) inlineParser).reader().read(leaf);
            }
        }
    }

    static final class QuoteParser extends ContainerParser<BlockNode.Quote> {
        private final boolean alerts;

        QuoteParser(BlockNode.Quote quote, boolean alerts) {
            super(quote);
            this.alerts = alerts;
        }

        @Override
        public boolean isPropagatingLastBlankLine(BlockParser lastMatched) {
            return false;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            int at = state.getNextNonSpaceIndex();
            BasedSequence line = state.getLine();
            if (state.isBlank() || state.getIndent() >= CODE_INDENT || line.charAt(at) != '>') {
                return BlockContinue.none();
            }
            return BlockContinue.atColumn(columnAfterMark(state));
        }

        static int columnAfterMark(ParserState state) {
            int next = state.getNextNonSpaceIndex() + 1;
            BasedSequence line = state.getLine();
            boolean blank = next < line.length() && Characters.isBlank(line.charAt(next));
            return state.getColumn() + state.getIndent() + (blank ? 2 : 1);
        }

        @Override
        public void closeBlock(ParserState state) {
            if (alerts && block.getFirstChild() instanceof Paragraph first) {
                Optional<Alert> alert = Alert.of(first.getLineChars(0).toString());
                if (alert.isPresent()) {
                    block.alert = alert;
                    dropFirstLine(first, state);
                }
            }
        }

        private static void dropFirstLine(Paragraph paragraph, ParserState state) {
            if (paragraph.getLineCount() == 1) {
                paragraph.unlink();
                state.blockRemoved(paragraph);
            } else {
                paragraph.setContent(paragraph, 1, paragraph.getLineCount());
            }
        }
    }

    static final class ListParser extends ContainerParser<BlockNode.ItemList> {
        ListParser(BlockNode.ItemList list) {
            super(list);
        }

        @Override
        public boolean canContain(ParserState state, BlockParser parser, Block child) {
            return child instanceof BlockNode.Item;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return BlockContinue.atIndex(state.getIndex());
        }

        @Override
        public void closeBlock(ParserState state) {
            for (Node item = block.getFirstChild(); item != null; item = item.getNext()) {
                if ((item.getNext() != null && endsWithBlankLine(state, item)) || hasBlankLineBetween(state, item)) {
                    block.tight = false;
                    return;
                }
            }
        }

        static boolean hasBlankLineBetween(ParserState state, Node container) {
            Node child = container.getFirstChild();
            while (child != null) {
                Node next = nextBlock(child);
                if (next != null && endsWithBlankLine(state, child)) {
                    return true;
                }
                child = next;
            }
            return false;
        }

        private static Node nextBlock(Node node) {
            Node next = node.getNext();
            while (next instanceof BlankLine) {
                next = next.getNext();
            }
            return next;
        }

        private static boolean endsWithBlankLine(ParserState state, Node node) {
            Node last = node;
            while (last != null) {
                if (state.isLastLineBlank(last)) {
                    return true;
                }
                last = last instanceof BlockNode.ItemList || last instanceof BlockNode.Item
                        ? last.getLastChild()
                        : null;
            }
            return false;
        }
    }

    static final class ItemParser extends ContainerParser<BlockNode.Item> {
        private final int contentIndent;
        private final boolean tasks;

        ItemParser(BlockNode.Item item, int contentIndent, boolean tasks) {
            super(item);
            this.contentIndent = contentIndent;
            this.tasks = tasks;
        }

        @Override
        public boolean isPropagatingLastBlankLine(BlockParser lastMatched) {
            return block.getFirstChild() != null;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            if (state.isBlank()) {
                return block.getFirstChild() == null
                        ? BlockContinue.none()
                        : BlockContinue.atIndex(state.getNextNonSpaceIndex());
            }
            if (state.getIndent() >= contentIndent) {
                return BlockContinue.atColumn(state.getColumn() + contentIndent);
            }
            return BlockContinue.none();
        }

        @Override
        public void closeBlock(ParserState state) {
            if (!tasks || !(block.getFirstChild() instanceof Paragraph first)) {
                return;
            }
            BasedSequence line = first.getLineChars(0);
            int box = 0;
            while (box < line.length() && line.charAt(box) == ' ') {
                box++;
            }
            boolean task = line.length() > box + 4
                    && line.charAt(box) == '['
                    && " xX".indexOf(line.charAt(box + 1)) >= 0
                    && line.charAt(box + 2) == ']'
                    && Characters.isBlank(line.charAt(box + 3))
                    && !line.subSequence(box + 4).isBlank();
            if (task) {
                block.done = Optional.of(line.charAt(box + 1) != ' ');
                List<BasedSequence> lines = new ArrayList<>(first.getContentLines());
                lines.set(0, line.subSequence(box + 4));
                first.setContent(lines);
            }
        }
    }

    /** A footnote's or a definition's body: what is indented, and blank lines between. */
    static final class IndentedContainerParser extends ContainerParser<BlockNode.Container> {
        private final int indent;

        IndentedContainerParser(BlockNode.Container block, int indent) {
            super(block);
            this.indent = indent;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            if (state.isBlank()) {
                return block.getFirstChild() == null
                        ? BlockContinue.none()
                        : BlockContinue.atIndex(state.getNextNonSpaceIndex());
            }
            return state.getIndent() >= indent
                    ? BlockContinue.atColumn(state.getColumn() + indent)
                    : BlockContinue.none();
        }

        @Override
        public void closeBlock(ParserState state) {
            if (block instanceof BlockNode.Definition definition) {
                definition.tight = !ListParser.hasBlankLineBetween(state, definition);
            }
        }
    }

    static final class DefinitionsParser extends ContainerParser<BlockNode.Definitions> {
        private final List<BlockNode.Term> terms;

        DefinitionsParser(BlockNode.Definitions block, List<BlockNode.Term> terms) {
            super(block);
            this.terms = terms;
            terms.forEach(block::appendChild);
        }

        @Override
        public boolean canContain(ParserState state, BlockParser parser, Block child) {
            return child instanceof BlockNode.Definition;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return BlockContinue.atIndex(state.getIndex());
        }

        @Override
        public void parseInlines(InlineParser inlineParser) {
            terms.forEach(((FlexmarkInlines) inlineParser).reader()::read);
        }
    }

    /** Code between fences, and code by indentation. */
    static final class CodeParser extends AbstractBlockParser {
        private final BlockNode.Code block;
        private final String text;
        private final char fence;
        private final int fenceLength;
        private final int fenceIndent;
        private final StringBuilder content = new StringBuilder();
        private boolean firstLine = true;

        /** @param fence the fence's character, or 0 for indented code */
        CodeParser(BlockNode.Code block, String text, char fence, int fenceLength, int fenceIndent) {
            this.block = block;
            this.text = text;
            this.fence = fence;
            this.fenceLength = fenceLength;
            this.fenceIndent = fenceIndent;
        }

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public boolean isPropagatingLastBlankLine(BlockParser lastMatched) {
            return fence == 0;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return fence == 0 ? continueIndented(state) : continueFenced(state);
        }

        private static BlockContinue continueIndented(ParserState state) {
            if (state.getIndent() >= CODE_INDENT) {
                return BlockContinue.atColumn(state.getColumn() + CODE_INDENT);
            }
            return state.isBlank() ? BlockContinue.atIndex(state.getNextNonSpaceIndex()) : BlockContinue.none();
        }

        private BlockContinue continueFenced(ParserState state) {
            if (state.getIndent() < CODE_INDENT && closes(state)) {
                return BlockContinue.finished();
            }
            int at = state.getIndex();
            BasedSequence line = state.getLine();
            for (int i = 0; i < fenceIndent && at < line.length() && line.charAt(at) == ' '; i++) {
                at++;
            }
            return BlockContinue.atIndex(at);
        }

        private boolean closes(ParserState state) {
            int end = state.getLineStart() + state.getLine().length();
            int at = state.getLineStart() + state.getNextNonSpaceIndex();
            int i = at;
            while (i < end && text.charAt(i) == fence) {
                i++;
            }
            if (i - at < fenceLength) {
                return false;
            }
            while (i < end && Characters.isBlank(text.charAt(i))) {
                i++;
            }
            return i == end;
        }

        @Override
        public void addLine(ParserState state, BasedSequence line) {
            if (firstLine && fence != 0) {
                firstLine = false;
                return;
            }
            appendLine(content, line, text);
        }

        @Override
        public void closeBlock(ParserState state) {
            int length = content.length();
            if (fence == 0) {
                length = endWithoutBlankLines(content);
            }
            content.setLength(length);
            if (length > 0 && content.charAt(length - 1) != '\n') {
                content.append('\n');
            }
            block.content = content.toString();
        }

        private static int endWithoutBlankLines(StringBuilder content) {
            int end = content.length();
            int lineEnd = end;
            for (int i = end - 1; i >= 0; i--) {
                char c = content.charAt(i);
                if (c == '\n') {
                    lineEnd = i;
                } else if (!Characters.isBlank(c)) {
                    return Math.min(lineEnd + 1, end);
                }
            }
            return 0;
        }
    }

    static final class HtmlParser extends AbstractBlockParser {
        private final BlockNode.Html block;
        private final String text;
        private final Optional<Predicate<String>> ending;
        private final StringBuilder content = new StringBuilder();
        private boolean finished;

        /** @param ending what the last line contains; if empty, the block ends before a blank line */
        HtmlParser(BlockNode.Html block, String text, Optional<Predicate<String>> ending) {
            this.block = block;
            this.text = text;
            this.ending = ending;
        }

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            if (finished || (state.isBlank() && ending.isEmpty())) {
                return BlockContinue.none();
            }
            return BlockContinue.atIndex(state.getIndex());
        }

        @Override
        public void addLine(ParserState state, BasedSequence line) {
            int from = content.length();
            appendLine(content, line, text);
            finished = ending.isPresent() && ending.get().test(content.substring(from));
        }

        @Override
        public void closeBlock(ParserState state) {
            block.content = content.toString();
        }
    }

    static final class TableParser extends AbstractBlockParser {
        private final BlockNode.Table block;
        private final Manuscript manuscript;
        private final List<BlockNode.Cell> cells = new ArrayList<>();
        private boolean delimiterRow = true;

        TableParser(BlockNode.Table block, Manuscript manuscript, String text, int headerFrom, int headerTo) {
            this.block = block;
            this.manuscript = manuscript;
            addRow(text, headerFrom, headerTo, true);
        }

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public boolean isInterruptible() {
            return true;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return state.isBlank() ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
        }

        @Override
        public void addLine(ParserState state, BasedSequence line) {
            if (delimiterRow) {
                delimiterRow = false;
                return;
            }
            addRow(manuscript.text, line.getStartOffset(), line.getEndOffset(), false);
        }

        private void addRow(String text, int from, int to, boolean header) {
            BlockNode.Row row = new BlockNode.Row(from, header);
            manuscript.countCells(block.alignments.size(), from);
            int column = 0;
            for (TableSyntax.Range cell : TableSyntax.cells(text, from, to, block.alignments.size())) {
                BlockNode.Cell node = cell.in(text, from, header, block.alignments.get(column++));
                row.appendChild(node);
                cells.add(node);
            }
            while (column < block.alignments.size()) {
                row.appendChild(new BlockNode.Cell(from, "", 0, 0, header, block.alignments.get(column++)));
            }
            block.appendChild(row);
        }

        @Override
        public void closeBlock(ParserState state) {
            // Rows were added line by line.
        }

        @Override
        public void parseInlines(InlineParser inlineParser) {
            cells.forEach(((FlexmarkInlines) inlineParser).reader()::read);
        }
    }

    /** A line's text, with the spaces that a tab cut in two left over. */
    private static void appendLine(StringBuilder content, BasedSequence line, String text) {
        int from = line.getStartOffset();
        int to = line.getEndOffset();
        int spaces = line.length() - (to - from);
        if (spaces >= 0) {
            content.append(" ".repeat(spaces)).append(text, from, to);
        } else {
            content.append(line);
        }
    }
}
