package io.billet.renderer.internal.blocks;

import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.syntax.Characters;
import java.util.ArrayList;
import java.util.List;

/** Rows of pipe tables (GitHub Flavored Markdown, 4.10). */
final class TableSyntax {

    /** Where a cell's text stands in its line. */
    record Range(int from, int to, boolean escapedPipes) {

        BlockNode.Cell in(String text, int offset, boolean header, String alignment) {
            if (!escapedPipes) {
                return new BlockNode.Cell(offset, text, from, to, header, alignment);
            }
            String own = text.substring(from, to).replace("\\|", "|");
            return new BlockNode.Cell(from, own, 0, own.length(), header, alignment);
        }
    }

    private TableSyntax() {}

    /** Returns the alignments of a delimiter row ({@code | --- | :-: |}): left, center, right or empty; none if it is not one. */
    static List<String> alignments(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c != '|' && c != '-' && c != ':' && !Characters.isSpace(c)) {
                return List.of();
            }
        }
        List<String> alignments = new ArrayList<>();
        for (Range cell : cells(text, from, to, Integer.MAX_VALUE)) {
            boolean left = cell.to > cell.from && text.charAt(cell.from) == ':';
            boolean right = cell.to > cell.from + 1 && text.charAt(cell.to - 1) == ':';
            int dashes = cell.from + (left ? 1 : 0);
            int end = cell.to - (right ? 1 : 0);
            if (dashes >= end) {
                return List.of();
            }
            for (int i = dashes; i < end; i++) {
                if (text.charAt(i) != '-') {
                    return List.of();
                }
            }
            alignments.add(left && right ? "center" : left ? "left" : right ? "right" : "");
        }
        return alignments;
    }

    /** Returns whether a delimiter row is more than the dashes that a heading or a rule may be as well. */
    static boolean isMarked(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '|' || text.charAt(i) == ':') {
                return true;
            }
        }
        return false;
    }

    static boolean hasPipe(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '|') {
                return true;
            }
        }
        return false;
    }

    static int count(String text, int from, int to) {
        return cells(text, from, to, Integer.MAX_VALUE).size();
    }

    /** Returns the cells of a row, without the blanks around them; what stands behind the last column is left out. */
    static List<Range> cells(String text, int from, int to, int most) {
        int start = skipBlanks(text, from, to);
        int end = to;
        while (end > start && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (start < end && text.charAt(start) == '|') {
            start++;
        }
        List<Range> cells = new ArrayList<>();
        boolean escaped = false;
        int cell = start;
        for (int i = start; i < end && cells.size() < most; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < end) {
                escaped |= text.charAt(i + 1) == '|';
                i += text.charAt(i + 1) == '|' ? 1 : 0;
            } else if (c == '|') {
                cells.add(trimmed(text, cell, i, escaped));
                cell = i + 1;
                escaped = false;
            }
        }
        if (cell < end && cells.size() < most) {
            cells.add(trimmed(text, cell, end, escaped));
        }
        return cells;
    }

    private static Range trimmed(String text, int from, int to, boolean escaped) {
        int start = skipBlanks(text, from, to);
        int end = to;
        while (end > start && Characters.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return new Range(start, end, escaped);
    }

    private static int skipBlanks(String text, int from, int to) {
        int i = from;
        while (i < to && Characters.isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
