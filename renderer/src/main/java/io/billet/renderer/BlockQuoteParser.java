package io.billet.renderer;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.Optional;

/** Continues a block quote (CommonMark 0.31.2, 5.1), and makes it an alert if its first line says so. */
final class BlockQuoteParser extends ContainerParser<BlockNode.Quote> {

    private final boolean alerts;

    BlockQuoteParser(BlockNode.Quote quote, boolean alerts) {
        super(quote);
        this.alerts = alerts;
    }

    @Override
    public boolean isPropagatingLastBlankLine(BlockParser lastMatched) {
        return false;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        int at = state.getNextNonSpaceIndex();
        BasedSequence line = state.getLine();
        if (state.isBlank() || state.getIndent() >= IndentedCodeParser.INDENT || line.charAt(at) != '>') {
            return BlockContinue.none();
        }
        return BlockContinue.atColumn(columnAfterMark(state));
    }

    static int columnAfterMark(ParserState state) {
        int next = state.getNextNonSpaceIndex() + 1;
        BasedSequence line = state.getLine();
        boolean blank = next < line.length() && Characters.isBlank(line.charAt(next));
        return state.getColumn() + state.getIndent() + (blank ? 2 : 1);
    }

    @Override
    public void closeBlock(ParserState state) {
        if (alerts && block.getFirstChild() instanceof Paragraph first) {
            Optional<Alert> alert = Alert.of(first.getLineChars(0).toString());
            if (alert.isPresent()) {
                block.alert = alert;
                dropFirstLine(first, state);
            }
        }
    }

    private static void dropFirstLine(Paragraph paragraph, ParserState state) {
        if (paragraph.getLineCount() == 1) {
            paragraph.unlink();
            state.blockRemoved(paragraph);
        } else {
            paragraph.setContent(paragraph, 1, paragraph.getLineCount());
        }
    }
}
