package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.html.Page.Open;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.syntax.Alert;

/** Begins and ends the blocks of the tree for the {@link Walk}: the small ones itself, the others by their writers. */
final class BlockWriter implements BlockNode.Visitor<Boolean> {

    private static final Open QUOTE = Open.of("</blockquote>\n");
    private static final Open ALERT = Open.of("</div>\n");

    private final Writing writing;
    private final InlineWriter inlines;
    private final Page page;
    private final ParagraphWriter paragraphs;
    private final HeadingWriter headings;
    private final ListWriter lists;

    BlockWriter(Writing writing, InlineWriter inlines, ImageWriter images, Page page) {
        this.writing = writing;
        this.inlines = inlines;
        this.page = page;
        this.paragraphs = new ParagraphWriter(writing, images, page);
        this.headings = new HeadingWriter(page);
        this.lists = new ListWriter(page);
    }

    void leave(BlockNode block) {
        if (block instanceof BlockNode.Paragraph paragraph) {
            paragraphs.leave(paragraph);
        } else if (block instanceof BlockNode.Heading heading) {
            headings.leave(heading);
        } else if (block instanceof BlockNode.Item item) {
            lists.leave(item);
        } else if (block instanceof BlockNode.Cell cell) {
            TableWriter.leave(cell, page);
        } else if (block instanceof BlockNode.Row row) {
            TableWriter.leave(row, page);
        } else if (block instanceof BlockNode.Table table) {
            TableWriter.leave(table, page);
        } else if (block instanceof BlockNode.Quote) {
            leaveQuote();
        } else if (block instanceof BlockNode.Definitions definitions) {
            lists.leave(definitions);
        } else if (block instanceof BlockNode.Term term) {
            lists.leave(term);
        } else if (block instanceof BlockNode.Definition definition) {
            lists.leave(definition);
        } else {
            page.closeOurs();
            page.plain.breakLine(2);
        }
    }

    @Override
    public Boolean quote(BlockNode.Quote quote) {
        page.asides++;
        page.plain.breakLine(2);
        page.plain.pushPrefix("> ");
        if (quote.alert.isPresent()) {
            alert(quote.alert.get());
        } else {
            page.openBlock("blockquote", QUOTE);
            page.html.append('\n');
        }
        return true;
    }

    private void alert(Alert alert) {
        page.startBlock("div");
        page.html.append(" class=\"alert ").append(alert.cssClass()).append("\">\n");
        page.push(ALERT);
        page.startBlock("p");
        String title = writing.phrases().alert(alert);
        page.html.append(" class=\"alert-title\">");
        // A theme styles the class; a mail program knows none.
        page.html.append(page.style.has(Trait.INLINE_STYLES) ? "<strong>" : "");
        Escape.text(page.html, title);
        page.html.append(page.style.has(Trait.INLINE_STYLES) ? "</strong></p>\n" : "</p>\n");
        page.plain.append(title);
        page.plain.breakLine(2);
    }

    private void leaveQuote() {
        page.closeOurs();
        page.asides--;
        page.plain.popPrefix();
        page.plain.breakLine(2);
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
        page.startBlock("pre");
        page.html.append('>');
        page.startTag("code");
        String name = CodeLanguage.of(code.info, page.style.has(Trait.CHECKED_URLS));
        if (!name.isEmpty()) {
            Escape.attribute(page.html, "class", "language-" + name);
        }
        page.html.append('>');
        Escape.text(page.html, code.content);
        page.html.append("</code></pre>\n");
        page.plain.breakLine(2);
        page.plain.silent();
        page.plain.appendLines(code.content);
        page.plain.loud();
        page.plain.breakLine(2);
        return false;
    }

    @Override
    public Boolean html(BlockNode.Html html) {
        inlines.htmlBlock(html);
        return false;
    }

    @Override
    public Boolean rule(BlockNode.Rule rule) {
        page.startBlock("hr");
        page.html.append(" />\n");
        page.plain.breakLine(2);
        if (page.style.has(Trait.TEXT_TWIN)) {
            page.plain.append("* * *");
            page.plain.breakLine(2);
        }
        return false;
    }

    @Override
    public Boolean table(BlockNode.Table table) {
        TableWriter.enter(table, page);
        return true;
    }

    @Override
    public Boolean row(BlockNode.Row row) {
        TableWriter.enter(row, page);
        return true;
    }

    @Override
    public Boolean cell(BlockNode.Cell cell) {
        writing.text().begin();
        TableWriter.enter(cell, page);
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
        if (page.contentsAt < 0 && page.style.has(Trait.HEADING_IDS) && page.open.isEmpty()) {
            page.newLine();
            page.contentsAt = page.html.length();
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
