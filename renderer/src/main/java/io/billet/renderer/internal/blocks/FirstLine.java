package io.billet.renderer.internal.blocks;

import io.billet.renderer.MarkdownFeature;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.syntax.Alert;
import io.billet.renderer.internal.syntax.Characters;
import io.billet.renderer.internal.syntax.Syntax;
import java.util.Optional;

/** What the first line of a container says about it: that a quotation is an alert, that an item is a task. */
final class FirstLine {

    private FirstLine() {}

    /** Takes what a paragraph says about its container off its text and notes it there. */
    static void read(BlockNode.Paragraph paragraph, Syntax syntax) {
        if (paragraph.getPrevious() != null) {
            return;
        }
        if (syntax.has(MarkdownFeature.ALERTS) && paragraph.getParent() instanceof BlockNode.Quote quote) {
            alert(paragraph, quote);
        } else if (syntax.has(MarkdownFeature.TASK_LISTS) && paragraph.getParent() instanceof BlockNode.Item item) {
            task(paragraph, item);
        }
    }

    private static void alert(BlockNode.Paragraph paragraph, BlockNode.Quote quote) {
        int end = paragraph.firstLineEnd();
        quote.alert = Alert.of(paragraph.source.substring(paragraph.from, end));
        if (quote.alert.isPresent()) {
            paragraph.from = Math.min(end + 1, paragraph.to);
        }
    }

    private static void task(BlockNode.Paragraph paragraph, BlockNode.Item item) {
        String text = paragraph.source;
        int end = paragraph.firstLineEnd();
        int box = paragraph.from;
        while (box < end && text.charAt(box) == ' ') {
            box++;
        }
        boolean task = end > box + 4
                && text.charAt(box) == '['
                && " xX".indexOf(text.charAt(box + 1)) >= 0
                && text.charAt(box + 2) == ']'
                && Characters.isBlank(text.charAt(box + 3))
                && !text.substring(box + 4, end).isBlank();
        if (task) {
            item.done = Optional.of(text.charAt(box + 1) != ' ');
            paragraph.from = box + 4;
        }
    }
}
