package io.billet.engine.internal.comment;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * What a reader sees of a name at a glance: two names that share a shape are taken for each other. Not told apart are capitals, forms
 * of one letter (NFKD: full width, ligatures), accents on Latin, Greek and Cyrillic letters, blanks, punctuation and symbols, what
 * shows nothing, and letters that look like Latin ones: the commonest rows of {@code confusables.txt} (UTS #39). Its other thousands
 * are not here; docs/adr/0088 says why.
 */
final class NameShape {

    private static final String[][] LOOKALIKES = {
        // Cyrillic, capitals and small letters
        {
            "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u051a\u051c\u04ae",
            "ABESIJKMHOPCTYXQWY"
        },
        {
            "\u0430\u0432\u0435\u0455\u0456\u0458\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u051b\u051d\u04af\u04bb\u0501\u04cf",
            "abesijkmhopctyxqwyhdl"
        },
        // Greek
        {"\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7", "ABEZHIKMNOPTYX"},
        {"\u03b1\u03b3\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7", "ayeikvoptux"},
        // Digits, and Latin letters of other kinds
        {"01\u0131\u0251\u0261\u1d0f", "oliago"}
    };

    private NameShape() {}

    /**
     * Returns the shapes of a name, one or two: Greek capitals look like Latin letters which their small ones do not look like, so
     * that it matters whether a name is read before or after capitals are made small.
     */
    static Set<String> of(String name) {
        String plain = withoutAccents(name);
        String asTyped = shape(looked(plain));
        String asSmall = shape(plain);
        return asTyped.equals(asSmall) ? Set.of(asTyped) : Set.of(asTyped, asSmall);
    }

    private static String shape(String name) {
        // Up and down, as a capital may have several small forms, and the other way round.
        String small = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('\u03c2', '\u03c3');
        StringBuilder letters = new StringBuilder(small.length());
        looked(withoutAccents(small))
                .codePoints()
                .map(c -> c == 'i' ? 'l' : c)
                .filter(NameShape::isWritten)
                .forEach(letters::appendCodePoint);
        return letters.isEmpty()
                ? small.replaceAll("\\s", "")
                : letters.toString().replace("rn", "m").replace("vv", "w");
    }

    /** In scripts other than those of Europe marks are vowels. */
    private static String withoutAccents(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[\u0300-\u036f]", "");
    }

    private static String looked(String name) {
        StringBuilder latin = new StringBuilder(name.length());
        name.chars().map(NameShape::lookalike).forEach(c -> latin.append((char) c));
        return latin.toString();
    }

    private static int lookalike(int c) {
        for (String[] row : LOOKALIKES) {
            int at = row[0].indexOf(c);
            if (at >= 0) {
                return row[1].charAt(at);
            }
        }
        return c;
    }

    private static boolean isWritten(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> !choosesAForm(c);
            default -> Character.isLetterOrDigit(c) && !showsNothing(c);
        };
    }

    /** Selectors of variants and what Khmer has of the kind. */
    private static boolean choosesAForm(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF)
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x17B4
                || c == 0x17B5;
    }

    /** Fillers of Hangul. */
    private static boolean showsNothing(int c) {
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
    }
}
