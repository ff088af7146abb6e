package io.billet.renderer.internal.html;

import com.vladsch.flexmark.util.ast.BlankLine;
import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.InlineNode;

/**
 * The one walk over the tree, which writes a page as it goes. It follows the nodes' own links instead of calling itself,
 * so that its stack does not grow with the depth of the text.
 */
final class Walk {

    private final Writing writing;
    private final Page page;
    private final InlineWriter inlines;
    private final BlockWriter blocks;

    Walk(Writing writing, Page page) {
        this.writing = writing;
        this.page = page;
        Urls urls = new Urls(page.style);
        ImageWriter images = new ImageWriter(writing, urls, page);
        this.inlines = new InlineWriter(writing, images, urls, page);
        this.blocks = new BlockWriter(writing, inlines, images, page);
    }

    void over(Node root) {
        children(root);
        page.closeRaw();
        PageEnd.write(page, writing.phrases(), this);
    }

    /** Writes what stands inside a node, apart from the page: a footnote's body. */
    String childrenAlone(Node parent) {
        return page.apart(() -> children(parent));
    }

    /** Writes one node for a renderer of a host's that our nodes stand in. */
    String alone(Node node) {
        return page.apart(() -> {
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
            return block.accept(blocks);
        }
        if (!(node instanceof BlankLine)) {
            writing.foreign().write(node, this, page);
        }
        return false;
    }

    private void leave(Node node) {
        if (node instanceof InlineNode inline) {
            inlines.leave(inline);
        } else if (node instanceof BlockNode block) {
            blocks.leave(block);
        }
    }
}
