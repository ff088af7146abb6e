package io.billet.renderer.internal.syntax;

import com.vladsch.flexmark.util.sequence.Html5Entities;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML character references as CommonMark 0.31.2, 6.2 ("Entity and numeric character references") reads them. */
public final class CharacterReferences {

    private static final int MOST_DECIMAL_DIGITS = 7;
    private static final int MOST_HEX_DIGITS = 6;
    /** The longest name in HTML's table is CounterClockwiseContourIntegral. */
    private static final int LONGEST_NAME = 33;

    private static final Pattern LENIENT = Pattern.compile("&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?");

    private CharacterReferences() {}

    /**
     * Returns the end (after the semicolon) of the reference whose {@code &} stands at {@code start}, or -1 if none stands
     * there. A name counts if it has the right form; whether it is known tells {@link #resolve}.
     */
    public static int end(CharSequence text, int start, int limit) {
        int i = start + 1;
        if (i >= limit) {
            return -1;
        }
        char first = text.charAt(i);
        if (first == '#') {
            boolean hex = i + 1 < limit && (text.charAt(i + 1) == 'x' || text.charAt(i + 1) == 'X');
            int digits = hex ? i + 2 : i + 1;
            int most = digits + (hex ? MOST_HEX_DIGITS : MOST_DECIMAL_DIGITS);
            i = digits;
            while (i < limit && i < most && Character.digit(asciiOrBlank(text.charAt(i)), hex ? 16 : 10) >= 0) {
                i++;
            }
            return i > digits && i < limit && text.charAt(i) == ';' ? i + 1 : -1;
        }
        if (!isAsciiLetter(first)) {
            return -1;
        }
        int most = Math.min(limit, i + LONGEST_NAME);
        while (i < most && isAsciiLetterOrDigit(text.charAt(i))) {
            i++;
        }
        return i < limit && text.charAt(i) == ';' ? i + 1 : -1;
    }

    /** Returns what a reference of the right form stands for; an unknown name stands for itself. */
    public static String resolve(String reference) {
        if (reference.charAt(1) != '#') {
            return Html5Entities.entityToString(reference);
        }
        boolean hex = reference.charAt(2) == 'x' || reference.charAt(2) == 'X';
        int codePoint = Integer.parseInt(reference.substring(hex ? 3 : 2, reference.length() - 1), hex ? 16 : 10);
        boolean scalar = codePoint != 0
                && codePoint <= Character.MAX_CODE_POINT
                && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
        return scalar ? Character.toString(codePoint) : "\uFFFD";
    }

    /** Returns the text with all references resolved. */
    public static String decode(String text) {
        int ampersand = text.indexOf('&');
        if (ampersand < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int from = 0;
        while (ampersand >= 0) {
            int end = end(text, ampersand, text.length());
            if (end > 0) {
                decoded.append(text, from, ampersand).append(resolve(text.substring(ampersand, end)));
                from = end;
            }
            ampersand = text.indexOf('&', Math.max(end, ampersand + 1));
        }
        return decoded.append(text, from, text.length()).toString();
    }

    /**
     * Returns the text with numeric references resolved as a browser resolves them in a broken page: any number of digits, the
     * semicolon optional. Only for judging a URL by the worst that could be made of it.
     */
    public static String decodeLeniently(String text) {
        Matcher reference = LENIENT.matcher(decode(text));
        return reference.replaceAll(found -> {
            String hex = found.group(1);
            String digits = hex == null ? found.group(2) : hex;
            int codePoint = digits.length() > MOST_DECIMAL_DIGITS ? 0 : Integer.parseInt(digits, hex == null ? 10 : 16);
            return Matcher.quoteReplacement(
                    Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "\uFFFD");
        });
    }

    private static char asciiOrBlank(char c) {
        return c < 0x80 ? c : ' ';
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return isAsciiLetter(c) || (c >= '0' && c <= '9');
    }
}
