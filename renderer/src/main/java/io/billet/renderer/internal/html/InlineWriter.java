package io.billet.renderer.internal.html;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.MarkdownLimitException.Limit;
import io.billet.renderer.internal.html.HtmlOutput.Open;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;
import io.billet.renderer.internal.nodes.ParseContext;
import io.billet.renderer.internal.plaintext.PlainText;
import io.billet.renderer.internal.syntax.CharacterReferences;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes inlines for the {@link Walk}: text, code, emphasis, links, footnote references; images by their own writer. */
final class InlineWriter {

    private static final Open EMPHASIS = Open.of("</em>");
    private static final Open STRONG = Open.of("</strong>");
    private static final Open STRIKETHROUGH = Open.of("</del>");
    private static final Open SUPERSCRIPT = Open.of("</sup>");
    private static final Open SUBSCRIPT = Open.of("</sub>");
    private static final Open LINK = Open.of("</a>");
    /** Before this character no writing is without spaces. */
    private static final char GENERAL_PUNCTUATION = '\u2000';

    private final ParseContext context;
    private final TextFlow text;
    private final ImageWriter images;
    private final Urls urls;
    private final HtmlOutput output;
    private final OutputStyle style;
    private final RawTags raw;
    private final Abbreviations abbreviations;
    private int depth;
    private @Nullable InlineNode link;
    private String linkUrl = "";
    private int linkStart;
    private int superscriptStart;
    /** Up to this node text has been written already. */
    private @Nullable InlineNode joinedTo;

    InlineWriter(Writing writing, ImageWriter images, Urls urls, HtmlOutput output) {
        this.context = writing.context();
        this.text = writing.text();
        this.images = images;
        this.urls = urls;
        this.output = output;
        this.style = output.style;
        this.raw = new RawTags(writing, style, urls);
        this.abbreviations = new Abbreviations(context, text);
    }

    boolean enter(InlineNode node) {
        if (output.rawOpen > 0 && output.nesting.needsCell() && !isUnseen(node)) {
            output.nesting.makeRoomForText();
        }
        switch (node.kind) {
            case TEXT -> writeText(node);
            case SOFT_BREAK, HARD_BREAK -> lineBreak(node, node.kind == Kind.HARD_BREAK);
            case CODE -> code(node);
            case HTML -> html(node);
            case FOOTNOTE -> footnote(node);
            case AUTOLINK -> autolink(node);
            case EMPHASIS -> open("em", EMPHASIS, node);
            case STRONG -> open("strong", STRONG, node);
            case STRIKETHROUGH -> open("del", STRIKETHROUGH, node);
            case SUPERSCRIPT -> openSuperscript(node);
            case SUBSCRIPT -> open("sub", SUBSCRIPT, node);
            case LINK -> openLink(node, urls.link(node.target));
            case IMAGE -> openImage(node);
        }
        return node.kind.ordinal() >= Kind.EMPHASIS.ordinal() && node.kind != Kind.AUTOLINK;
    }

    /** White space between a table's tags, and the tags themselves. */
    private boolean isUnseen(InlineNode node) {
        return switch (node.kind) {
            case HTML, SOFT_BREAK -> true;
            case TEXT ->
                output.plain.hidden()
                        || (RawTags.isHtmlSpace(node.source, node.from, node.to) && !isWrittenWithTheNext(node));
            default -> output.plain.hidden();
        };
    }

    private boolean isWrittenWithTheNext(InlineNode node) {
        return context.hasAbbreviations() && node.getNext() instanceof InlineNode next && next.isText();
    }

    void leave(InlineNode node) {
        depth--;
        if (node.kind == Kind.SUPERSCRIPT) {
            output.plain.raise(superscriptStart);
        }
        if (node.kind == Kind.IMAGE && !style.has(Trait.STRANGERS_WORDS)) {
            images.leave(node);
        } else if (node.kind == Kind.LINK || node.kind == Kind.IMAGE) {
            closeLink(node);
        } else if (!images.isOpen()) {
            output.closeOurs();
        }
    }

    private void deeper(InlineNode node) {
        depth++;
        if (depth > context.limits.nesting()) {
            context.count(depth, context.limits.nesting(), Limit.NESTING, node.source, node.from, blockOffset(node));
        }
    }

    private static int blockOffset(Node node) {
        Node block = node;
        while (block instanceof InlineNode && block.getParent() != null) {
            block = block.getParent();
        }
        return block instanceof BlockNode ours ? ours.offset : Math.max(0, block.getStartOffset());
    }

    private void open(String name, Open end, InlineNode node) {
        deeper(node);
        if (!images.isOpen()) {
            output.html.append('<').append(name).append('>');
            output.push(end);
        }
    }

    private void openSuperscript(InlineNode node) {
        superscriptStart = output.plain.length();
        open("sup", SUPERSCRIPT, node);
    }

    private void writeText(InlineNode node) {
        if (joinedTo != null) {
            joinedTo = joinedTo == node ? null : joinedTo;
            return;
        }
        if (images.isOpen()) {
            images.text(node, node.verbatim);
        } else if (node.verbatim) {
            verbatim(node);
        } else if (context.hasAbbreviations() && link == null && !output.literal.isOpen()) {
            abbreviations.write(output, node.source, node.from, joined(node), blockOffset(node));
        } else {
            text.write(output, node.source, node.from, node.to);
        }
    }

    /** An emoji in code is its name. */
    private void verbatim(InlineNode node) {
        if (output.literal.isOpen() && !node.target.isEmpty()) {
            text.verbatim(output, node.target, 0, node.target.length());
        } else {
            text.verbatim(output, node.source, node.from, node.to);
        }
    }

    /** Returns where the text ends that a mark which means nothing has cut in two: an abbreviation may stand across. */
    private int joined(InlineNode node) {
        int to = node.to;
        Node next = node.getNext();
        while (next instanceof InlineNode more
                && more.isText()
                && !more.verbatim
                && more.source.equals(node.source)
                && more.from == to) {
            to = more.to;
            joinedTo = more;
            next = more.getNext();
        }
        return to;
    }

    private void lineBreak(InlineNode node, boolean hard) {
        text.passed('\n');
        if (images.isOpen()) {
            images.append(" ");
            output.plain.append(" ");
            return;
        }
        output.html.append(hard ? "<br />\n" : "\n");
        if (hard) {
            output.plain.breakLine(1);
        } else {
            boolean latin =
                    output.plain.length() == 0 || output.plain.charAt(output.plain.length() - 1) < GENERAL_PUNCTUATION;
            softBreak(latin ? null : textAfter(node));
        }
    }

    private void softBreak(@Nullable InlineNode next) {
        if (next == null) {
            output.plain.append(" ");
        } else {
            output.plain.softBreak(next.source, next.from);
        }
    }

    /** Returns the text that follows a break, also inside emphasis or a link; null if something else follows. */
    private static @Nullable InlineNode textAfter(InlineNode lineBreak) {
        Node next = lineBreak.getNext();
        while (next instanceof InlineNode inline
                && inline.kind != Kind.IMAGE
                && (inline.kind == Kind.HTML || inline.getFirstChild() != null)) {
            next = inline.kind == Kind.HTML ? inline.getNext() : inline.getFirstChild();
        }
        return next instanceof InlineNode text && (text.isText() || text.kind == Kind.CODE) ? text : null;
    }

    private void code(InlineNode node) {
        String code = node.source.substring(node.from, node.to).replace('\n', ' ');
        boolean padded = code.length() > 2 && code.startsWith(" ") && code.endsWith(" ") && !code.isBlank();
        code = padded ? code.substring(1, code.length() - 1) : code;
        text.passed('x');
        output.plain.append(code);
        if (images.isOpen()) {
            images.append(code);
            return;
        }
        output.startTag("code");
        output.html.append('>');
        Escape.text(output.html, code);
        output.html.append("</code>");
    }

    private void html(InlineNode node) {
        if (images.isOpen()) {
            return;
        }
        int literal = output.literal.mark();
        switch (style.rawHtml()) {
            case UNTOUCHED -> output.html.append(node.source, node.from, node.to);
            case SHOWN_AS_TEXT -> text.verbatim(output, node.source, node.from, node.to);
            case FILTERED -> raw.tag(output, node.source, node.from, node.to, link != null, blockOffset(node));
        }
        output.literal.passed(node.source, node.from, node.to, literal);
    }

    void htmlBlock(BlockNode.Html html) {
        output.newLine();
        if (style.rawHtml() == OutputStyle.RawHtml.UNTOUCHED) {
            output.html.append(html.content);
        } else {
            text.beginHtml(html.content);
            raw.block(output, html.content, html.offset, text);
            output.plain.breakLine(2);
        }
        output.newLine();
    }

    /** A reference is a link, but a link must not stand in a link: there it is only the number. */
    private void footnote(InlineNode node) {
        BlockNode.Footnote footnote = context.footnote(node.target);
        if (footnote == null || images.isOpen() || output.plain.hidden()) {
            return;
        }
        context.count(output.noteReferences + 1, context.limits.footnotes(), Limit.FOOTNOTES, footnote.offset);
        HtmlOutput.Note note = output.refer(footnote);
        String id = FootnoteSection.referenceId(style, note.number, note.references);
        output.html.append("<sup class=\"footnote-ref\"");
        if (link != null || output.insideRawLink()) {
            output.html.append(" id=\"").append(id).append("\">").append(note.number);
        } else {
            output.html.append('>');
            output.startTag("a");
            output.html
                    .append(" href=\"#")
                    .append(FootnoteSection.noteId(style, note.number))
                    .append("\" id=\"")
                    .append(id)
                    .append("\" role=\"doc-noteref\">")
                    .append(note.number)
                    .append("</a>");
        }
        output.html.append("</sup>");
        if (style.has(Trait.TEXT_TWIN)) {
            output.plain.appendMark(PlainText.raised(String.valueOf(note.number)));
        }
        text.passed('1');
    }

    private void autolink(InlineNode node) {
        if (output.literal.isOpen() && !isInAngleBrackets(node)) {
            String url = CharacterReferences.decode(node.source.substring(node.from, node.to));
            text.verbatim(output, url, 0, url.length());
            return;
        }
        deeper(node);
        openLink(node, urls.link(node.target));
        depth--;
        if (images.isOpen()) {
            images.text(node, true);
        } else {
            text.verbatim(output, node.source, node.from, node.to);
        }
        text.passed('x');
        depth--;
        closeLink(node);
    }

    private static boolean isInAngleBrackets(InlineNode node) {
        return node.from > 0 && node.source.charAt(node.from - 1) == '<' && node.source.startsWith(">", node.to);
    }

    private void openLink(InlineNode node, Optional<String> url) {
        deeper(node);
        if (link != null || images.isOpen() || url.isEmpty() || output.insideRawLink()) {
            return;
        }
        link = node;
        linkUrl = url.get();
        linkStart = output.plain.length();
        output.startTag("a");
        output.html.append(" href=\"");
        Escape.text(output.html, linkUrl);
        output.html.append('"');
        String title = node.title;
        if (title != null) {
            Escape.attribute(output.html, "title", title);
        }
        if (style.has(Trait.STRANGERS_WORDS)) {
            output.html.append(" rel=\"nofollow ugc noopener\"");
        }
        output.html.append('>');
        output.push(LINK);
        output.linksTo(linkUrl);
    }

    private void closeLink(InlineNode node) {
        if (link != node) {
            return;
        }
        link = null;
        output.closeOurs();
        output.finishLink(linkUrl, output.links.size() - 1, linkStart);
    }

    private void openImage(InlineNode node) {
        if (style.has(Trait.STRANGERS_WORDS)) {
            openLink(node, urls.link(node.target));
            return;
        }
        deeper(node);
        images.enter();
    }
}
