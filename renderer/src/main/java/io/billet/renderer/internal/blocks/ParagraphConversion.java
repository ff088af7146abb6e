package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.parser.block.BlockPreProcessor;
import com.vladsch.flexmark.parser.block.BlockPreProcessorFactory;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.ast.Block;
import io.billet.renderer.internal.nodes.BlockNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** With a host's extensions paragraphs are Flexmark's, as they expect; after they have seen them, these become ours. */
final class ParagraphConversion implements BlockPreProcessorFactory {

    @Override
    public Set<Class<? extends Block>> getBlockTypes() {
        return Set.of(Paragraph.class);
    }

    @Override
    public @Nullable Set<Class<?>> getAfterDependents() {
        return null;
    }

    @Override
    public @Nullable Set<Class<?>> getBeforeDependents() {
        return null;
    }

    @Override
    public boolean affectsGlobalScope() {
        return false;
    }

    @Override
    public BlockPreProcessor apply(ParserState state) {
        return ParagraphConversion::convert;
    }

    private static void convert(ParserState state, Block theirs) {
        BlockNode.Paragraph ours = new BlockNode.Paragraph(theirs.getStartOffset());
        theirs.insertAfter(ours);
        theirs.unlink();
        state.blockRemoved(theirs);
        ParagraphParser.close(ours, theirs.getContentLines(), (FlexmarkInlines) state.getInlineParser());
    }
}
