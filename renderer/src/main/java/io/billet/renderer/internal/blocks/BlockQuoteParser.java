package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.syntax.Characters;

/** Continues a block quote (CommonMark 0.31.2, 5.1). */
final class BlockQuoteParser extends ContainerParser<BlockNode.Quote> {

    BlockQuoteParser(BlockNode.Quote quote) {
        super(quote);
    }

    @Override
    public boolean isPropagatingLastBlankLine(BlockParser lastMatched) {
        return false;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        int at = state.getNextNonSpaceIndex();
        BasedSequence line = state.getLine();
        if (state.isBlank() || state.getIndent() >= IndentedCodeParser.INDENT || line.charAt(at) != '>') {
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
}
