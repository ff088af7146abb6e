package io.billet.renderer;

import io.billet.renderer.MarkdownLimitException.Limit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One text while it is being read: the text itself, what it defines for use elsewhere in it (links, footnotes,
 * abbreviations), and how much of its limits it has used.
 */
final class Manuscript {

    private static final int NO_CUT = Integer.MAX_VALUE;

    /** Where a reference leads. */
    record Definition(String url, @Nullable String title) {}

    final String text;
    final MarkdownLimits limits;
    private final Map<String, Definition> links = new HashMap<>();
    private final Map<String, BlockNode.Footnote> footnotes = new HashMap<>();
    private final Map<String, String> abbreviations = new HashMap<>();
    private int references;
    private int cells;
    private long expanded;
    private int cut = NO_CUT;
    /** The last text in which a mark was found. */
    private String marked = "";

    Manuscript(String text, MarkdownLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    void defineLink(String label, String url, @Nullable String title, int offset) {
        if (!links.containsKey(label)) {
            count(++references, limits.references(), Limit.REFERENCES, offset);
            links.put(label, new Definition(url, title));
        }
    }

    @Nullable Definition link(String label) {
        return links.get(label);
    }

    boolean hasLinks() {
        return !links.isEmpty();
    }

    void defineFootnote(BlockNode.Footnote footnote) {
        if (footnotes.putIfAbsent(footnote.label, footnote) == null) {
            count(footnotes.size(), limits.footnotes(), Limit.FOOTNOTES, footnote.offset);
        }
    }

    BlockNode.@Nullable Footnote footnote(String label) {
        return footnotes.get(label);
    }

    void defineAbbreviation(String shortForm, String longForm, int offset) {
        if (abbreviations.putIfAbsent(shortForm, longForm) == null) {
            count(++references, limits.references(), Limit.REFERENCES, offset);
        }
    }

    @Nullable String abbreviation(String shortForm) {
        return abbreviations.get(shortForm);
    }

    boolean hasAbbreviations() {
        return !abbreviations.isEmpty();
    }

    /**
     * Notes a members-only mark; the first in the manuscript divides it.
     *
     * @param source the text that is being read, either the manuscript's own or that of one block without its containers
     * @param offset where that text begins in the manuscript, at the latest
     */
    @SuppressWarnings("ReferenceEquality") // Which string it is, not what it says: a copy has other offsets.
    void mark(String source, int at, int offset) {
        if (source == text) {
            cut = Math.min(cut, at);
        } else if (source != marked) {
            marked = source;
            cut = Math.min(cut, MembersOnlyMark.offset(text, source, at, offset));
        }
    }

    /** Where the first members-only mark begins, if there is one. */
    OptionalInt cut() {
        return cut == NO_CUT ? OptionalInt.empty() : OptionalInt.of(cut);
    }

    /** Counts what a reference puts in, so that many uses of one long definition cannot make a page explode. */
    void expand(int characters, int offset) {
        expanded += characters;
        if (expanded > (long) limits.expansion() + text.length()) {
            throw new LimitPassed(Limit.EXPANSION, (long) limits.expansion() + text.length(), offset);
        }
    }

    void countCells(int more, int offset) {
        cells += more;
        count(cells, limits.tableCells(), Limit.TABLE_CELLS, offset);
    }

    void count(int actual, int bound, Limit limit, int offset) {
        if (actual > bound) {
            throw new LimitPassed(limit, bound, offset);
        }
    }
}
