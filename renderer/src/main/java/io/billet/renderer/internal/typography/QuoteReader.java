package io.billet.renderer.internal.typography;

import io.billet.renderer.internal.typography.QuoteMark.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the quotes in a running text and tells from their neighbours to which side they belong. Marks that stand side by
 * side have the neighbours of them all: in {@code ("'Yes,' he said")} the first two stand between a bracket and a word.
 */
final class QuoteReader {

    private static final String MARKS = "\"'«»“”„‟‘’‚‛‹›";
    private static final String BEGINNINGS = "([{<¿¡";
    private static final String ENDS = ".,;:!?…)]}>%";
    private static final String JOINTS = "-‐‑–—−/\\:=+|&@#*_~";

    private final TypographyRules rules;
    private final QuotePairs pairs = new QuotePairs();
    private final List<QuoteMark> marks = new ArrayList<>();
    private CharSequence text = "";
    private int block;
    private boolean inImage;

    QuoteReader(TypographyRules rules) {
        this.rules = rules;
    }

    static boolean isMark(char c) {
        return c == '"' || c == '\'' || (c >= '«' && MARKS.indexOf(c) >= 0);
    }

    static boolean isSpace(char c) {
        return c == ' '
                || c == '\n'
                || c == '\t'
                || c == RunningText.BLOCK_ENDS
                || (c >= '\u00A0' && Character.getType(c) == Character.SPACE_SEPARATOR);
    }

    /** Returns whether a character is one of a word, or something in the place of a word. */
    static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || (c > '\u00BF' && !isSpace(c) && c != '…' && !isDash(c) && !isMark(c));
    }

    private static boolean isDash(char c) {
        return JOINTS.indexOf(c) >= 0;
    }

    static boolean isNumber(char c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.OTHER_NUMBER;
    }

    /** Returns the marks of a text, in order, with their partners. */
    List<QuoteMark> read(CharSequence running) {
        text = running;
        marks.clear();
        pairs.reset();
        block = 0;
        inImage = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isMark(c)) {
                i = run(i);
                continue;
            }
            switch (c) {
                case RunningText.IMAGE_BEGINS -> {
                    pairs.beginImage();
                    inImage = true;
                }
                case RunningText.IMAGE_ENDS -> {
                    pairs.endImage();
                    inImage = false;
                }
                case RunningText.BLOCK_ENDS -> {
                    pairs.endBlock();
                    block++;
                }
                default -> {}
            }
            i++;
        }
        return marks;
    }

    /** Reads marks that stand side by side, and returns where they end. */
    private int run(int from) {
        int to = runEnd(from);
        char left = leftOf(from);
        char right = rightOf(to);
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (isMark(c) && !isApostrophe(c, at, from, left, right)) {
                QuoteMark mark = mark(c, at, to, left, right);
                marks.add(mark);
                pairs.add(mark);
            }
        }
        return to;
    }

    /** The space inside a guillemet belongs to it and parts no marks. */
    private int runEnd(int from) {
        int to = from;
        while (to < text.length() && (isMark(text.charAt(to)) || isInsideGuillemet(to))) {
            to++;
        }
        return isMark(text.charAt(to - 1)) ? to : to - 1;
    }

    private boolean isInsideGuillemet(int at) {
        return rules.insideQuotes() != 0
                && isInnerSpace(text.charAt(at))
                && at > 0
                && (text.charAt(at - 1) == '«' || (at + 1 < text.length() && text.charAt(at + 1) == '»'));
    }

    private static boolean isInnerSpace(char c) {
        return c == ' ' || c == TypographyRules.NO_BREAK || c == TypographyRules.NARROW;
    }

    private char leftOf(int runStart) {
        int at = runStart > 0 && isInsideGuillemet(runStart - 1) ? runStart - 2 : runStart - 1;
        char left = at < 0 ? '\n' : text.charAt(at);
        return left == RunningText.IMAGE_BEGINS || left == RunningText.BLOCK_ENDS ? '\n' : left;
    }

    private char rightOf(int runEnd) {
        int at = runEnd < text.length() && isInsideGuillemet(runEnd) ? runEnd + 1 : runEnd;
        char right = at >= text.length() ? '\n' : text.charAt(at);
        return right == RunningText.IMAGE_ENDS || right == RunningText.BLOCK_ENDS ? '\n' : right;
    }

    /** Returns whether a mark is an apostrophe and nothing else: inside a word, or where a word has lost its beginning. */
    private boolean isApostrophe(char c, int at, int runStart, char left, char right) {
        if (c != '\'' && c != '’') {
            return false;
        }
        if (at == runStart && isWord(left) && isWord(right)) {
            return true;
        }
        return rules.apostrophes().endsAnd(text, at)
                || (!isWord(left) && rules.apostrophes().beginsWord(text, at));
    }

    private QuoteMark mark(char c, int at, int runEnd, char left, char right) {
        boolean bothEndsAlike = c == '"' || c == '\'' || (c == '”' && rules.opens(c));
        Side side = bothEndsAlike ? side(at, runEnd, left, right) : typesetSide(c, left, right);
        boolean single = c == '\'';
        boolean weak = isNumber(left) && side != Side.OPENS && (c == '"' || c == '\'');
        if (single && side != Side.OPENS) {
            weak |= isSpace(right)
                    && Character.isLetter(left)
                    && isBeforeMore(at)
                    && rules.apostrophes().mayEndWord(text, at);
        } else if (single) {
            weak = rules.apostrophes().mayBeginWord(text, at);
        }
        return new QuoteMark(c, at, block, inImage, isSingle(c), left, right, side, weak);
    }

    private boolean isSingle(char c) {
        return c != '"' && rules.levelOf(c, "'‘’‚‛‹›".indexOf(c) >= 0 ? 1 : 0) > 0;
    }

    /** Returns whether the sentence goes on in the same line behind a mark. */
    private boolean isBeforeMore(int at) {
        return at + 2 < text.length() && isSpace(text.charAt(at + 1)) && Character.isLetter(text.charAt(at + 2));
    }

    private Side side(int at, int runEnd, char left, char right) {
        boolean spaceLeft = isSpace(left);
        boolean spaceRight = isSpace(right);
        if (spaceLeft || spaceRight) {
            boolean opens = spaceLeft && !spaceRight && !standsAlone(right, runEnd);
            boolean closes = spaceRight && !spaceLeft && BEGINNINGS.indexOf(left) < 0;
            return opens ? Side.OPENS : closes ? Side.CLOSES : Side.EITHER;
        }
        boolean begins = BEGINNINGS.indexOf(left) >= 0;
        boolean ends = ENDS.indexOf(right) >= 0 || isDash(right);
        if (begins && !ends) {
            return Side.OPENS;
        }
        boolean wordRight = isWord(right) || BEGINNINGS.indexOf(right) >= 0;
        if (wordRight && (isElided(at) || isDash(left))) {
            return Side.OPENS;
        }
        boolean wordLeft = isWord(left) || ENDS.indexOf(left) >= 0;
        return wordLeft && ends ? Side.CLOSES : Side.EITHER;
    }

    /** Returns whether punctuation stands alone behind marks, so that they may well close something: {@code "Yes ", he said}. */
    private boolean standsAlone(char punctuation, int at) {
        return ENDS.indexOf(punctuation) >= 0 && (at + 1 >= text.length() || isSpace(text.charAt(at + 1)));
    }

    /** Returns whether an article or the like that has lost its vowel stands before a mark: {@code l'"Europe"}. */
    private boolean isElided(int at) {
        if (at < 2) {
            return false;
        }
        char apostrophe = text.charAt(at - 1);
        return (apostrophe == '\'' || apostrophe == '’' || apostrophe == RunningText.FIXED_APOSTROPHE)
                && Character.isLetter(text.charAt(at - 2));
    }

    private Side typesetSide(char c, char left, char right) {
        boolean before = isSpace(left) || BEGINNINGS.indexOf(left) >= 0 || isDash(left);
        boolean behind = isSpace(right) || ENDS.indexOf(right) >= 0 || isDash(right);
        boolean opensByPlace = before && !behind;
        boolean closesByPlace = behind && !before;
        return switch (c) {
            case '„', '‟', '‚', '‛' -> Side.OPENS;
            case '«', '‹' -> rules.insideQuotes() == 0 && closesByPlace ? Side.CLOSES : Side.OPENS;
            case '»', '›' -> rules.insideQuotes() == 0 && opensByPlace ? Side.OPENS : Side.CLOSES;
            case '“', '‘' -> rules.closes(c) ? (opensByPlace ? Side.OPENS : Side.CLOSES) : Side.OPENS;
            default -> Side.CLOSES;
        };
    }
}
