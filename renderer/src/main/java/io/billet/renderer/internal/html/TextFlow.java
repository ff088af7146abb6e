package io.billet.renderer.internal.html;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.typography.RunningText;
import io.billet.renderer.internal.typography.Typographer;
import org.jspecify.annotations.Nullable;

/** Running text on its way into the HTML, through the typographer where there is one. */
final class TextFlow {

    private final @Nullable Typographer typographer;
    private final StringBuilder set = new StringBuilder();
    /** The block that has begun, if it is one of inlines. */
    private @Nullable Node block;

    private String html = "";
    /** One for all blocks: most have no quote, and their text is never asked for. */
    private final RunningText.Source source = this::addTo;

    TextFlow(@Nullable Typographer typographer) {
        this.typographer = typographer;
    }

    /** A new block of inlines begins: what stood before does not matter any more. */
    void begin(Node block) {
        if (typographer != null) {
            this.block = block;
            typographer.begin(source);
        }
    }

    /** A block of raw HTML begins. */
    void beginHtml(String html) {
        if (typographer != null) {
            this.block = null;
            this.html = html;
            typographer.begin(source);
        }
    }

    private void addTo(RunningText text) {
        if (block == null) {
            BlockText.addHtml(html, text);
        } else {
            BlockText.addInlines(block, text);
        }
    }

    /** Text begins that stands alone. */
    void beginAlone() {
        if (typographer != null) {
            typographer.begin(null);
        }
    }

    void write(HtmlOutput output, String text, int from, int to) {
        if (output.literal.isOpen()) {
            verbatim(output, text, from, to);
            return;
        }
        if (typographer == null || output.plain.hidden()) {
            Escape.text(output.html, text, from, to);
            output.plain.append(text, from, to);
            return;
        }
        setText(typographer, output, text, from, to);
        Escape.text(output.html, set);
        output.plain.append(set);
    }

    private void setText(Typographer rules, HtmlOutput output, String text, int from, int to) {
        set.setLength(0);
        rules.set(text, from, to, set);
        char space = rules.replacementForSpaceBefore();
        if (space != 0) {
            replaceLastSpace(output, space);
        }
    }

    /** The space was written with the text before; both are one character, so it can be exchanged in its place. */
    private static void replaceLastSpace(HtmlOutput output, char space) {
        StringBuilder html = output.html;
        for (int i = html.length() - 1; i >= 0; i--) {
            char c = html.charAt(i);
            if (c == '>') {
                i = html.lastIndexOf("<", i);
                if (BlockText.isBlock(html, i)) {
                    break;
                }
            } else {
                if (c == ' ') {
                    html.setCharAt(i, space);
                }
                break;
            }
        }
        output.plain.replaceLastSpace(space);
    }

    /** Text of an HTML block. White space beside tags parts what stands before and behind it, but is not for the plain text. */
    void betweenTags(HtmlOutput output, String text) {
        if (typographer == null || output.plain.hidden() || output.literal.isOpen()) {
            Escape.text(output.html, text);
            output.plain.append(text.strip());
            passed(text.charAt(text.length() - 1));
            return;
        }
        setText(typographer, output, text, 0, text.length());
        Escape.text(output.html, set);
        output.plain.append(set.toString().strip());
    }

    /** Text that stays as it is, but that what follows is set by. */
    void verbatim(HtmlOutput output, String text, int from, int to) {
        Escape.text(output.html, text, from, to);
        output.plain.append(text, from, to);
        if (typographer != null && to > from) {
            typographer.passed(text.charAt(to - 1));
        }
    }

    void alternative(HtmlOutput output, StringBuilder alternative, String text, int from, int to, boolean verbatim) {
        if (typographer == null || verbatim) {
            alternative.append(text, from, to);
            output.plain.append(text, from, to);
            return;
        }
        set.setLength(0);
        typographer.set(text, from, to, set);
        alternative.append(set);
        output.plain.append(set);
    }

    /** Something that is not text stands here: to its neighbours it is like a letter. */
    void passed(char like) {
        if (typographer != null) {
            typographer.passed(like);
        }
    }
}
