package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.HtmlOutput.Open;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.nodes.BlockNode;

/** Writes tables: the first row as the head, the others as the body. */
final class TableWriter {

    private static final Open TABLE = Open.of("</table>\n");
    private static final Open TABLE_IN_A_BOX = Open.of("</table>\n</div>\n");
    private static final Open HEAD = Open.of("</thead>\n");
    private static final Open BODY = Open.of("</tbody>\n");
    private static final Open ROW = Open.of("</tr>\n");
    private static final Open HEADER_CELL = Open.of("</th>\n");
    private static final Open CELL = Open.of("</td>\n");

    private TableWriter() {}

    static void enter(BlockNode.Table table, HtmlOutput output) {
        output.plain.breakLine(2);
        if (output.hasTableBoxes()) {
            output.startBlock("div");
            output.html.append(output.scrollBox);
            output.startTag("table");
            output.html.append('>');
            output.push(TABLE_IN_A_BOX);
        } else {
            output.openBlock("table", TABLE);
        }
        output.html.append("\n<thead>\n");
        output.push(HEAD);
    }

    static void leave(BlockNode.Table table, HtmlOutput output) {
        if (table.getFirstChild() != table.getLastChild()) {
            output.closeOurs();
        }
        output.closeOurs();
        output.plain.breakLine(2);
    }

    static void enter(BlockNode.Row row, HtmlOutput output) {
        output.openBlock("tr", ROW);
        output.html.append('\n');
    }

    static void leave(BlockNode.Row row, HtmlOutput output) {
        output.closeOurs();
        if (row.header) {
            output.closeOurs();
        }
        if (row.header && row.getNext() != null) {
            output.html.append("<tbody>\n");
            output.push(BODY);
        }
        output.plain.breakLine(1);
    }

    static void enter(BlockNode.Cell cell, HtmlOutput output) {
        output.newLine();
        output.html.append('<').append(cell.header ? "th" : "td");
        if (output.style.has(Trait.INLINE_STYLES)) {
            Escape.attribute(output.html, "style", output.inline.ofCell(cell.alignment));
        }
        if (!cell.alignment.isEmpty()) {
            Escape.attribute(output.html, "align", cell.alignment);
        }
        output.html.append('>');
        output.push(cell.header ? HEADER_CELL : CELL);
    }

    static void leave(BlockNode.Cell cell, HtmlOutput output) {
        output.closeOurs();
        if (cell.getNext() != null) {
            output.plain.append(output.style.has(Trait.TEXT_TWIN) ? " | " : " ");
        }
    }
}
