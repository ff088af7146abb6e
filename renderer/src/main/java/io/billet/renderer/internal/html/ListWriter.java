package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.html.Page.Open;
import io.billet.renderer.internal.nodes.BlockNode;
import java.util.HashMap;
import java.util.Map;

/** Writes lists with their items, and definition lists with their terms; in plain text with their marks and numbers. */
final class ListWriter {

    private static final Open BULLETS = Open.of("</ul>\n");
    private static final Open NUMBERS = Open.of("</ol>\n");
    private static final Open ITEM = Open.of("</li>\n");
    private static final Open DEFINITIONS = Open.of("</dl>\n");
    private static final Open TERM = Open.of("</dt>\n");
    private static final Open DEFINITION = Open.of("</dd>\n");

    private final Page page;
    /** The next item's number, for a message's text part only. */
    private final Map<BlockNode.ItemList, Integer> numbers;

    ListWriter(Page page) {
        this.page = page;
        this.numbers = page.style.has(Trait.TEXT_TWIN) ? new HashMap<>() : Map.of();
    }

    void enter(BlockNode.ItemList list) {
        page.startBlock(list.marker.ordered() ? "ol" : "ul");
        if (list.marker.ordered() && list.marker.start() != 1) {
            page.html.append(" start=\"").append(list.marker.start()).append('"');
        }
        page.html.append(">\n");
        page.push(list.marker.ordered() ? NUMBERS : BULLETS);
        if (page.style.has(Trait.TEXT_TWIN)) {
            numbers.put(list, list.marker.start());
        }
    }

    void enter(BlockNode.Item item) {
        BlockNode.ItemList list = (BlockNode.ItemList) item.getParent();
        page.plain.breakLine(1);
        if (page.style.has(Trait.TEXT_TWIN)) {
            page.plain.pushPrefix(list != null && list.marker.ordered() ? nextNumber(list) + ". " : "- ");
        }
        page.openBlock("li", ITEM);
        if (list != null
                && (!list.tight || !(item.getFirstChild() instanceof BlockNode.Paragraph))
                && item.getFirstChild() != null) {
            page.html.append('\n');
        }
    }

    private int nextNumber(BlockNode.ItemList list) {
        return numbers.merge(list, 1, Integer::sum) - 1;
    }

    void leave(BlockNode.Item item) {
        page.closeOurs();
        page.plain.popPrefix();
        page.plain.breakLine(item.isTight() ? 1 : 2);
    }

    void enter(BlockNode.Definitions definitions) {
        page.plain.breakLine(2);
        if (definitions.getPrevious() instanceof BlockNode.Definitions) {
            page.push(DEFINITIONS);
            return;
        }
        page.openBlock("dl", DEFINITIONS);
        page.html.append('\n');
    }

    /** Definition lists that follow each other are one to the reader. */
    void leave(BlockNode.Definitions definitions) {
        if (definitions.getNext() instanceof BlockNode.Definitions) {
            page.closeRaw();
            page.open.remove(page.open.size() - 1);
            return;
        }
        page.closeOurs();
        page.plain.breakLine(2);
    }

    void enter(BlockNode.Term term) {
        page.plain.breakLine(1);
        page.openBlock("dt", TERM);
    }

    void leave(BlockNode.Term term) {
        page.closeOurs();
        page.plain.breakLine(1);
    }

    void enter(BlockNode.Definition definition) {
        page.plain.breakLine(1);
        page.plain.pushPrefix("    ");
        page.openBlock("dd", DEFINITION);
        if (!definition.tight) {
            page.html.append('\n');
        }
    }

    void leave(BlockNode.Definition definition) {
        page.closeOurs();
        page.plain.popPrefix();
        page.plain.breakLine(2);
    }
}
