package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.ast.Block;
import io.billet.renderer.internal.nodes.BlockNode;

/** A block that contains blocks: the ground that the parsers of CommonMark's container blocks (section 5) share. */
abstract class ContainerParser<B extends BlockNode> extends BlockNodeParser<B> {

    ContainerParser(B block) {
        super(block);
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
