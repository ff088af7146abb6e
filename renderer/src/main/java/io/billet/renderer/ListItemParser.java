package io.billet.renderer;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.parser.block.BlockContinue;
import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Continues a list item (CommonMark 0.31.2, 5.2), and at its end takes the box off a task. */
final class ListItemParser extends ContainerParser<BlockNode.Item> {

    private final int contentIndent;
    private final boolean tasks;

    ListItemParser(BlockNode.Item item, int contentIndent, boolean tasks) {
        super(item);
        this.contentIndent = contentIndent;
        this.tasks = tasks;
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

    @Override
    public void closeBlock(ParserState state) {
        if (!tasks || !(block.getFirstChild() instanceof Paragraph first)) {
            return;
        }
        BasedSequence line = first.getLineChars(0);
        int box = 0;
        while (box < line.length() && line.charAt(box) == ' ') {
            box++;
        }
        boolean task = line.length() > box + 4
                && line.charAt(box) == '['
                && " xX".indexOf(line.charAt(box + 1)) >= 0
                && line.charAt(box + 2) == ']'
                && Characters.isBlank(line.charAt(box + 3))
                && !line.subSequence(box + 4).isBlank();
        if (task) {
            block.done = Optional.of(line.charAt(box + 1) != ' ');
            List<BasedSequence> lines = new ArrayList<>(first.getContentLines());
            lines.set(0, line.subSequence(box + 4));
            first.setContent(lines);
        }
    }
}
