package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.internal.nodes.BlockNode;

/** Continues an indented code block (CommonMark 0.31.2, 4.4). */
final class IndentedCodeParser extends BlockNodeParser<BlockNode.Code> {

    /** How far a line is indented that is code; what is indented so far begins nothing else. */
    static final int INDENT = 4;

    private final LiteralLines lines;

    IndentedCodeParser(BlockNode.Code block, String text) {
        super(block);
        this.lines = new LiteralLines(text);
    }

    @Override
    public boolean isPropagatingLastBlankLine(BlockParser lastMatched) {
        return true;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        if (state.getIndent() >= INDENT) {
            return BlockContinue.atColumn(state.getColumn() + INDENT);
        }
        return state.isBlank() ? BlockContinue.atIndex(state.getNextNonSpaceIndex()) : BlockContinue.none();
    }

    @Override
    public void addLine(ParserState state, BasedSequence line) {
        lines.add(line);
    }

    @Override
    public void closeBlock(ParserState state) {
        lines.dropBlankLinesAtEnd();
        block.content = lines.toString();
    }
}
