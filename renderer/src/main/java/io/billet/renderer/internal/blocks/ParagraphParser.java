package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.internal.nodes.BlockNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Continues a paragraph (CommonMark 0.31.2, 4.8). At its end its lines become one flat range of text, without what they
 * say of the container and without the link reference definitions that they begin with.
 */
final class ParagraphParser extends BlockNodeParser<BlockNode.Paragraph> {

    private final List<BasedSequence> lines = new ArrayList<>(2);
    private boolean isProse;

    ParagraphParser(BlockNode.Paragraph block) {
        super(block);
    }

    /** Returns the parser of a paragraph of lines that have been read as another's. */
    static ParagraphParser of(List<BasedSequence> lines) {
        ParagraphParser parser =
                new ParagraphParser(new BlockNode.Paragraph(lines.get(0).getStartOffset()));
        parser.lines.addAll(lines);
        return parser;
    }

    List<BasedSequence> lines() {
        return lines;
    }

    /** Returns whether all lines so far are link reference definitions. What is found to be prose is not read again. */
    boolean isOnlyDefinitions(Line next) {
        isProse = isProse || !next.areDefinitions(lines);
        return !isProse;
    }

    @Override
    public boolean isParagraphParser() {
        return true;
    }

    @Override
    public boolean isInterruptible() {
        return true;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        return state.isBlank() ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(ParserState state, BasedSequence line) {
        lines.add(line);
    }

    @Override
    public void closeBlock(ParserState state) {
        close(block, lines, (FlexmarkInlines) state.getInlineParser());
    }

    static void close(BlockNode.Paragraph paragraph, List<BasedSequence> lines, FlexmarkInlines inlines) {
        FlatText flat = FlatText.of(lines, inlines.context().text);
        paragraph.setText(flat.text(), flat.from(), flat.to());
        FirstLine.read(paragraph, inlines.syntax());
        paragraph.from =
                LinkDefinitions.define(paragraph.source, paragraph.from, paragraph.to, inlines, paragraph.offset);
        inlines.parseLater(paragraph);
    }
}
