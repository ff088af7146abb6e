package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.syntax.Characters;

/** Continues a fenced code block (CommonMark 0.31.2, 4.5) to the fence that closes it. */
final class FencedCodeParser extends BlockNodeParser<BlockNode.Code> {

    private final String text;
    private final char fence;
    private final int fenceLength;
    private final int fenceIndent;
    private final LiteralLines lines;
    private boolean openingFence = true;

    FencedCodeParser(BlockNode.Code block, String text, char fence, int fenceLength, int fenceIndent) {
        super(block);
        this.text = text;
        this.fence = fence;
        this.fenceLength = fenceLength;
        this.fenceIndent = fenceIndent;
        this.lines = new LiteralLines(text);
    }

    @Override
    public boolean isPropagatingLastBlankLine(BlockParser lastMatched) {
        return false;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        if (state.getIndent() < IndentedCodeParser.INDENT && closes(state)) {
            return BlockContinue.finished();
        }
        return BlockContinue.atColumn(state.getColumn() + Math.min(fenceIndent, state.getIndent()));
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
        if (openingFence) {
            openingFence = false;
        } else {
            lines.add(line);
        }
    }

    @Override
    public void closeBlock(ParserState state) {
        block.content = lines.toString();
    }
}
