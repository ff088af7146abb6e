package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.ParserState;
import io.billet.renderer.internal.nodes.BlockNode;

/** A block that is complete on its first line: headings, thematic breaks and the markers that stand alone. */
final class LineParser extends BlockNodeParser<BlockNode> {

    LineParser(BlockNode block) {
        super(block);
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        return BlockContinue.none();
    }

    @Override
    public void closeBlock(ParserState state) {
        if (block instanceof BlockNode.Leaf leaf) {
            ((FlexmarkInlines) state.getInlineParser()).parseLater(leaf);
        }
    }
}
