package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.AbstractBlockParser;
import com.vladsch.flexmark.parser.block.BlockContinue;
import io.billet.renderer.internal.nodes.BlockNode;

/**
 * Parses one block of ours. Flexmark keeps blocks and, for extensions, their parsers in hash maps that grow with the text;
 * those hashed by identity lie scattered in them, and a large text would be read at the speed of main memory. So a block is
 * hashed by its number or by where it begins, and a parser as its block is (ADR 0013).
 */
abstract class BlockNodeParser<B extends BlockNode> extends AbstractBlockParser {

    /**
     * The line goes on where it stands, within a tab too. An index of its own would take Flexmark to the beginning of the tab:
     * of {@code >}, tab, tab, {@code x} two columns and a tab belong to what the quotation holds.
     */
    static final BlockContinue HERE = BlockContinue.atIndex(-1);

    final B block;

    BlockNodeParser(B block) {
        this.block = block;
    }

    @Override
    public final B getBlock() {
        return block;
    }

    @Override
    public final int hashCode() {
        return block.hashCode();
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }
}
