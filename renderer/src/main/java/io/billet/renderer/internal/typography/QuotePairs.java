package io.billet.renderer.internal.typography;

import io.billet.renderer.internal.typography.QuoteMark.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds which quotes are pairs. An opening mark waits on a stack for its end. One that never comes, or an end without a
 * beginning, stays alone and changes nothing for the others: only pairs count for what is quoted in what.
 */
final class QuotePairs {

    /** An apostrophe at the end of a word is taken for the end of a quotation over so many characters only. */
    private static final int REACH_OF_WEAK = 200;

    /** So many apostrophes at the beginning of words are passed over on the way to a sure beginning. */
    private static final int MOST_WEAK = 8;

    private final List<QuoteMark> open = new ArrayList<>();
    private int openDoubles;
    /** Where the stack of the text around an image ends, and how many double quotes are open in that text. */
    private int base;

    private int doublesAround;
    private @Nullable QuoteMark weakDouble;
    private @Nullable QuoteMark weakSingle;

    void reset() {
        open.clear();
        openDoubles = 0;
        base = 0;
        forgetWeak();
    }

    /** The text of an image begins: what is open around it is not seen from there. */
    void beginImage() {
        base = open.size();
        doublesAround = openDoubles;
        openDoubles = 0;
        forgetWeak();
    }

    void endImage() {
        drop(base);
        base = 0;
        openDoubles = doublesAround;
        forgetWeak();
    }

    /** What is open does not go on. */
    void endBlock() {
        drop(base);
        openDoubles = 0;
        forgetWeak();
    }

    private void forgetWeak() {
        weakDouble = null;
        weakSingle = null;
    }

    void add(QuoteMark mark) {
        if (mark.side == Side.OPENS || !close(mark)) {
            boolean opens = mark.side == Side.OPENS || (mark.side == Side.EITHER && mayOpen(mark));
            if (opens) {
                push(mark);
            }
        }
    }

    private static boolean mayOpen(QuoteMark mark) {
        boolean behindWord = QuoteReader.isWord(mark.left) && (mark.single || mark.weak);
        boolean loose = mark.single && QuoteReader.isSpace(mark.right);
        return !behindWord && !loose;
    }

    private void push(QuoteMark mark) {
        open.add(mark);
        if (mark.single) {
            weakSingle = null;
        } else {
            weakDouble = null;
            openDoubles++;
        }
    }

    private boolean close(QuoteMark closer) {
        QuoteMark opener = closer.single ? singleFor(closer) : doubleOpen();
        if (opener == null) {
            opener = closer.weak || closer.side != Side.CLOSES ? null : takenBack(closer);
        }
        if (opener == null) {
            return false;
        }
        opener.pairWith(closer);
        if (closer.single) {
            weakSingle = closer.weak ? closer : null;
        } else {
            weakDouble = closer.weak ? closer : null;
        }
        return true;
    }

    /** A single quote must not end a quotation around an open double one: it is rather an apostrophe. */
    private @Nullable QuoteMark singleFor(QuoteMark closer) {
        int last = open.size() - 1;
        int sure = last;
        while (sure > last - MOST_WEAK && sure >= base && open.get(sure).single && open.get(sure).weak) {
            sure--;
        }
        boolean isSure = sure >= base && open.get(sure).single && !open.get(sure).weak;
        int at = isSure ? sure : last;
        if (at < base || !open.get(at).single) {
            return null;
        }
        QuoteMark opener = open.get(at);
        boolean far = closer.at - opener.at > REACH_OF_WEAK && (closer.weak || opener.weak);
        boolean apostrophe = far || (closer.weak && opener.weak) || (opener.isStraight() && closer.character == '’');
        if (apostrophe) {
            return null;
        }
        drop(at);
        return opener;
    }

    /** A double quote does: the single ones inside that are still open were apostrophes. */
    private @Nullable QuoteMark doubleOpen() {
        if (openDoubles == 0) {
            return null;
        }
        QuoteMark opener = open.remove(open.size() - 1);
        while (opener.single) {
            opener = open.remove(open.size() - 1);
        }
        openDoubles--;
        return opener;
    }

    /** Gives a sure end the beginning that went to a doubtful one: {@code "a 27" screen"}. */
    private @Nullable QuoteMark takenBack(QuoteMark closer) {
        QuoteMark doubtful = closer.single ? weakSingle : weakDouble;
        QuoteMark opener = doubtful == null ? null : doubtful.partner;
        if (opener == null) {
            return null;
        }
        while (open.size() > base && open.get(open.size() - 1).at > opener.at) {
            if (!open.get(open.size() - 1).single || closer.single) {
                return null;
            }
            open.remove(open.size() - 1);
        }
        opener.unpair();
        return opener;
    }

    private void drop(int size) {
        open.subList(size, open.size()).clear();
    }
}
