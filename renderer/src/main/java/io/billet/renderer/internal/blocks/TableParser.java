package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.ParseContext;

/** Continues a table (GitHub Flavored Markdown, 4.10), a row for each line. */
final class TableParser extends BlockNodeParser<BlockNode.Table> {

    private final ParseContext context;
    private boolean delimiterRow = true;

    TableParser(BlockNode.Table block, ParseContext context, String text, int headerFrom, int headerTo) {
        super(block);
        this.context = context;
        addRow(text, headerFrom, headerTo, true);
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
        addRow(context.text, line.getStartOffset(), line.getEndOffset(), false);
    }

    private void addRow(String text, int from, int to, boolean header) {
        BlockNode.Row row = new BlockNode.Row(from, header);
        context.countCells(block.alignments.size(), from);
        int column = 0;
        for (TableSyntax.Range cell : TableSyntax.cells(text, from, to, block.alignments.size())) {
            row.appendChild(cell.in(text, from, header, block.alignments.get(column++)));
        }
        while (column < block.alignments.size()) {
            row.appendChild(new BlockNode.Cell(from, "", 0, 0, header, block.alignments.get(column++)));
        }
        block.appendChild(row);
    }

    @Override
    public void closeBlock(ParserState state) {
        FlexmarkInlines inlines = (FlexmarkInlines) state.getInlineParser();
        for (Node row = block.getFirstChild(); row != null; row = row.getNext()) {
            for (Node cell = row.getFirstChild(); cell instanceof BlockNode.Cell text; cell = cell.getNext()) {
                inlines.parseLater(text);
            }
        }
    }
}
