package io.billet.renderer.internal.html;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.ImageReference;
import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes images. What stands in one, other images too, becomes its alternative text; the title of an image that stands
 * alone in its paragraph becomes the caption of a figure.
 */
final class ImageWriter {

    private final Writing writing;
    private final HtmlOutput output;
    private final Urls urls;
    private final StringBuilder alternative = new StringBuilder(0);
    private int depth;
    /** Where the alternative text begins in the plain text. */
    private int wordsFrom;

    private boolean figure;
    private @Nullable String caption;

    ImageWriter(Writing writing, Urls urls, HtmlOutput output) {
        this.writing = writing;
        this.urls = urls;
        this.output = output;
    }

    void enter() {
        if (depth++ == 0) {
            alternative.setLength(0);
            wordsFrom = output.plain.length();
        }
    }

    /** Returns whether what is written now stands in an image. */
    boolean isOpen() {
        return depth > 0;
    }

    void text(InlineNode node, boolean verbatim) {
        writing.text().alternative(output, alternative, node.source, node.from, node.to, verbatim);
    }

    /** Adds to the alternative text what has its own way to the plain text. */
    void append(String words) {
        alternative.append(words);
    }

    void leave(InlineNode node) {
        depth--;
        if (depth > 0) {
            return;
        }
        writing.text().passed('x');
        output.plain.standsForImage(wordsFrom);
        String alt = alternative.toString();
        Optional<String> url = urls.image(node.target);
        if (url.isEmpty()) {
            Escape.text(output.html, alt);
            return;
        }
        output.html.append("<img src=\"");
        Escape.text(output.html, url.get());
        output.html.append('"');
        Escape.attribute(output.html, "alt", alt);
        if (figure) {
            caption = node.title;
        } else if (node.title != null) {
            Escape.attribute(output.html, "title", node.title);
        }
        ImageMarkup.finish(output, url.get(), writing.host().sizes());
        output.images.add(new ImageReference(url.get(), alt, Optional.ofNullable(node.title)));
    }

    /** Returns whether a paragraph holds one image and nothing else, or a link around one. */
    boolean isLoneImage(Node paragraph) {
        Node only = paragraph.getFirstChild();
        if (only != null && only == paragraph.getLastChild() && only instanceof InlineNode inline) {
            Node inner = inline.kind == Kind.LINK && inline.getFirstChild() == inline.getLastChild()
                    ? inline.getFirstChild()
                    : inline;
            return inner instanceof InlineNode image
                    && image.kind == Kind.IMAGE
                    && urls.image(image.target).isPresent();
        }
        return false;
    }

    void beginFigure() {
        figure = true;
        caption = null;
    }

    /** Writes the caption, if a figure is open and has one; returns whether a figure is open. */
    boolean finishFigure() {
        if (!figure) {
            return false;
        }
        figure = false;
        if (caption != null) {
            output.startTag("figcaption");
            output.html.append('>');
            writing.text().beginAlone();
            output.plain.breakLine(1);
            writing.text().write(output, caption, 0, caption.length());
            output.html.append("</figcaption>");
            caption = null;
        }
        return true;
    }
}
