package io.billet.renderer.internal.html;

import com.vladsch.flexmark.util.ast.BlankLine;
import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.InlineNode;

/**
 * The one walk over the tree, which writes as it goes. It follows the nodes' own links instead of calling itself,
 * so that its stack does not grow with the depth of the text.
 */
final class Walk {

    private final Writing writing;
    private final HtmlOutput output;
    private final InlineWriter inlines;
    private final BlockWriter blocks;

    Walk(Writing writing, HtmlOutput output) {
        this.writing = writing;
        this.output = output;
        Urls urls = new Urls(output.style);
        ImageWriter images = new ImageWriter(writing, urls, output);
        this.inlines = new InlineWriter(writing, images, urls, output);
        this.blocks = new BlockWriter(writing, inlines, images, output);
    }

    void over(Node root) {
        children(root);
        output.closeRaw();
        OutputEnd.write(output, writing.phrases(), this);
    }

    /** Writes what stands inside a node, apart from the rest: a footnote's body. */
    String childrenAlone(Node parent) {
        return output.apart(() -> children(parent));
    }

    /** Writes one node for a renderer of a host's that our nodes stand in. */
    String alone(Node node) {
        return output.apart(() -> {
            if (enter(node)) {
                children(node);
                leave(node);
            }
        });
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
        if (node instanceof BlockNode block) {
            return block.enter(blocks);
        }
        return !(node instanceof BlankLine) && !writing.foreign().write(node, this, output);
    }

    private void leave(Node node) {
        if (node instanceof InlineNode inline) {
            inlines.leave(inline);
        } else if (node instanceof BlockNode block) {
            block.leave(blocks);
        }
    }
}
