package io.billet.renderer.internal.syntax;

/** The classes of characters that CommonMark 0.31.2, section 2.1, names. */
public final class Characters {

    private Characters() {}

    /** {@return whether a character is ASCII punctuation} */
    public static boolean isAsciiPunctuation(char c) {
        return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
    }

    /** {@return whether a character is an ASCII letter} */
    public static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** {@return whether a character is an ASCII letter or digit} */
    public static boolean isAsciiAlphanumeric(char c) {
        return isAsciiLetter(c) || (c >= '0' && c <= '9');
    }

    /** {@return whether a character is a space or tab} */
    public static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** {@return whether a character is white space of ASCII} */
    public static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == 0x0b;
    }

    /** {@return whether a character is Unicode white space} */
    public static boolean isUnicodeSpace(int c) {
        if (c < 0x80) {
            return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
        }
        return Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** Symbols count as punctuation beside emphasis since CommonMark 0.31, but do not end a host name: an emoji. */
    public static boolean isSymbol(int c) {
        return switch (Character.getType(c)) {
            case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL ->
                true;
            default -> false;
        };
    }

    /**
     * Returns whether a character belongs to Chinese, Japanese or Korean writing: a letter, or punctuation in their full width
     * (Unicode's East Asian Width W, F and H, without emoji).
     *
     * @param c a code point
     */
    public static boolean isCjk(int c) {
        if (c < 0x1100) {
            return false;
        }
        return c <= 0x11ff
                || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
                || (c >= 0xa960 && c <= 0xa97f)
                || (c >= 0xac00 && c <= 0xd7ff)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe10 && c <= 0xfe1f)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff01 && c <= 0xffee)
                || (c >= 0x16fe0 && c <= 0x1b2ff)
                || (c >= 0x20000 && c <= 0x3fffd);
    }

    /**
     * Returns whether a character is of a writing of East Asia that puts no spaces between words: as {@link #isCjk}, but not
     * Korean (CSS Text 3, 4.1.3).
     *
     * @param c a code point
     */
    public static boolean isWrittenWithoutSpaces(int c) {
        return isCjk(c)
                && !(c <= 0x11ff
                        || (c >= 0x3130 && c <= 0x318f)
                        || (c >= 0xa960 && c <= 0xa97f)
                        || (c >= 0xac00 && c <= 0xd7ff)
                        || (c >= 0xffa0 && c <= 0xffdc));
    }

    /** {@return whether a character is Unicode punctuation or a symbol} */
    public static boolean isPunctuation(int c) {
        if (c < 0x80) {
            return isAsciiPunctuation((char) c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> isSymbol(c);
        };
    }
}
