package io.billet.renderer.internal.html;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.html.Page.Open;
import io.billet.renderer.internal.nodes.BlockNode;

/**
 * Writes paragraphs: bare in tight lists, as a figure around a lone image, with a box before a task; and takes the excerpt
 * from them.
 */
final class ParagraphWriter {

    private static final int EXCERPT_MARGIN = 40;
    private static final Open PARAGRAPH = Open.of("</p>\n");
    private static final Open NOTHING = Open.of("");
    private static final Open FIGURE = Open.of("</figure>\n");

    private final Writing writing;
    private final ImageWriter images;
    private final Page page;
    private int textStart;

    ParagraphWriter(Writing writing, ImageWriter images, Page page) {
        this.writing = writing;
        this.images = images;
        this.page = page;
    }

    boolean enter(BlockNode.Paragraph paragraph) {
        if (paragraph.getFirstChild() == null) {
            return false;
        }
        writing.text().begin();
        textStart = page.plain.length();
        if (isTight(paragraph)) {
            page.plain.breakLine(1);
            if (paragraph.getPrevious() != null) {
                page.newLine();
            }
            page.push(NOTHING);
        } else if (page.style.has(Trait.FIGURES) && images.isLoneImage(paragraph)) {
            page.openBlock("figure", FIGURE);
            images.beginFigure();
        } else {
            page.openBlock("p", PARAGRAPH);
        }
        if (paragraph.getParent() instanceof BlockNode.Item item && item.getFirstChild() == paragraph) {
            item.done.ifPresent(this::checkbox);
        }
        return true;
    }

    void leave(BlockNode.Paragraph paragraph) {
        images.finishFigure();
        page.closeOurs();
        page.plain.breakLine(isTight(paragraph) ? 1 : 2);
        if (page.asides == 0) {
            page.plain.excerpt(textStart, writing.excerptLength() + EXCERPT_MARGIN);
        }
    }

    private static boolean isTight(BlockNode.Paragraph paragraph) {
        Node parent = paragraph.getParent();
        return (parent instanceof BlockNode.Item item && item.isTight())
                || (parent instanceof BlockNode.Definition definition && definition.tight);
    }

    private void checkbox(boolean done) {
        if (page.style.has(Trait.CHECKBOXES)) {
            page.html
                    .append("<input type=\"checkbox\"")
                    .append(done ? " checked=\"\"" : "")
                    .append(" disabled=\"\"");
            if (page.style.has(Trait.CHECKED_URLS)) {
                Escape.attribute(page.html, "aria-label", writing.phrases().task(done));
            }
            page.html.append(" /> ");
        } else {
            page.html.append(done ? "☑ " : "☐ ");
        }
        if (page.style.has(Trait.TEXT_TWIN)) {
            page.plain.append(done ? "[x] " : "[ ] ");
        }
    }
}
