package io.billet.core;

/** Characters that a reader does not see, in the sense of a rule: a title of nothing else is no title. */
final class Invisible {

    private Invisible() {}

    /** Whether nothing of the text would be seen. */
    static boolean only(String text) {
        return text.codePoints().allMatch(c -> isBlank(c) || isFormat(c) || isFiller(c) || c == 0x2800);
    }

    /** Takes blanks of every kind from both ends; {@link String#strip()} leaves no-break spaces there. */
    static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /**
     * Takes out what a reader does not see: marks that turn the direction of the text around them, zero-width blanks,
     * soft hyphens, tags. In a name they serve to look like somebody else, or to garble the page. Joiners stay where the
     * letter before wants them, as in Persian, in Devanagari or in an emoji of several.
     */
    static String removedFrom(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        int before = -1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean joins = (c == 0x200C || c == 0x200D) && before >= 0 && takesJoiners(before);
            if (joins || !(isFormat(c) || c == 0x034F)) {
                seen.appendCodePoint(c);
                before = Character.UnicodeScript.of(c) == Character.UnicodeScript.INHERITED ? before : c;
            }
        }
        return seen.toString();
    }

    private static boolean takesJoiners(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case LATIN, GREEK, CYRILLIC, HAN, HIRAGANA, KATAKANA, HANGUL, HEBREW -> false;
            case COMMON ->
                Character.getType(c) == Character.OTHER_SYMBOL || Character.getType(c) == Character.MODIFIER_SYMBOL;
            default -> true;
        };
    }

    /** Spaces, with or without a break, tabs and line ends; all of them lie in the basic plane. */
    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Joiners, soft hyphens, marks of direction, tags (general category Cf). */
    static boolean isFormat(int c) {
        return Character.getType(c) == Character.FORMAT;
    }

    /**
     * Letters and marks that Unicode calls {@code Default_Ignorable_Code_Point}: they show nothing, or choose another
     * form of the character before.
     */
    static boolean isFiller(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFFA0
                || (c >= 0xE0100 && c <= 0xE01EF);
    }
}
