package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.HtmlOutput.Open;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.syntax.Alert;

/** Begins and ends the blocks of the tree for the {@link Walk}: the small ones itself, the others by their writers. */
final class BlockWriter implements BlockNode.Visitor<Boolean> {

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

    void leave(BlockNode block) {
        if (block instanceof BlockNode.Paragraph paragraph) {
            paragraphs.leave(paragraph);
        } else if (block instanceof BlockNode.Heading heading) {
            headings.leave(heading);
        } else if (block instanceof BlockNode.Item item) {
            lists.leave(item);
        } else if (block instanceof BlockNode.Cell cell) {
            TableWriter.leave(cell, output);
        } else if (block instanceof BlockNode.Row row) {
            TableWriter.leave(row, output);
        } else if (block instanceof BlockNode.Table table) {
            TableWriter.leave(table, output);
        } else if (block instanceof BlockNode.Quote) {
            leaveQuote();
        } else if (block instanceof BlockNode.Definitions definitions) {
            lists.leave(definitions);
        } else if (block instanceof BlockNode.Term term) {
            lists.leave(term);
        } else if (block instanceof BlockNode.Definition definition) {
            lists.leave(definition);
        } else {
            output.closeOurs();
            output.plain.breakLine(2);
        }
    }

    @Override
    public Boolean quote(BlockNode.Quote quote) {
        output.asides++;
        output.plain.breakLine(2);
        output.plain.pushPrefix("> ");
        if (quote.alert.isPresent()) {
            alert(quote.alert.get());
        } else {
            output.openBlock("blockquote", QUOTE);
            output.html.append('\n');
        }
        return true;
    }

    private void alert(Alert alert) {
        output.startBlock("div");
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

    private void leaveQuote() {
        output.closeOurs();
        output.asides--;
        output.plain.popPrefix();
        output.plain.breakLine(2);
    }

    @Override
    public Boolean list(BlockNode.ItemList list) {
        lists.enter(list);
        return true;
    }

    @Override
    public Boolean item(BlockNode.Item item) {
        lists.enter(item);
        return true;
    }

    @Override
    public Boolean paragraph(BlockNode.Paragraph paragraph) {
        return paragraphs.enter(paragraph);
    }

    @Override
    public Boolean heading(BlockNode.Heading heading) {
        writing.text().begin();
        headings.enter(heading);
        return true;
    }

    @Override
    public Boolean code(BlockNode.Code code) {
        output.startBlock("pre");
        output.html.append('>');
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
        output.plain.loud();
        output.plain.breakLine(2);
        return false;
    }

    @Override
    public Boolean html(BlockNode.Html html) {
        inlines.htmlBlock(html);
        return false;
    }

    @Override
    public Boolean rule(BlockNode.Rule rule) {
        output.startBlock("hr");
        output.html.append(" />\n");
        output.plain.breakLine(2);
        if (output.style.has(Trait.TEXT_TWIN)) {
            output.plain.append("* * *");
            output.plain.breakLine(2);
        }
        return false;
    }

    @Override
    public Boolean table(BlockNode.Table table) {
        TableWriter.enter(table, output);
        return true;
    }

    @Override
    public Boolean row(BlockNode.Row row) {
        TableWriter.enter(row, output);
        return true;
    }

    @Override
    public Boolean cell(BlockNode.Cell cell) {
        writing.text().begin();
        TableWriter.enter(cell, output);
        return true;
    }

    @Override
    public Boolean definitions(BlockNode.Definitions definitions) {
        lists.enter(definitions);
        return true;
    }

    @Override
    public Boolean term(BlockNode.Term term) {
        writing.text().begin();
        lists.enter(term);
        return true;
    }

    @Override
    public Boolean definition(BlockNode.Definition definition) {
        lists.enter(definition);
        return true;
    }

    @Override
    public Boolean contents(BlockNode.Contents contents) {
        if (output.contentsAt < 0 && output.style.has(Trait.HEADING_IDS) && output.open.isEmpty()) {
            output.newLine();
            output.contentsAt = output.html.length();
        }
        return false;
    }

    @Override
    public Boolean cut(BlockNode.Cut cut) {
        return false;
    }

    @Override
    public Boolean unseen(BlockNode block) {
        return false;
    }
}
