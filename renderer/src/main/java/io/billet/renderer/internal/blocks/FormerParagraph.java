package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.nodes.BlockNode;
import java.util.ArrayList;
import java.util.List;

/** The paragraph before a line, of which the line says, though there is a blank one between, what it really is. */
final class FormerParagraph {

    private FormerParagraph() {}

    /** Returns the lines of the paragraph before as terms and takes it out of the tree; empty if there is none. */
    static List<BlockNode.Term> takeTerms(Line line) {
        Node before = line.matched.getBlock().getLastChild();
        if (before instanceof BlockNode.Paragraph ours && !isTask(ours) && !ours.isEmpty()) {
            List<BlockNode.Term> terms = terms(line, ours.source, ours.from, ours.to);
            ours.setText("", 0, 0);
            ours.unlink();
            return terms;
        }
        return before instanceof Paragraph theirs ? takeTerms(line, theirs) : List.of();
    }

    private static List<BlockNode.Term> takeTerms(Line line, Paragraph theirs) {
        BlockNode.Paragraph ours = new BlockNode.Paragraph(theirs.getStartOffset());
        FlatText flat = FlatText.of(theirs.getContentLines(), line.text);
        ours.setText(flat.text(), flat.from(), flat.to());
        boolean first = theirs.getPrevious() == null;
        theirs.insertAfter(ours);
        theirs.unlink();
        if (first) {
            FirstLine.read(ours, line.syntax);
        }
        ours.from = LinkDefinitions.define(ours.source, ours.from, ours.to, line.inlines(), ours.offset);
        boolean term = !ours.isEmpty() && !isTask(ours);
        List<BlockNode.Term> terms = term ? terms(line, ours.source, ours.from, ours.to) : List.of();
        if (term) {
            line.state.blockRemoved((Block) theirs);
        } else {
            ours.insertAfter(theirs);
        }
        ours.unlink();
        return terms;
    }

    /** Returns whether a box stands before the paragraph, which a term cannot have. */
    private static boolean isTask(BlockNode.Paragraph paragraph) {
        return paragraph.getPrevious() == null
                && paragraph.getParent() instanceof BlockNode.Item item
                && item.done.isPresent();
    }

    private static List<BlockNode.Term> terms(Line line, String source, int from, int to) {
        List<BlockNode.Term> terms = new ArrayList<>();
        int start = from;
        while (start < to) {
            int feed = source.indexOf('\n', start);
            int end = feed < 0 || feed > to ? to : feed;
            terms.add(new BlockNode.Term(line.at, source, start, end));
            start = end + 1;
        }
        return terms;
    }
}
