package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import io.billet.renderer.internal.nodes.BlockNode;

/** Continues a list item (CommonMark 0.31.2, 5.2). */
final class ListItemParser extends ContainerParser<BlockNode.Item> {

    private final int contentIndent;

    ListItemParser(BlockNode.Item item, int contentIndent) {
        super(item);
        this.contentIndent = contentIndent;
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
}
