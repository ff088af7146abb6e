package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.ParserState;
import io.billet.renderer.internal.nodes.BlockNode;

/** Continues the body of a footnote or of a definition: what is indented, and the blank lines between. */
final class IndentedContainerParser extends ContainerParser<BlockNode.Container> {

    private final int indent;

    IndentedContainerParser(BlockNode.Container block, int indent) {
        super(block);
        this.indent = indent;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        if (state.isBlank()) {
            // A note may begin below its label, after a blank line; a definition stands beside its colon.
            return block.getFirstChild() == null && !(block instanceof BlockNode.Footnote)
                    ? BlockContinue.none()
                    : BlockContinue.atIndex(state.getNextNonSpaceIndex());
        }
        return state.getIndent() >= indent ? BlockContinue.atColumn(state.getColumn() + indent) : BlockContinue.none();
    }

    @Override
    public void closeBlock(ParserState state) {
        if (block instanceof BlockNode.Definition definition) {
            definition.tight = definition.tight && !ListParser.hasBlankLineBetween(state, definition);
        }
    }
}
