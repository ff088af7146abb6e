package io.billet.renderer.internal.nodes;

import io.billet.renderer.MarkdownLimitException.Limit;
import io.billet.renderer.MarkdownLimits;
import io.billet.renderer.internal.syntax.MembersOnlyMark;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One text while it is being read: the text itself, what it defines for use elsewhere in it (links, footnotes,
 * abbreviations), and how much of its limits it has used.
 */
public final class ParseContext {

    /** How long an abbreviation may be to be looked for, in UTF-16 units. */
    public static final int LONGEST_ABBREVIATION = 100;

    private static final int NO_CUT = Integer.MAX_VALUE;

    /** Where a reference leads. */
    public record Definition(String url, @Nullable String title) {}

    /** The whole text. */
    public final String text;

    /** How much of everything there may be. */
    public final MarkdownLimits limits;

    private final Map<String, Definition> links = new HashMap<>();
    private final Map<String, BlockNode.Footnote> footnotes = new HashMap<>();
    private final Map<String, String> abbreviations = new HashMap<>();
    private int references;
    private int cells;
    private long expanded;
    private int cut = NO_CUT;
    /** The last text in which a mark was found. */
    private String marked = "";

    /** Creates the context of one text. */
    public ParseContext(String text, MarkdownLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    /**
     * Notes what a link label, normalized, stands for; the first definition counts.
     *
     * @param source the text that is being read, either the whole or that of one block without its containers
     * @param at     where the definition stands in it
     * @param offset where that text begins in the whole
     */
    public void defineLink(String label, String url, @Nullable String title, String source, int at, int offset) {
        if (!links.containsKey(label)) {
            if (++references > limits.references()) {
                throw new LimitPassed(Limit.REFERENCES, limits.references(), place(source, at, offset));
            }
            links.put(label, new Definition(url, title));
        }
    }

    /** Returns what a link label stands for, or {@code null}. */
    public @Nullable Definition link(String label) {
        return links.get(label);
    }

    /** Returns whether any link label is defined. */
    public boolean hasLinks() {
        return !links.isEmpty();
    }

    /** Notes a footnote; the first of a label counts. */
    public void defineFootnote(BlockNode.Footnote footnote) {
        if (footnotes.putIfAbsent(footnote.label, footnote) == null) {
            count(footnotes.size(), limits.footnotes(), Limit.FOOTNOTES, footnote.offset);
        }
    }

    /** Returns the footnote of a label, or {@code null}. */
    public BlockNode.@Nullable Footnote footnote(String label) {
        return footnotes.get(label);
    }

    /** Notes what an abbreviation stands for; the first definition counts. */
    public void defineAbbreviation(String shortForm, String longForm, int offset) {
        if (abbreviations.putIfAbsent(shortForm, longForm) == null) {
            count(++references, limits.references(), Limit.REFERENCES, offset);
        }
    }

    /** Returns what an abbreviation stands for, or {@code null}. */
    public @Nullable String abbreviation(String shortForm) {
        return abbreviations.get(shortForm);
    }

    /** Returns what each abbreviation stands for. */
    public Map<String, String> abbreviations() {
        return Collections.unmodifiableMap(abbreviations);
    }

    /** Returns whether any abbreviation is defined. */
    public boolean hasAbbreviations() {
        return !abbreviations.isEmpty();
    }

    /**
     * Notes a members-only mark; the first in the text divides it.
     *
     * @param source the text that is being read, either the whole or that of one block without its containers
     * @param offset where that text begins in the whole, at the latest
     */
    @SuppressWarnings("ReferenceEquality") // Which string it is, not what it says: a copy has other offsets.
    public void mark(String source, int at, int offset) {
        if (source == text) {
            cut = Math.min(cut, at);
        } else if (source != marked) {
            marked = source;
            cut = Math.min(cut, MembersOnlyMark.offset(text, source, at, offset));
        }
    }

    /** Returns where the first members-only mark begins, if there is one. */
    public OptionalInt cut() {
        return cut == NO_CUT ? OptionalInt.empty() : OptionalInt.of(cut);
    }

    /** Counts what a reference puts in, so that many uses of one long definition cannot make a page explode. */
    public void expand(int characters, int offset) {
        expanded += characters;
        if (expanded > (long) limits.expansion() + text.length()) {
            throw new LimitPassed(Limit.EXPANSION, (long) limits.expansion() + text.length(), offset);
        }
    }

    /**
     * Returns where in the whole text something stands, to the line: the whole has the lines of the part that is being read,
     * with the signs of the containers before them.
     *
     * @param source the text that is being read, either the whole or that of one block without its containers
     * @param offset where that text begins in the whole
     */
    @SuppressWarnings("ReferenceEquality") // Which string it is, not what it says: a copy has other offsets.
    public int place(String source, int at, int offset) {
        if (source == text) {
            return at;
        }
        int place = offset;
        for (int feed = source.indexOf('\n');
                feed >= 0 && feed < at && place >= 0;
                feed = source.indexOf('\n', feed + 1)) {
            place = text.indexOf('\n', place) + 1;
        }
        return Math.max(place, offset);
    }

    /** Counts table cells. */
    public void countCells(int more, int offset) {
        cells += more;
        count(cells, limits.tableCells(), Limit.TABLE_CELLS, offset);
    }

    /** Checks a number against its limit. */
    public void count(int actual, int bound, Limit limit, int offset) {
        if (actual > bound) {
            throw new LimitPassed(limit, bound, offset);
        }
    }
}
