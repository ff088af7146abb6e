package io.billet.renderer.internal.plaintext;

import io.billet.renderer.internal.syntax.Characters;
import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How much there is to read, also in scripts that put no spaces between words.
 *
 * @param words      with spaces between them, or cut by the JDK's rules in Thai, Lao, Khmer and Burmese
 * @param characters of the scripts that are read by characters: Han, Hiragana, Katakana
 * @param codeLines  of code blocks, without blank ones
 */
public record Words(int words, int characters, int codeLines) {

    /** Adults read 238 words of English a minute silently (Brysbaert 2019, a meta-analysis). */
    private static final double WORDS_A_MINUTE = 238;

    private static final double CHARACTERS_A_MINUTE = 500;
    private static final double CODE_LINES_A_MINUTE = 60;

    /** The JDK's dictionary search takes more than linear time, so it gets short pieces. */
    private static final int LONGEST_RUN = 200;

    /** Returns the words, each character of scripts without words counting as one. */
    public int all() {
        return words + characters;
    }

    /** Returns how long it takes to read, in whole minutes, rounded up. */
    public Duration readingTime() {
        return Duration.ofMinutes((long)
                Math.ceil(words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE + codeLines / CODE_LINES_A_MINUTE));
    }

    /**
     * Counts.
     *
     * @param skipped offsets at which parts that do not count begin and end, in turn
     */
    static Words count(CharSequence text, List<Integer> skipped, int codeLines) {
        int[] counts = new int[2];
        int from = 0;
        for (int i = 0; i + 1 < skipped.size(); i += 2) {
            count(text, from, skipped.get(i), counts);
            from = skipped.get(i + 1);
        }
        count(text, from, text.length(), counts);
        return new Words(counts[0], counts[1], codeLines);
    }

    private static void count(CharSequence text, int from, int to, int[] counts) {
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
                counts[1]++;
                inWord = false;
            } else {
                boolean letter = Character.isLetterOrDigit(codePoint);
                words += letter && !inWord ? 1 : 0;
                inWord = letter || (inWord && (c == '’' || isJoiner(codePoint)));
            }
            i = next;
        }
        counts[0] += words;
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
