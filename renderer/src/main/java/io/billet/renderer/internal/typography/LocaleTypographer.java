package io.billet.renderer.internal.typography;

import static io.billet.renderer.internal.typography.TypographyRules.NARROW;
import static io.billet.renderer.internal.typography.TypographyRules.NO_BREAK;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets text by the rules of one language, one character after the other. What it knows of the text before the current
 * piece is its last character; what becomes of a quote is planned for its whole block, so that links and emphasis in between
 * do not matter.
 */
final class LocaleTypographer implements Typographer {

    private static final char START = '\n';
    private static final int LONGEST_UNIT = 4;
    private static final Set<String> UNITS = Set.of(
            ("% ‰ € $ £ ¥ k€ M€ Md€ Mds h min s ms µs km m cm mm µm kg g mg µg t l L cl ml km² m² ha °C °F °K K Hz kHz MHz"
                            + " GHz W kW MW GW kWh V A Pa N J cal kcal o ko Ko Mo Go To B kB KB MB GB TB KiB MiB GiB px pt"
                            + " em dpi km/h CHF EUR USD GBP")
                    .split(" "));

    private final TypographyRules rules;
    private final boolean insert;
    private final QuotePlan plan;
    private char previous = START;
    private char beforePrevious = START;
    private int digits;
    private boolean endedWithSpace;
    private char beforePiece = START;
    /** Whether a guillemet that ended the piece wants a space behind it. */
    private boolean owesSpace;

    private char replacement;

    LocaleTypographer(TypographyRules rules, boolean insert) {
        this.rules = rules;
        this.insert = insert;
        this.plan = new QuotePlan(rules);
    }

    @Override
    public void begin(RunningText.@Nullable Source block) {
        plan.begin(block);
        passed(START);
        beforePrevious = START;
    }

    @Override
    public void passed(char like) {
        beforePrevious = previous;
        previous = like;
        digits = 0;
        endedWithSpace = false;
        owesSpace = false;
    }

    @Override
    public char replacementForSpaceBefore() {
        return replacement;
    }

    @Override
    public void set(String text, int from, int to, StringBuilder out) {
        beforePiece = previous;
        replacement = endedWithSpace && from < to ? rules.spaceBefore(glyph(text, from, to, from)) : 0;
        if (replacement != 0) {
            previous = replacement;
        }
        if (owesSpace && from < to && !isSpace(text.charAt(from))) {
            put(rules.insideQuotes(), out);
        }
        owesSpace = false;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            char next = i + 1 < to ? text.charAt(i + 1) : 0;
            i += switch (c) {
                case ' ', NO_BREAK, NARROW -> space(text, i, from, to, out);
                case '"' -> quote(text, i, from, to, out);
                case '\'' ->
                    Character.isLetter(previous) && Character.isLetter(next)
                            ? put('’', out)
                            : quote(text, i, from, to, out);
                case '.' -> dots(text, i, to, out);
                case '-' -> hyphens(text, i, from, to, out);
                case ';', '!', '?', ':' -> mark(c, next, i + 1 == to, out);
                case '«', '»' -> guillemet(c, next, i + 1 == to, out);
                case 'x' -> put(isTimes(text, i, from, to) ? '×' : c, out);
                default -> put(c, out);
            };
        }
        endedWithSpace = from < to && previous == ' ';
    }

    private int put(char c, StringBuilder out) {
        out.append(c);
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        beforePrevious = previous;
        previous = c;
        return 1;
    }

    private int space(String text, int i, int from, int to, StringBuilder out) {
        char written = text.charAt(i);
        if (i + 1 >= to) {
            return put(previous == '«' && rules.insideQuotes() != 0 ? rules.insideQuotes() : written, out);
        }
        char next = glyph(text, from, to, i + 1);
        char right = rules.spaceBefore(next);
        if (right != 0 && !isSpace(previous) && previous != '«') {
            return put(right, out);
        }
        if (previous == '«' && rules.insideQuotes() != 0 && !isSpace(next)) {
            return put(rules.insideQuotes(), out);
        }
        if (written == ' ' && !isSpace(next)) {
            return put(amongNumbers(text, i, to), out);
        }
        return put(written, out);
    }

    /** Returns the space after a number or before one, where the two must not part. */
    private char amongNumbers(String text, int i, int to) {
        char next = text.charAt(i + 1);
        boolean digitNext = next >= '0' && next <= '9';
        if (digits > 0) {
            if (digitNext && digits <= 3 && rules.groupsDigits() && isGroup(text, i + 1, to)) {
                return NARROW;
            }
            return isUnit(text, i + 1, to) ? NO_BREAK : ' ';
        }
        boolean number = previous == '°' && (beforePrevious == 'n' || beforePrevious == 'N');
        boolean hour = previous == 'h' && beforePrevious == NO_BREAK;
        return digitNext && (number || hour) ? NO_BREAK : ' ';
    }

    private static boolean isGroup(String text, int from, int to) {
        if (from + 3 > to) {
            return false;
        }
        for (int i = from; i < from + 3; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from + 3 == to || !Character.isLetterOrDigit(text.charAt(from + 3));
    }

    private static boolean isUnit(String text, int from, int to) {
        int end = from;
        while (end < to && end - from <= LONGEST_UNIT && isUnitPart(text.charAt(end))) {
            end++;
        }
        return end > from && UNITS.contains(text.substring(from, end));
    }

    private static boolean isUnitPart(char c) {
        return Character.isLetter(c) || "%‰€$£¥°²/".indexOf(c) >= 0;
    }

    private char glyph(String text, int from, int to, int at) {
        return plan.glyph(text, from, to, at, beforePiece);
    }

    private int quote(String text, int i, int from, int to, StringBuilder out) {
        char glyph = glyph(text, from, to, i);
        char space = rules.insideQuotes();
        boolean outer = space != 0 && (glyph == '«' || glyph == '»');
        if (outer && glyph == '»' && !isSpace(previous)) {
            put(space, out);
        }
        put(glyph, out);
        if (outer && glyph == '«' && (i + 1 == to || !isSpace(text.charAt(i + 1)))) {
            put(space, out);
        }
        return 1;
    }

    private int dots(String text, int i, int to, StringBuilder out) {
        int end = i;
        while (end < to && text.charAt(end) == '.') {
            end++;
        }
        if (end - i == 3 && previous != '.') {
            put('…', out);
            return 3;
        }
        for (int dot = i; dot < end; dot++) {
            put('.', out);
        }
        return end - i;
    }

    private int hyphens(String text, int i, int from, int to, StringBuilder out) {
        int end = i;
        while (end < to && text.charAt(end) == '-') {
            end++;
        }
        int length = end - i;
        if (length == 1) {
            return put(isRange(text, i, from, to) ? '–' : '-', out);
        }
        if (length <= 3 && previous != '-' && previous != '<' && previous != '!') {
            put(length == 2 ? '–' : '—', out);
            return length;
        }
        for (int hyphen = i; hyphen < end; hyphen++) {
            put('-', out);
        }
        return length;
    }

    /** Returns whether a hyphen stands between two numbers of which the second is larger, and in no date or telephone number. */
    private static boolean isRange(String text, int hyphen, int from, int to) {
        int start = hyphen;
        while (start > from && hyphen - start < 5 && isDigit(text.charAt(start - 1))) {
            start--;
        }
        int end = hyphen + 1;
        while (end < to && end - hyphen < 6 && isDigit(text.charAt(end))) {
            end++;
        }
        boolean numbers = start < hyphen && hyphen - start <= 4 && end > hyphen + 1 && end - hyphen <= 5;
        if (!numbers || (start > from && joins(text.charAt(start - 1))) || (end < to && continues(text, end, to))) {
            return false;
        }
        return text.charAt(start) != '0'
                && Integer.parseInt(text.substring(hyphen + 1, end)) > Integer.parseInt(text.substring(start, hyphen));
    }

    private static boolean joins(char c) {
        return Character.isLetterOrDigit(c) || "-–—/.,:+_…".indexOf(c) >= 0;
    }

    private static boolean continues(String text, int at, int to) {
        char c = text.charAt(at);
        boolean mark = (c == '.' || c == ',' || c == ':') && (at + 1 == to || !isDigit(text.charAt(at + 1)));
        return joins(c) && !mark;
    }

    private int mark(char c, char next, boolean last, StringBuilder out) {
        char space = rules.spaceBefore(c);
        boolean ends = next == 0 ? last : isSpace(next) || ")]»”’\"".indexOf(next) >= 0 || isHigh(next);
        boolean missing = insert && space != 0 && ends && wantsSpace(previous);
        if (missing) {
            put(space, out);
        }
        return put(c, out);
    }

    private static boolean wantsSpace(char before) {
        return Character.isLetterOrDigit(before) || ")]»”’…%€\"".indexOf(before) >= 0;
    }

    private static boolean isHigh(char c) {
        return c == '!' || c == '?' || c == ';';
    }

    private int guillemet(char c, char next, boolean last, StringBuilder out) {
        char space = rules.insideQuotes();
        if (c == '»' && insert && space != 0 && !isSpace(previous)) {
            put(space, out);
        }
        put(c, out);
        if (c == '«' && insert && space != 0) {
            owesSpace = last;
            if (!last && !isSpace(next)) {
                put(space, out);
            }
        }
        return 1;
    }

    private static boolean isTimes(String text, int i, int from, int to) {
        return i - 2 >= from
                && i + 2 < to
                && text.charAt(i - 1) == ' '
                && text.charAt(i + 1) == ' '
                && isDigit(text.charAt(i - 2))
                && isDigit(text.charAt(i + 2));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == NO_BREAK || c == NARROW || c == '\n' || c == '\t';
    }
}
