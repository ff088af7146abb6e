package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.nodes.BlockNode;
import java.util.List;

/** Continues a definition list, which a paragraph becomes when a line with a colon follows: its lines are the terms. */
final class DefinitionListParser extends ContainerParser<BlockNode.Definitions> {

    DefinitionListParser(BlockNode.Definitions block, List<BlockNode.Term> terms) {
        super(block);
        terms.forEach(block::appendChild);
    }

    @Override
    public boolean canContain(ParserState state, BlockParser parser, Block child) {
        return child instanceof BlockNode.Definition;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        return HERE;
    }

    @Override
    public void closeBlock(ParserState state) {
        FlexmarkInlines inlines = (FlexmarkInlines) state.getInlineParser();
        for (Node term = block.getFirstChild(); term instanceof BlockNode.Term text; term = term.getNext()) {
            inlines.parseLater(text);
        }
    }
}
