package io.billet.renderer.internal.html;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.html.HtmlOutput.Open;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.nodes.BlockNode;

/**
 * Writes paragraphs: bare in tight lists, as a figure around a lone image, with a box before a task; and takes the excerpt
 * from them.
 */
final class ParagraphWriter {

    static final int EXCERPT_MARGIN = 40;
    private static final Open PARAGRAPH = Open.of("</p>\n");
    private static final Open NOTHING = Open.of("");
    private static final Open FIGURE = Open.of("</figure>\n");

    private final Writing writing;
    private final ImageWriter images;
    private final HtmlOutput output;
    private int textStart;

    ParagraphWriter(Writing writing, ImageWriter images, HtmlOutput output) {
        this.writing = writing;
        this.images = images;
        this.output = output;
    }

    boolean enter(BlockNode.Paragraph paragraph) {
        if (paragraph.getFirstChild() == null) {
            return false;
        }
        writing.text().begin(paragraph);
        textStart = output.plain.length();
        if (isTight(paragraph)) {
            if (output.rawOpen > 0) {
                output.nesting.makeRoomForText();
            }
            output.plain.breakLine(1);
            if (paragraph.getPrevious() != null) {
                output.newLine();
            }
            output.push(NOTHING);
        } else if (output.style.has(Trait.FIGURES) && images.isLoneImage(paragraph)) {
            output.openBlock("figure", FIGURE);
            images.beginFigure();
        } else {
            output.openBlock("p", PARAGRAPH);
        }
        if (paragraph.getParent() instanceof BlockNode.Item item && item.getFirstChild() == paragraph) {
            item.done.ifPresent(this::checkbox);
        }
        return true;
    }

    void leave(BlockNode.Paragraph paragraph) {
        boolean figure = images.finishFigure();
        output.closeOurs();
        output.plain.breakLine(isTight(paragraph) ? 1 : 2);
        if (output.asides == 0 && !figure) {
            output.plain.excerpt(textStart, writing.excerptLength() + EXCERPT_MARGIN);
        }
    }

    private static boolean isTight(BlockNode.Paragraph paragraph) {
        Node parent = paragraph.getParent();
        return (parent instanceof BlockNode.Item item && item.isTight())
                || (parent instanceof BlockNode.Definition definition && definition.tight);
    }

    private void checkbox(boolean done) {
        if (output.style.has(Trait.CHECKBOXES)) {
            output.html
                    .append("<input type=\"checkbox\"")
                    .append(done ? " checked=\"\"" : "")
                    .append(" disabled=\"\"");
            if (output.style.has(Trait.CHECKED_URLS)) {
                Escape.attribute(output.html, "aria-label", writing.phrases().task(done));
            }
            output.html.append(" /> ");
        } else {
            output.html.append(done ? "☑ " : "☐ ");
        }
        if (output.style.has(Trait.TEXT_TWIN)) {
            output.plain.appendMark(done ? "[x] " : "[ ] ");
        }
    }
}
