package io.billet.renderer.internal.plaintext;

import io.billet.renderer.internal.syntax.Characters;
import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;

/** Counts words, also in scripts that put no spaces between them. */
final class Words {

    /** The JDK's dictionary search takes more than linear time, so it gets short pieces. */
    private static final int LONGEST_RUN = 200;

    private Words() {}

    /**
     * Returns the number of words.
     *
     * @param skipped offsets at which parts that do not count begin and end, in turn
     */
    static int count(CharSequence text, List<Integer> skipped) {
        int words = 0;
        int from = 0;
        for (int i = 0; i + 1 < skipped.size(); i += 2) {
            words += count(text, from, skipped.get(i));
            from = skipped.get(i + 1);
        }
        return words + count(text, from, text.length());
    }

    private static int count(CharSequence text, int from, int to) {
        int words = 0;
        boolean inWord = false;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c < 0x80) {
                boolean letter = Characters.isAsciiAlphanumeric(c);
                words += letter && !inWord ? 1 : 0;
                inWord = letter || (inWord && (c == '\'' || c == '-' || c == '.' || c == ',' || c == '_'));
                i++;
                continue;
            }
            int codePoint = Character.codePointAt(text, i);
            int next = i + Character.charCount(codePoint);
            if (c >= 0x0e00 && isUnspaced(codePoint)) {
                next = unspacedEnd(text, i, to);
                words += unspacedWords(text.subSequence(i, next).toString());
                inWord = false;
            } else if (c >= 0x2e80 && isIdeograph(codePoint)) {
                words++;
                inWord = false;
            } else {
                boolean letter = Character.isLetterOrDigit(codePoint);
                words += letter && !inWord ? 1 : 0;
                inWord = letter || (inWord && (c == '’' || isJoiner(codePoint)));
            }
            i = next;
        }
        return words;
    }

    /** Returns whether a character is read at the pace of characters rather than words. */
    static boolean isIdeograph(int codePoint) {
        UnicodeScript script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }

    private static boolean isUnspaced(int codePoint) {
        UnicodeScript script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.THAI
                || script == UnicodeScript.LAO
                || script == UnicodeScript.KHMER
                || script == UnicodeScript.MYANMAR;
    }

    private static int unspacedEnd(CharSequence text, int from, int to) {
        int i = from;
        int most = Math.min(to, from + LONGEST_RUN);
        while (i < most && isUnspaced(Character.codePointAt(text, i))) {
            i += Character.charCount(Character.codePointAt(text, i));
        }
        return Math.min(i, to);
    }

    private static int unspacedWords(String run) {
        BreakIterator words = BreakIterator.getWordInstance(Locale.forLanguageTag("th"));
        words.setText(run);
        int count = 0;
        while (words.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    private static boolean isJoiner(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK || codePoint == 0x200d;
    }
}
