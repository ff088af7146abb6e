package io.billet.renderer;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.util.ast.BlankLine;
import com.vladsch.flexmark.util.ast.Node;
import io.billet.core.LanguageTag;
import io.billet.renderer.Page.Open;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one walk over the tree: writes HTML, plain text, headings, images, links and footnotes as it goes. It follows the
 * nodes' own links instead of calling itself, so that its stack does not grow with the depth of the text.
 */
final class Walk implements BlockNode.Visitor<Boolean> {

    private static final int EXCERPT_MARGIN = 40;
    private static final Open PARAGRAPH = Open.of("</p>\n");
    private static final Open NOTHING = Open.of("");
    private static final Open QUOTE = Open.of("</blockquote>\n");
    private static final Open DIVISION = Open.of("</div>\n");
    private static final Open BULLETS = Open.of("</ul>\n");
    private static final Open NUMBERS = Open.of("</ol>\n");
    private static final Open ITEM = Open.of("</li>\n");
    private static final Open DEFINITIONS = Open.of("</dl>\n");
    private static final Open TERM = Open.of("</dt>\n");
    private static final Open DEFINITION = Open.of("</dd>\n");
    private static final Open ROW = Open.of("</tr>\n");
    private static final Open HEADER_CELL = Open.of("</th>\n");
    private static final Open CELL = Open.of("</td>\n");
    private static final Open FIGURE = Open.of("</figure>\n");

    private final Manuscript manuscript;
    private final OutputStyle style;
    private final Optional<LanguageTag> language;
    private final int excerptLength;
    private final ForeignNodes foreign;
    private final InlineWriter inlines;
    private Page page;
    private @Nullable Page preview;
    private int paragraphStart;
    private int quoteDepth;
    private int headingTag;
    private int headingText;

    Walk(
            Manuscript manuscript,
            OutputStyle style,
            Optional<LanguageTag> language,
            int excerptLength,
            TextFlow text,
            ImageSizes sizes,
            ForeignNodes foreign) {
        this.manuscript = manuscript;
        this.style = style;
        this.language = language;
        this.excerptLength = excerptLength;
        this.foreign = foreign;
        this.page = new Page(manuscript.text.length() * 5 / 4 + 64, style.idPrefix(), style.textTwin());
        this.inlines = new InlineWriter(manuscript, style, text, sizes, page);
    }

    /** The pages that come of a document. */
    record Pages(Page whole, Optional<Page> preview) {}

    Pages over(Node root) {
        children(root);
        Page whole = page;
        whole.closeRaw();
        finish(whole);
        if (preview != null) {
            finish(preview);
        }
        return new Pages(whole, Optional.ofNullable(preview));
    }

    /** Writes what stands inside a node, and for a host's own renderer, on a page of its own. */
    String childrenAlone(Node parent) {
        StringBuilder outside = page.html;
        page.html = new StringBuilder();
        int open = page.open.size();
        children(parent);
        while (page.open.size() > open) {
            page.close();
        }
        String html = page.html.toString();
        page.html = outside;
        return html;
    }

    /** Writes one node for a renderer of a host's that our nodes stand in. */
    String alone(Node node) {
        StringBuilder outside = page.html;
        page.html = new StringBuilder();
        int open = page.open.size();
        if (enter(node)) {
            children(node);
            leave(node);
        }
        while (page.open.size() > open) {
            page.close();
        }
        String html = page.html.toString();
        page.html = outside;
        return html;
    }

    private void children(Node root) {
        Node node = root.getFirstChild();
        while (node != null) {
            boolean inside = enter(node);
            if (inside) {
                Node child = node.getFirstChild();
                if (child != null) {
                    node = child;
                    continue;
                }
                leave(node);
            }
            while (node.getNext() == null) {
                Node parent = node.getParent();
                if (parent == null || parent == root) {
                    return;
                }
                node = parent;
                leave(node);
            }
            node = node.getNext();
        }
    }

    /** Begins a node; whether its children are to be walked, and the node to be left after them. */
    private boolean enter(Node node) {
        if (node instanceof InlineNode inline) {
            return inlines.enter(inline);
        }
        if (node instanceof Paragraph paragraph) {
            return paragraph(paragraph);
        }
        if (node instanceof BlockNode block) {
            return block.accept(this);
        }
        if (!(node instanceof BlankLine)) {
            foreign.write(node, this, page);
        }
        return false;
    }

    private void leave(Node node) {
        if (node instanceof InlineNode inline) {
            inlines.leave(inline);
            return;
        }
        if (node instanceof Paragraph) {
            inlines.finishFigure();
            page.closeOurs();
            page.plain.breakLine(isTight(node) ? 1 : 2);
            if (quoteDepth == 0) {
                page.plain.excerpt(paragraphStart, excerptLength + EXCERPT_MARGIN);
            }
            return;
        }
        leaveBlock((BlockNode) node);
    }

    private void leaveBlock(BlockNode block) {
        if (block instanceof BlockNode.Definitions && block.getNext() instanceof BlockNode.Definitions) {
            page.closeRaw();
            page.open.remove(page.open.size() - 1);
            return;
        }
        if (block instanceof BlockNode.Table) {
            page.html.append(block.getFirstChild() == block.getLastChild() ? "" : "</tbody>\n");
        } else if (block instanceof BlockNode.Heading heading) {
            finishHeading(heading);
            return;
        }
        page.closeOurs();
        if (block instanceof BlockNode.Quote) {
            quoteDepth--;
        }
        if (block instanceof BlockNode.Row row) {
            page.html.append(row.header ? "</thead>\n" : "");
            if (row.header && row.getNext() != null) {
                page.html.append("<tbody>\n");
            }
        }
        leaveText(block);
    }

    private void leaveText(BlockNode block) {
        if (block instanceof BlockNode.Quote
                || block instanceof BlockNode.Item
                || block instanceof BlockNode.Definition) {
            page.plain.popPrefix();
        }
        boolean oneLine = block instanceof BlockNode.Row
                || block instanceof BlockNode.Term
                || (block instanceof BlockNode.Item item && isTight(item));
        if (oneLine) {
            page.plain.breakLine(1);
        } else if (block instanceof BlockNode.Cell) {
            if (block.getNext() != null) {
                page.plain.append(style.textTwin() ? " | " : " ");
            }
        } else {
            page.plain.breakLine(2);
        }
    }

    private boolean paragraph(Paragraph paragraph) {
        if (paragraph.getFirstChild() == null) {
            return false;
        }
        inlines.beginBlock();
        paragraphStart = page.plain.length();
        Node parent = paragraph.getParent();
        if (isTight(paragraph)) {
            page.plain.breakLine(1);
            if (paragraph.getPrevious() != null) {
                page.newLine();
            }
            page.push(NOTHING);
        } else if (style.figures() && inlines.isLoneImage(paragraph)) {
            page.newLine();
            startTag("figure");
            page.html.append('>');
            page.push(FIGURE);
            inlines.beginFigure();
        } else {
            page.newLine();
            startTag("p");
            page.html.append('>');
            page.push(PARAGRAPH);
        }
        if (parent instanceof BlockNode.Item item && parent.getFirstChild() == paragraph) {
            item.done.ifPresent(this::checkbox);
        }
        return true;
    }

    private static boolean isTight(Node paragraph) {
        Node parent = paragraph.getParent();
        return (parent instanceof BlockNode.Item item && isTight(item))
                || (parent instanceof BlockNode.Definition definition && definition.tight);
    }

    private static boolean isTight(BlockNode.Item item) {
        return item.getParent() instanceof BlockNode.ItemList list && list.tight;
    }

    private void checkbox(boolean done) {
        if (style.checkboxes()) {
            page.html
                    .append("<input type=\"checkbox\"")
                    .append(done ? " checked=\"\"" : "")
                    .append(" disabled=\"\"");
            if (style.checkUrls()) {
                Escape.attribute(page.html, "aria-label", Phrases.of(language).task(done));
            }
            page.html.append(" /> ");
        } else {
            page.html.append(done ? "☑ " : "☐ ");
        }
        if (style.textTwin()) {
            page.plain.append(done ? "[x] " : "[ ] ");
        }
    }

    private void startTag(String name) {
        page.html.append('<').append(name);
        if (style.inlineStyles()) {
            String css = EmailStyles.of(name);
            if (!css.isEmpty()) {
                page.html.append(" style=\"").append(css).append('"');
            }
        }
    }

    private void element(String name, Open end) {
        page.newLine();
        startTag(name);
        page.html.append('>');
        page.push(end);
    }

    @Override
    public Boolean quote(BlockNode.Quote quote) {
        quoteDepth++;
        page.plain.breakLine(2);
        page.plain.pushPrefix("> ");
        if (quote.alert.isEmpty()) {
            element("blockquote", QUOTE);
            page.html.append('\n');
            return true;
        }
        Alert alert = quote.alert.get();
        page.newLine();
        startTag("div");
        page.html.append(" class=\"alert ").append(alert.cssClass()).append("\">\n");
        page.push(DIVISION);
        startTag("p");
        String title = Phrases.of(language).alert(alert);
        page.html.append(" class=\"alert-title\">");
        Escape.text(page.html, title);
        page.html.append("</p>\n");
        page.plain.append(title);
        page.plain.breakLine(2);
        return true;
    }

    @Override
    public Boolean list(BlockNode.ItemList list) {
        page.newLine();
        startTag(list.marker.ordered() ? "ol" : "ul");
        if (list.marker.ordered() && list.marker.start() != 1) {
            page.html.append(" start=\"").append(list.marker.start()).append('"');
        }
        page.html.append(">\n");
        page.push(list.marker.ordered() ? NUMBERS : BULLETS);
        inlines.number(list);
        return true;
    }

    @Override
    public Boolean item(BlockNode.Item item) {
        BlockNode.ItemList list = (BlockNode.ItemList) item.getParent();
        page.plain.breakLine(1);
        page.plain.pushPrefix(list != null && list.marker.ordered() ? inlines.nextNumber(list) + ". " : "- ");
        element("li", ITEM);
        if (list != null
                && (!list.tight || !(item.getFirstChild() instanceof Paragraph))
                && item.getFirstChild() != null) {
            page.html.append('\n');
        }
        return true;
    }

    @Override
    public Boolean heading(BlockNode.Heading heading) {
        inlines.beginBlock();
        page.plain.breakLine(2);
        page.newLine();
        headingTag = page.html.length();
        if (style.stranger()) {
            page.html.append("<p><strong>");
            page.push(Open.of("</strong></p>\n"));
        } else {
            startTag("h" + heading.level);
            headingTag = page.html.length();
            page.html.append('>');
            page.push(Open.of("</h" + heading.level + ">\n"));
        }
        headingText = page.plain.length();
        return true;
    }

    private void finishHeading(BlockNode.Heading heading) {
        page.closeRaw();
        String text = page.plain.substring(headingText).strip();
        String id = "";
        if (style.headingIds()) {
            id = page.ids.next(heading.attributes.id().isEmpty() ? text : heading.attributes.id());
            page.html.insert(headingTag, " id=\"" + id + "\"");
        }
        if (!style.stranger() && !heading.attributes.cssClass().isEmpty()) {
            page.html.insert(headingTag, " class=\"" + heading.attributes.cssClass() + "\"");
        }
        if (!style.stranger()) {
            page.headings.add(new TocEntry(heading.level, id, text));
        }
        page.close();
        page.plain.breakLine(2);
    }

    @Override
    public Boolean code(BlockNode.Code code) {
        page.newLine();
        startTag("pre");
        page.html.append('>');
        startTag("code");
        String name = CodeLanguage.of(code.info, style.checkUrls());
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
        page.newLine();
        startTag("hr");
        page.html.append(" />\n");
        page.plain.breakLine(2);
        if (style.textTwin()) {
            page.plain.append("* * *");
            page.plain.breakLine(2);
        }
        return false;
    }

    @Override
    public Boolean table(BlockNode.Table table) {
        page.plain.breakLine(2);
        element("table", Open.of("</table>\n"));
        page.html.append("\n<thead>\n");
        return true;
    }

    @Override
    public Boolean row(BlockNode.Row row) {
        element("tr", ROW);
        page.html.append('\n');
        return true;
    }

    @Override
    public Boolean cell(BlockNode.Cell cell) {
        inlines.beginBlock();
        String name = cell.header ? "th" : "td";
        page.newLine();
        page.html.append('<').append(name);
        if (style.inlineStyles()) {
            String side = cell.alignment.isEmpty() ? "left" : cell.alignment;
            Escape.attribute(page.html, "style", EmailStyles.ofCell(side));
        }
        if (!cell.alignment.isEmpty()) {
            Escape.attribute(page.html, "align", cell.alignment);
        }
        page.html.append('>');
        page.push(cell.header ? HEADER_CELL : CELL);
        return true;
    }

    @Override
    public Boolean definitions(BlockNode.Definitions definitions) {
        page.plain.breakLine(2);
        if (definitions.getPrevious() instanceof BlockNode.Definitions) {
            page.push(DEFINITIONS);
            return true;
        }
        element("dl", DEFINITIONS);
        page.html.append('\n');
        return true;
    }

    @Override
    public Boolean term(BlockNode.Term term) {
        inlines.beginBlock();
        page.plain.breakLine(1);
        element("dt", TERM);
        return true;
    }

    @Override
    public Boolean definition(BlockNode.Definition definition) {
        page.plain.breakLine(1);
        page.plain.pushPrefix("    ");
        element("dd", DEFINITION);
        if (!definition.tight) {
            page.html.append('\n');
        }
        return true;
    }

    @Override
    public Boolean contents(BlockNode.Contents contents) {
        if (page.contentsAt < 0 && style.headingIds() && page.open.isEmpty()) {
            page.newLine();
            page.contentsAt = page.html.length();
        }
        return false;
    }

    @Override
    public Boolean cut(BlockNode.Cut cut) {
        if (preview == null) {
            Page copy = page.copy();
            copy.closeAll();
            preview = copy;
        }
        return false;
    }

    @Override
    public Boolean unseen(BlockNode block) {
        return false;
    }

    /** Writes what comes at the end: footnotes, the table of contents in its place, the links of a message. */
    private void finish(Page finished) {
        page = finished;
        inlines.continueOn(finished);
        quoteDepth = 1;
        String body = finished.html.toString();
        String notes = new FootnoteSection(finished, style, language).write(this);
        StringBuilder html = finished.html;
        html.setLength(0);
        if (finished.contentsAt >= 0) {
            html.append(body, 0, finished.contentsAt);
            ContentsList.write(html, finished.headings, Phrases.of(language));
            html.append(body, finished.contentsAt, body.length());
        } else {
            html.append(body);
        }
        if (!notes.isEmpty()) {
            finished.newLine();
            html.append(notes);
        }
        if (style.textTwin()) {
            inlines.listLinks(finished);
        }
    }

    /** A footnote's body, on its own. */
    String body(BlockNode.Footnote footnote) {
        return childrenAlone(footnote);
    }
}
