package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.html.Page.Open;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.policy.EmailStyles;

/** Writes tables: the first row as the head, the others as the body. */
final class TableWriter {

    private static final Open TABLE = Open.of("</table>\n");
    private static final Open HEAD = Open.of("</thead>\n");
    private static final Open BODY = Open.of("</tbody>\n");
    private static final Open ROW = Open.of("</tr>\n");
    private static final Open HEADER_CELL = Open.of("</th>\n");
    private static final Open CELL = Open.of("</td>\n");

    private TableWriter() {}

    static void enter(BlockNode.Table table, Page page) {
        page.plain.breakLine(2);
        page.openBlock("table", TABLE);
        page.html.append("\n<thead>\n");
        page.push(HEAD);
    }

    static void leave(BlockNode.Table table, Page page) {
        if (table.getFirstChild() != table.getLastChild()) {
            page.closeOurs();
        }
        page.closeOurs();
        page.plain.breakLine(2);
    }

    static void enter(BlockNode.Row row, Page page) {
        page.openBlock("tr", ROW);
        page.html.append('\n');
    }

    static void leave(BlockNode.Row row, Page page) {
        page.closeOurs();
        if (row.header) {
            page.closeOurs();
        }
        if (row.header && row.getNext() != null) {
            page.html.append("<tbody>\n");
            page.push(BODY);
        }
        page.plain.breakLine(1);
    }

    static void enter(BlockNode.Cell cell, Page page) {
        page.newLine();
        page.html.append('<').append(cell.header ? "th" : "td");
        if (page.style.has(Trait.INLINE_STYLES)) {
            String side = cell.alignment.isEmpty() ? "left" : cell.alignment;
            Escape.attribute(page.html, "style", EmailStyles.ofCell(side));
        }
        if (!cell.alignment.isEmpty()) {
            Escape.attribute(page.html, "align", cell.alignment);
        }
        page.html.append('>');
        page.push(cell.header ? HEADER_CELL : CELL);
    }

    static void leave(BlockNode.Cell cell, Page page) {
        page.closeOurs();
        if (cell.getNext() != null) {
            page.plain.append(page.style.has(Trait.TEXT_TWIN) ? " | " : " ");
        }
    }
}
