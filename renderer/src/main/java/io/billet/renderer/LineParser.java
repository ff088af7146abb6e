package io.billet.renderer;

import com.vladsch.flexmark.parser.InlineParser;
import com.vladsch.flexmark.parser.block.AbstractBlockParser;
import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.ast.Block;

/** A block that is complete on its first line: headings, thematic breaks and the markers that stand alone. */
final class LineParser extends AbstractBlockParser {

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
