package io.billet.renderer.internal.html;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;
import io.billet.renderer.internal.syntax.CharacterReferences;
import io.billet.renderer.internal.syntax.HtmlSyntax;
import io.billet.renderer.internal.typography.RunningText;
import java.util.Locale;
import java.util.Set;

/** The running text of a block, for the typographer: of the inlines in it, or of raw HTML. */
final class BlockText {

    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "caption",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul");

    private final RunningText text;
    /** How many elements are open whose text is not set. */
    private int literal;

    private BlockText(RunningText text) {
        this.text = text;
    }

    /** Adds the text of a block's inlines; of a block that is read by the letter there is none to be set. */
    static void addInlines(Node block, RunningText text) {
        new BlockText(text).inlines(block);
    }

    /** Adds the text of an HTML block. */
    static void addHtml(String html, RunningText text) {
        new BlockText(text).html(html);
    }

    /** Returns whether a tag that has been written begins or ends a block of its own. */
    static boolean isBlock(CharSequence html, int tag) {
        int from = tag + (html.charAt(tag + 1) == '/' ? 2 : 1);
        int to = from;
        while (to < html.length() && Character.isLetterOrDigit(html.charAt(to))) {
            to++;
        }
        return BLOCKS.contains(html.subSequence(from, to).toString());
    }

    private void inlines(Node block) {
        String source = block instanceof BlockNode.Leaf leaf ? leaf.source : "";
        int images = 0;
        Node node = block.getFirstChild();
        while (node != null) {
            boolean image = node instanceof InlineNode inline && inline.kind == Kind.IMAGE;
            if (image && images++ == 0) {
                text.beginImage();
            }
            add(node, source);
            Node child =
                    node instanceof InlineNode inline && inline.kind != Kind.AUTOLINK ? node.getFirstChild() : null;
            if (child != null) {
                node = child;
                continue;
            }
            images -= image && ended(images) ? 1 : 0;
            while (node != null && node.getNext() == null) {
                node = node.getParent() == block ? null : node.getParent();
                if (node instanceof InlineNode parent && parent.kind == Kind.IMAGE) {
                    images -= ended(images) ? 1 : 0;
                }
            }
            node = node == null ? null : node.getNext();
        }
    }

    private boolean ended(int images) {
        if (images == 1) {
            text.endImage();
        }
        return true;
    }

    private void add(Node node, String source) {
        if (!(node instanceof InlineNode inline)) {
            text.addObject();
            return;
        }
        switch (inline.kind) {
            case TEXT -> addText(inline, source);
            case SOFT_BREAK, HARD_BREAK -> text.addBreak();
            case CODE, AUTOLINK -> text.addObject();
            case HTML -> tag(inline.source, inline.from, inline.to);
            default -> {}
        }
    }

    @SuppressWarnings("ReferenceEquality") // Which string it is: what an author wrote as a reference has its own.
    private void addText(InlineNode node, String source) {
        if (literal > 0) {
            text.addObject();
        } else if (node.verbatim || node.source != source) {
            text.addFixed(node.source, node.from, node.to);
        } else {
            text.add(node.source, node.from, node.to);
        }
    }

    private void html(String html) {
        int at = 0;
        while (at < html.length()) {
            int next = html.indexOf('<', at);
            if (next != at) {
                String between = html.substring(at, next < 0 ? html.length() : next);
                addBetweenTags(CharacterReferences.decode(between));
                at += between.length();
                continue;
            }
            int end = HtmlSyntax.markupEnd(html, at);
            if (end > 0) {
                tag(html, at, end);
            } else {
                text.addFixed("<", 0, 1);
            }
            at = Math.max(at + 1, end);
        }
    }

    private void addBetweenTags(String words) {
        if (literal > 0) {
            text.addObject();
        } else if (words.indexOf('"') < 0 && words.indexOf('\'') < 0) {
            text.addFixed(words, 0, words.length());
        } else {
            text.add(words, 0, words.length());
        }
    }

    private void tag(String s, int from, int to) {
        boolean closing = s.charAt(from + 1) == '/';
        int start = closing ? from + 2 : from + 1;
        int end = HtmlSyntax.nameEnd(s, start, to);
        if (end < 0) {
            return;
        }
        String name = s.substring(start, end).toLowerCase(Locale.ROOT);
        if (LiteralElements.isName(name)) {
            literal = Math.max(0, literal + (closing ? -1 : s.startsWith("/>", to - 2) ? 0 : 1));
        } else if (BLOCKS.contains(name)) {
            text.endBlock();
        } else if (name.equals("br")) {
            text.addBreak();
        } else if (name.equals("img")) {
            text.addObject();
        }
    }
}
