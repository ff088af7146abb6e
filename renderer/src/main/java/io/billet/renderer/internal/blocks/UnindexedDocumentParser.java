package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.internal.DocumentParser;
import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.data.DataHolder;
import io.billet.renderer.internal.nodes.BlockNode;
import java.util.List;

/**
 * Flexmark's parser of blocks without its index of every block and block parser of a text. The index is for extensions
 * that look blocks up by their kind; without extensions nobody asks it, and it costs more than all the rest (ADR 0014).
 */
final class UnindexedDocumentParser extends DocumentParser {

    private int blocks;

    UnindexedDocumentParser(DataHolder options, BlockStarts starts, FlexmarkInlines inlines) {
        super(options, List.of(starts), List.of(), List.of(), inlines);
    }

    /** Numbers a block, and puts a paragraph of ours in the place of one of Flexmark's, before it has a line. */
    @Override
    public void blockParserAdded(BlockParser blockParser) {
        if (blockParser.getBlock() instanceof BlockNode ours) {
            ours.number(blocks++);
        } else if (blockParser instanceof com.vladsch.flexmark.parser.core.ParagraphParser theirs) {
            BlockNode.Paragraph ours = new BlockNode.Paragraph(getLineStart() + getNextNonSpaceIndex());
            ours.number(blocks++);
            theirs.getBlock().insertAfter(ours);
            theirs.getBlock().unlink();
            List<BlockParser> active = getActiveBlockParsers();
            active.set(active.size() - 1, new ParagraphParser(ours));
        }
    }

    @Override
    public void blockParserRemoved(BlockParser blockParser) {
        // Was not indexed.
    }

    @Override
    public void blockRemoved(Block block) {
        // Was not indexed.
    }
}
