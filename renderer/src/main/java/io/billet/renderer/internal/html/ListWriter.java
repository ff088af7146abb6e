package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.HtmlOutput.Open;
import io.billet.renderer.internal.html.OutputStyle.Trait;
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

    private final HtmlOutput output;
    /** The next item's number, for a message's text part only. */
    private final Map<BlockNode.ItemList, Integer> numbers;

    ListWriter(HtmlOutput output) {
        this.output = output;
        this.numbers = output.style.has(Trait.TEXT_TWIN) ? new HashMap<>() : Map.of();
    }

    void enter(BlockNode.ItemList list) {
        String name = list.marker.ordered() ? "ol" : "ul";
        output.beginBlock(name);
        if (list.getParent() instanceof BlockNode.Item) {
            output.startNestedList(output.html, name);
        } else {
            output.startTag(name);
        }
        if (list.marker.ordered() && list.marker.start() != 1) {
            output.html.append(" start=\"").append(list.marker.start()).append('"');
        }
        output.html.append(">\n");
        output.push(list.marker.ordered() ? NUMBERS : BULLETS);
        if (output.style.has(Trait.TEXT_TWIN)) {
            numbers.put(list, list.marker.start());
        }
    }

    void leave(BlockNode.ItemList list) {
        output.closeOurs();
        output.plain.breakLine(2);
    }

    void enter(BlockNode.Item item) {
        BlockNode.ItemList list = (BlockNode.ItemList) item.getParent();
        output.plain.breakLine(1);
        if (output.style.has(Trait.TEXT_TWIN)) {
            output.plain.pushPrefix(list != null && list.marker.ordered() ? nextNumber(list) + ". " : "- ");
        }
        output.openBlock("li", ITEM);
        if (list != null
                && (!list.tight || !(item.getFirstChild() instanceof BlockNode.Paragraph))
                && item.getFirstChild() != null) {
            output.html.append('\n');
        }
    }

    private int nextNumber(BlockNode.ItemList list) {
        return numbers.merge(list, 1, Integer::sum) - 1;
    }

    void leave(BlockNode.Item item) {
        output.closeOurs();
        output.plain.popPrefix();
        output.plain.breakLine(item.isTight() ? 1 : 2);
    }

    void enter(BlockNode.Definitions definitions) {
        output.plain.breakLine(2);
        if (definitions.getPrevious() instanceof BlockNode.Definitions) {
            output.push(DEFINITIONS);
            return;
        }
        output.openBlock("dl", DEFINITIONS);
        output.html.append('\n');
    }

    /** Definition lists that follow each other are one to the reader. */
    void leave(BlockNode.Definitions definitions) {
        if (definitions.getNext() instanceof BlockNode.Definitions) {
            output.closeRaw();
            output.open.remove(output.open.size() - 1);
            return;
        }
        output.closeOurs();
        output.plain.breakLine(2);
    }

    void enter(BlockNode.Term term) {
        output.plain.breakLine(1);
        output.openBlock("dt", TERM);
    }

    void leave(BlockNode.Term term) {
        output.closeOurs();
        output.plain.breakLine(1);
    }

    void enter(BlockNode.Definition definition) {
        output.plain.breakLine(1);
        output.plain.pushPrefix("    ");
        output.openBlock("dd", DEFINITION);
        if (!definition.tight) {
            output.html.append('\n');
        }
    }

    void leave(BlockNode.Definition definition) {
        output.closeOurs();
        output.plain.popPrefix();
        output.plain.breakLine(2);
    }
}
