package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.ast.BlankLine;
import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.nodes.BlockNode;

/** Continues a list (CommonMark 0.31.2, 5.3), and finds out at its end whether it is tight or loose. */
final class ListParser extends ContainerParser<BlockNode.ItemList> {

    ListParser(BlockNode.ItemList list) {
        super(list);
    }

    @Override
    public boolean canContain(ParserState state, BlockParser parser, Block child) {
        return child instanceof BlockNode.Item;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        return HERE;
    }

    @Override
    public void closeBlock(ParserState state) {
        for (Node item = block.getFirstChild(); item != null; item = item.getNext()) {
            if ((item.getNext() != null && endsWithBlankLine(state, item)) || hasBlankLineBetween(state, item)) {
                block.tight = false;
                return;
            }
        }
    }

    static boolean hasBlankLineBetween(ParserState state, Node container) {
        Node child = container.getFirstChild();
        while (child != null) {
            Node next = nextBlock(child);
            if (next != null && endsWithBlankLine(state, child)) {
                return true;
            }
            child = next;
        }
        return false;
    }

    private static Node nextBlock(Node node) {
        Node next = node.getNext();
        while (next instanceof BlankLine) {
            next = next.getNext();
        }
        return next;
    }

    private static boolean endsWithBlankLine(ParserState state, Node node) {
        Node last = node;
        while (last != null) {
            if (state.isLastLineBlank(last)) {
                return true;
            }
            last = last instanceof BlockNode.ItemList || last instanceof BlockNode.Item ? last.getLastChild() : null;
        }
        return false;
    }
}
