package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.HtmlOutput.Open;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.BlockVisitor;
import io.billet.renderer.internal.syntax.Alert;

/** Begins and ends the blocks of the tree for the {@link Walk}: the small ones itself, the others by their writers. */
final class BlockWriter implements BlockVisitor {

    private static final Open QUOTE = Open.of("</blockquote>\n");
    private static final Open ALERT = Open.of("</div>\n");

    private final Writing writing;
    private final InlineWriter inlines;
    private final HtmlOutput output;
    private final ParagraphWriter paragraphs;
    private final HeadingWriter headings;
    private final ListWriter lists;

    BlockWriter(Writing writing, InlineWriter inlines, ImageWriter images, HtmlOutput output) {
        this.writing = writing;
        this.inlines = inlines;
        this.output = output;
        this.paragraphs = new ParagraphWriter(writing, images, output);
        this.headings = new HeadingWriter(output);
        this.lists = new ListWriter(output);
    }

    @Override
    public void enter(BlockNode.Quote quote) {
        output.asides++;
        output.plain.breakLine(2);
        output.plain.pushPrefix("> ");
        if (quote.alert.isPresent()) {
            alert(quote.alert.get());
        } else {
            output.openBlock("blockquote", QUOTE);
            output.html.append('\n');
        }
    }

    private void alert(Alert alert) {
        output.startBlock("div");
        if (output.style.has(Trait.INLINE_STYLES)) {
            Escape.attribute(output.html, "style", output.inline.ofAlert());
        }
        output.html.append(" class=\"alert ").append(alert.cssClass()).append("\">\n");
        output.push(ALERT);
        output.startBlock("p");
        String title = writing.phrases().alert(alert);
        output.html.append(" class=\"alert-title\">");
        // A theme styles the class; a mail program knows none.
        output.html.append(output.style.has(Trait.INLINE_STYLES) ? "<strong>" : "");
        Escape.text(output.html, title);
        output.html.append(output.style.has(Trait.INLINE_STYLES) ? "</strong></p>\n" : "</p>\n");
        output.plain.append(title);
        output.plain.breakLine(2);
    }

    @Override
    public void leave(BlockNode.Quote quote) {
        output.closeOurs();
        output.asides--;
        output.plain.popPrefix();
        output.plain.breakLine(2);
    }

    @Override
    public void enter(BlockNode.ItemList list) {
        lists.enter(list);
    }

    @Override
    public void leave(BlockNode.ItemList list) {
        lists.leave(list);
    }

    @Override
    public void enter(BlockNode.Item item) {
        lists.enter(item);
    }

    @Override
    public void leave(BlockNode.Item item) {
        lists.leave(item);
    }

    @Override
    public boolean enter(BlockNode.Paragraph paragraph) {
        return paragraphs.enter(paragraph);
    }

    @Override
    public void leave(BlockNode.Paragraph paragraph) {
        paragraphs.leave(paragraph);
    }

    @Override
    public void enter(BlockNode.Heading heading) {
        writing.text().begin(heading);
        headings.enter(heading);
    }

    @Override
    public void leave(BlockNode.Heading heading) {
        headings.leave(heading);
    }

    @Override
    public void enter(BlockNode.Table table) {
        TableWriter.enter(table, output);
    }

    @Override
    public void leave(BlockNode.Table table) {
        TableWriter.leave(table, output);
    }

    @Override
    public void enter(BlockNode.Row row) {
        TableWriter.enter(row, output);
    }

    @Override
    public void leave(BlockNode.Row row) {
        TableWriter.leave(row, output);
    }

    @Override
    public void enter(BlockNode.Cell cell) {
        writing.text().begin(cell);
        TableWriter.enter(cell, output);
    }

    @Override
    public void leave(BlockNode.Cell cell) {
        TableWriter.leave(cell, output);
    }

    @Override
    public void enter(BlockNode.Definitions definitions) {
        lists.enter(definitions);
    }

    @Override
    public void leave(BlockNode.Definitions definitions) {
        lists.leave(definitions);
    }

    @Override
    public void enter(BlockNode.Term term) {
        writing.text().begin(term);
        lists.enter(term);
    }

    @Override
    public void leave(BlockNode.Term term) {
        lists.leave(term);
    }

    @Override
    public void enter(BlockNode.Definition definition) {
        lists.enter(definition);
    }

    @Override
    public void leave(BlockNode.Definition definition) {
        lists.leave(definition);
    }

    @Override
    public void write(BlockNode.Code code) {
        output.startBlock("pre");
        output.html.append(output.style.has(Trait.SCROLLING) ? " tabindex=\"0\">" : ">");
        output.startTag("code");
        String name = CodeLanguage.of(code.info, output.style.has(Trait.CHECKED_URLS));
        if (!name.isEmpty()) {
            Escape.attribute(output.html, "class", "language-" + name);
        }
        output.html.append('>');
        Escape.text(output.html, code.content);
        output.html.append("</code></pre>\n");
        output.plain.breakLine(2);
        output.plain.silent();
        output.plain.appendLines(code.content);
        output.countCode(code.content);
        output.plain.loud();
        output.plain.breakLine(2);
    }

    @Override
    public void write(BlockNode.Html html) {
        inlines.htmlBlock(html);
    }

    @Override
    public void write(BlockNode.Rule rule) {
        output.startBlock("hr");
        output.html.append(" />\n");
        output.plain.breakLine(2);
        if (output.style.has(Trait.TEXT_TWIN)) {
            output.plain.append("* * *");
            output.plain.breakLine(2);
        }
    }

    @Override
    public void write(BlockNode.Contents contents) {
        if (output.contentsAt < 0
                && output.style.has(Trait.HEADING_IDS)
                && !output.isApart()
                && !output.plain.hidden()
                && !output.insideRawLink()) {
            if (output.rawOpen > 0) {
                output.nesting.makeRoomFor("nav");
            }
            output.newLine();
            output.contentsAt = output.html.length();
            return;
        }
        // One list is enough, and neither a note nor a link, nor what is not shown, is a place for it.
        String words = writing.context().text.substring(contents.offset, contents.offset + "[TOC]".length());
        output.startBlock("p");
        output.html.append('>');
        output.plain.breakLine(2);
        writing.text().verbatim(output, words, 0, words.length());
        output.html.append("</p>\n");
        output.plain.breakLine(2);
    }
}
