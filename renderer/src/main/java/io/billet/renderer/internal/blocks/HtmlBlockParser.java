package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.ParseContext;
import io.billet.renderer.internal.syntax.MembersOnlyMark;
import java.util.Optional;
import java.util.function.Predicate;

/** Continues an HTML block (CommonMark 0.31.2, 4.6) to the line that ends its kind. */
final class HtmlBlockParser extends BlockNodeParser<BlockNode.Html> {

    private final ParseContext context;
    private final Optional<Predicate<String>> ending;
    private final LiteralLines lines;
    private boolean finished;

    /**
     * Creates the parser of a block that has begun.
     *
     * @param ending what the last line contains; if empty, the block ends before a blank line
     */
    HtmlBlockParser(BlockNode.Html block, ParseContext context, Optional<Predicate<String>> ending) {
        super(block);
        this.context = context;
        this.lines = new LiteralLines(context.text);
        this.ending = ending;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        if (finished || (state.isBlank() && ending.isEmpty())) {
            return BlockContinue.none();
        }
        return HERE;
    }

    @Override
    public void addLine(ParserState state, BasedSequence line) {
        int from = lines.length();
        lines.add(line);
        finished = ending.isPresent() && ending.get().test(lines.substring(from));
    }

    @Override
    public void closeBlock(ParserState state) {
        block.content = lines.toString();
        int mark = MembersOnlyMark.firstIn(block.content);
        if (mark >= 0) {
            context.mark(block.content, mark, block.offset);
        }
    }
}
