package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.HtmlOutput.Open;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where an author's elements may stand. A browser ends elements, and begins others, where a tag does not fit (WHATWG HTML,
 * 13.2.6: a {@code li} ends the one before it, a {@code div} ends a paragraph, what stands in a table beside its cells is put
 * before the table); if it did so with what we write, it might end an element of the page around. So all that is implied is
 * written, and a tag that would end what is not the author's own is left out (ADR 27).
 */
final class RawNesting {

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    /** What ends a paragraph that is open. */
    private static final Set<String> ENDS_PARAGRAPH = Set.of(
            ("address blockquote details div dl figure figcaption h1 h2 h3 h4 h5 h6 hr nav ol p pre section summary"
                            + " table ul")
                    .split(" "));

    /** No element that is open outside of these is ended by a tag inside. */
    private static final Set<String> SCOPES = Set.of("table", "caption", "td", "th");

    private static final Set<String> TABLE_PARTS =
            Set.of("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th");
    private static final Set<String> ROW_GROUPS = Set.of("thead", "tbody", "tfoot");
    /** Only their own parts may stand in these. */
    private static final Set<String> NEED_A_CELL = Set.of("table", "colgroup", "thead", "tbody", "tfoot", "tr");

    private static final Set<String> LISTS = Set.of("ul", "ol");
    private static final Set<String> ITEMS = Set.of("li");
    private static final Set<String> TERMS = Set.of("dt", "dd");
    private static final Set<String> READINGS = Set.of("rt", "rp");
    /** What a part may stand in without being seen as a part of what is outside: "special" but address, div and p. */
    private static final Set<String> HIDE_PARTS = Set.of(
            ("blockquote caption colgroup dd details dl dt figcaption figure h1 h2 h3 h4 h5 h6 li nav ol pre section"
                            + " summary table tbody td tfoot th thead tr ul")
                    .split(" "));

    /** Something open that the author must not end. */
    private static final int FIXED = -1;

    private final HtmlOutput output;
    private final List<Open> open;

    RawNesting(HtmlOutput output) {
        this.output = output;
        this.open = output.open;
    }

    /** Makes room for an author's element, or returns false if it has no place here. */
    boolean admits(String name) {
        return switch (name) {
            case "li" -> admitsPart(ITEMS, this::isList);
            case "dt", "dd" -> admitsPart(TERMS, this::isDefinitions);
            case "rt", "rp" -> admitsPart(READINGS, i -> isNamed(i, "ruby"));
            case "summary" -> admitsIn("details");
            case "figcaption" -> admitsIn("figure");
            default -> TABLE_PARTS.contains(name) ? admitsTablePart(name) : admitsContent(name);
        };
    }

    /** Makes room for a block of ours: paragraphs and headings of the author's end before it, and a table has a cell for it. */
    void makeRoomFor(String block) {
        admitsContent(block);
    }

    /** Makes room for text: in a table it stands in a cell. */
    void makeRoomForText() {
        while (needsCell()) {
            switch (open.get(open.size() - 1).name()) {
                case "colgroup" -> output.close();
                case "table" -> output.openImplied("tbody");
                case "tr" -> output.openImplied("td");
                default -> output.openImplied("tr");
            }
        }
    }

    /** Returns whether text here would stand in a table and in no cell of it. */
    boolean needsCell() {
        int top = open.size() - 1;
        return isAuthors(top) && NEED_A_CELL.contains(open.get(top).name());
    }

    /** Returns whether an element of the author's is open around. */
    boolean isIn(String name) {
        for (int i = open.size() - 1; isAuthors(i); i--) {
            if (open.get(i).name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Ends what an end tag of the author's ends, if anything. */
    void end(String name) {
        for (int i = open.size() - 1; isAuthors(i); i--) {
            String at = open.get(i).name();
            if (at.equals(name) || (HEADINGS.contains(name) && HEADINGS.contains(at))) {
                output.closeTo(i);
                return;
            }
            boolean outOfReach = TABLE_PARTS.contains(name) || name.equals("table")
                    ? at.equals("table")
                    : SCOPES.contains(at) || (name.equals("li") && LISTS.contains(at));
            if (outOfReach) {
                return;
            }
        }
    }

    private boolean isAuthors(int i) {
        return i >= output.floor && i < open.size() && open.get(i).raw();
    }

    private boolean isNamed(int i, String name) {
        return isAuthors(i) && open.get(i).name().equals(name);
    }

    private boolean isList(int i) {
        return isAuthors(i) && LISTS.contains(open.get(i).name());
    }

    /** Groups in a definition list may stand in a {@code div} each. */
    private boolean isDefinitions(int i) {
        return isNamed(i, "dl") || (isNamed(i, "div") && isNamed(i - 1, "dl"));
    }

    private interface Place {
        boolean isRight(int index);
    }

    private boolean admitsPart(Set<String> siblings, Place parent) {
        if (parent.isRight(open.size() - 1)) {
            return true;
        }
        for (int i = open.size() - 1; isAuthors(i); i--) {
            String at = open.get(i).name();
            if (siblings.contains(at)) {
                boolean right = parent.isRight(i - 1);
                if (right) {
                    output.closeTo(i);
                }
                return right;
            }
            if (HIDE_PARTS.contains(at)) {
                return false;
            }
        }
        return false;
    }

    private boolean admitsIn(String parent) {
        int depth = innermost("p"::equals);
        if (depth == FIXED || !isNamed(depth - 1, parent)) {
            return false;
        }
        output.closeTo(depth);
        return true;
    }

    private boolean admitsContent(String name) {
        makeRoomForText();
        int depth = ENDS_PARAGRAPH.contains(name) ? innermost("p"::equals) : open.size();
        int heading = HEADINGS.contains(name) ? innermost(HEADINGS::contains) : depth;
        if (depth == FIXED || heading == FIXED) {
            return false;
        }
        output.closeTo(Math.min(depth, heading));
        return true;
    }

    /** Returns where the innermost element in scope of a kind stands, where there is none the depth, or {@link #FIXED}. */
    private int innermost(Predicate<String> kind) {
        boolean authors = true;
        for (int i = open.size() - 1; i >= 0; i--) {
            authors &= isAuthors(i);
            String at = open.get(i).name();
            if (kind.test(at)) {
                return authors ? i : FIXED;
            }
            if (SCOPES.contains(at)) {
                break;
            }
        }
        return open.size();
    }

    private boolean admitsTablePart(String name) {
        int table = open.size() - 1;
        while (isAuthors(table) && !open.get(table).name().equals("table")) {
            table--;
        }
        if (!isAuthors(table)) {
            return false;
        }
        switch (name) {
            case "col" -> closeToGroup(table, Set.of("colgroup"), "colgroup");
            case "tr" -> closeToGroup(table, ROW_GROUPS, "tbody");
            case "td", "th" -> {
                boolean inRow = isNamed(table + 2, "tr");
                if (inRow) {
                    output.closeTo(table + 3);
                } else {
                    closeToGroup(table, ROW_GROUPS, "tbody");
                    output.openImplied("tr");
                }
            }
            default -> output.closeTo(table + 1);
        }
        return true;
    }

    private void closeToGroup(int table, Set<String> groups, String implied) {
        int group = table + 1;
        if (group < open.size() && groups.contains(open.get(group).name())) {
            output.closeTo(group + 1);
        } else {
            output.closeTo(group);
            output.openImplied(implied);
        }
    }
}
