package io.billet.renderer.internal.typography;

import io.billet.renderer.internal.typography.QuoteMark.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each straight quote of a block becomes, decided for all of them before the first is set. */
final class QuotePlan {

    private static final char APOSTROPHE = '’';
    private static final int OUTER = 0;
    private static final int INNER = 1;
    private static final int FEW = 16;
    /** So many pieces of raw HTML may have been left out by whoever writes it. */
    private static final int LOOKAHEAD = 64;

    private final TypographyRules rules;
    private final QuoteReader reader;
    private final RunningText running = new RunningText();
    private RunningText.@Nullable Source source;
    private List<String> pieces = List.of();
    private int piece = -1;
    private int[] pieceOf = new int[FEW];
    private int[] offsets = new int[FEW];
    private char[] glyphs = new char[FEW];
    private int count;
    private int next;
    /** For text that was not foreseen in its block. */
    private @Nullable QuotePlan aside;

    QuotePlan(TypographyRules rules) {
        this.rules = rules;
        this.reader = new QuoteReader(rules);
    }

    /**
     * Begins a block. It is not read before its first quote is set: most have none.
     *
     * @param block the block, or null if its text is not known before it is set
     */
    void begin(RunningText.@Nullable Source block) {
        source = block;
        pieces = List.of();
        piece = -1;
        count = 0;
        next = 0;
        if (aside != null) {
            aside.begin(null);
        }
    }

    private void read() {
        List<QuoteMark> marks = reader.read(running.characters);
        nest(marks);
        int segment = 0;
        for (QuoteMark mark : marks) {
            if (mark.isStraight()) {
                segment = running.segmentOf(mark.at, segment);
                add(running.pieceOf(segment), running.sourceOf(segment, mark.at), glyph(mark));
            }
        }
        pieces = new ArrayList<>(running.pieces());
    }

    private void add(int pieceNumber, int offset, char glyph) {
        if (count == offsets.length) {
            pieceOf = Arrays.copyOf(pieceOf, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
            glyphs = Arrays.copyOf(glyphs, 2 * count);
        }
        pieceOf[count] = pieceNumber;
        offsets[count] = offset;
        glyphs[count] = glyph;
        count++;
    }

    /**
     * Returns what a straight quote in the text that is being set becomes; another character stays.
     *
     * @param text     the text
     * @param from     where the part that is being set begins
     * @param to       where it ends
     * @param at       where the character stands; not before the one that was asked for last
     * @param previous what was set before the part, for text that was not foreseen
     */
    char glyph(String text, int from, int to, int at, char previous) {
        char c = text.charAt(at);
        if (c != '"' && c != '\'') {
            return c;
        }
        RunningText.Source block = source;
        if (block != null) {
            source = null;
            running.clear();
            block.addTo(running);
            read();
        }
        return isCurrent(text) || isFurtherOn(text) ? planned(text, at) : unforeseen(text, from, to, at, previous);
    }

    private char unforeseen(String text, int from, int to, int at, char previous) {
        QuotePlan plan = aside;
        if (plan == null) {
            plan = new QuotePlan(rules);
            aside = plan;
        }
        if (!plan.isCurrent(text) || plan.running.sourceOf(1, 1) != from) {
            plan.begin(null);
            plan.running.clear();
            plan.running.addFixed(String.valueOf(previous), 0, 1);
            plan.running.add(text, from, to);
            plan.read();
            plan.piece = 0;
        }
        return plan.planned(text, at);
    }

    @SuppressWarnings("ReferenceEquality") // Which string it is, not what it says: that is asked further on.
    private boolean isCurrent(String text) {
        return piece >= 0 && pieces.get(piece) == text;
    }

    /** The pieces of raw HTML are decoded when they are planned and again when they are written. */
    private boolean isFurtherOn(String text) {
        int end = Math.min(pieces.size(), piece + LOOKAHEAD);
        for (int i = piece + 1; i < end; i++) {
            if (pieces.get(i).equals(text)) {
                piece = i;
                pieces.set(i, text);
                return true;
            }
        }
        return false;
    }

    private char planned(String text, int at) {
        char c = text.charAt(at);
        while (next < count && (pieceOf[next] < piece || (pieceOf[next] == piece && offsets[next] < at))) {
            next++;
        }
        if (next < count && pieceOf[next] == piece && offsets[next] == at) {
            return glyphs[next];
        }
        return c == '"' || isBetweenNumbers(text, at) ? c : APOSTROPHE;
    }

    /** Feet and inches, or minutes and seconds; but three digits behind it are thousands, as the Swiss write them. */
    private static boolean isBetweenNumbers(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && QuoteReader.isNumber(text.charAt(at - 1))
                && QuoteReader.isNumber(text.charAt(at + 1))
                && !(at + 3 < text.length()
                        && QuoteReader.isNumber(text.charAt(at + 2))
                        && QuoteReader.isNumber(text.charAt(at + 3)));
    }

    /** Gives each mark its level: what is quoted in a quotation takes the other form. */
    private void nest(List<QuoteMark> marks) {
        QuoteMark enclosing = null;
        for (QuoteMark mark : marks) {
            while (enclosing != null && isBehind(enclosing, mark)) {
                enclosing = enclosing.enclosing;
            }
            if (mark.isOpener() || isOpenGuillemet(mark)) {
                mark.enclosing = enclosing;
                mark.level = level(mark, enclosing != null && enclosing.isBeside(mark) ? enclosing : null);
                enclosing = mark;
            } else if (mark.partner != null) {
                mark.level = mark.partner.level;
            }
        }
    }

    private static boolean isBehind(QuoteMark opener, QuoteMark mark) {
        boolean leftImage = opener.inImage && !mark.inImage;
        boolean closed = opener.partner != null && opener.partner.at <= mark.at;
        return closed || leftImage || opener.block != mark.block;
    }

    /** A guillemet that stays open quotes to the end of the block: the next paragraph begins with one, too. */
    private boolean isOpenGuillemet(QuoteMark mark) {
        return mark.partner == null && mark.character == '«' && rules.opening(OUTER) == '«';
    }

    private int level(QuoteMark mark, @Nullable QuoteMark enclosing) {
        QuoteMark partner = mark.partner;
        if (!mark.isStraight()) {
            return rules.levelOf(mark.character, mark.single ? INNER : OUTER);
        }
        if (partner != null && !partner.isStraight()) {
            return rules.levelOf(partner.character, partner.single ? INNER : OUTER);
        }
        if (enclosing == null) {
            return mark.single ? INNER : OUTER;
        }
        return switch (enclosing.level) {
            case OUTER -> INNER;
            case INNER -> isInsideOuter(enclosing) ? rules.levelInsideInner() : OUTER;
            default -> INNER;
        };
    }

    private static boolean isInsideOuter(QuoteMark mark) {
        QuoteMark enclosing = mark.enclosing;
        return enclosing != null && enclosing.isBeside(mark) && enclosing.level == OUTER;
    }

    private char glyph(QuoteMark mark) {
        if (mark.partner != null) {
            return mark.isOpener() ? rules.opening(mark.level) : rules.closing(mark.level);
        }
        return mark.single ? alone(mark) : aloneDouble(mark);
    }

    /** Behind a number it is the mark of feet or minutes, and stays. */
    private static char alone(QuoteMark mark) {
        return QuoteReader.isNumber(mark.left) && mark.side != Side.OPENS ? mark.character : APOSTROPHE;
    }

    /** The first paragraph of a long quotation has no end, the last no beginning; what tells nothing is left. */
    private char aloneDouble(QuoteMark mark) {
        if (mark.side == Side.OPENS) {
            return rules.opening(OUTER);
        }
        boolean closes = mark.side == Side.CLOSES
                && running.characters.charAt(mark.at - 1) == mark.left
                && !QuoteReader.isNumber(mark.left)
                && (Character.isLetter(mark.left) || ".,!?…)]".indexOf(mark.left) >= 0);
        return closes ? rules.closing(OUTER) : mark.character;
    }
}
