package io.billet.renderer.internal.typography;

import io.billet.core.LanguageTag;
import java.util.Map;
import java.util.Optional;

/**
 * How a language sets quotes and spaces. Sources: Imprimerie nationale, <cite>Lexique des règles typographiques</cite>
 * (fr); Office québécois de la langue française (fr-CA); <cite>Guide du typographe</cite> (fr-CH); Unicode CLDR
 * quotation marks (the others).
 *
 * @param quotes       opening and closing, outer, then inner, then inside these if that is not the outer form again
 * @param insideQuotes the space inside the outer quotes, or 0
 * @param beforeHigh   the space before {@code ; ! ?}, or 0 where the language has none
 * @param beforeColon  the space before a colon, or 0
 * @param groupsDigits whether a space between groups of three digits is the language's own way
 * @param apostrophes  the words that begin or end with one
 */
record TypographyRules(
        String quotes,
        char insideQuotes,
        char beforeHigh,
        char beforeColon,
        boolean groupsDigits,
        Apostrophes apostrophes) {

    static final char NO_BREAK = '\u00A0';
    static final char NARROW = '\u202F';

    private static final char NONE = 0;
    private static final Map<String, TypographyRules> BY_TAG = Map.ofEntries(
            Map.entry("fr", french("«»“”‘’", NO_BREAK, NARROW, NO_BREAK)),
            Map.entry("fr-CA", french("«»“”‘’", NO_BREAK, NONE, NO_BREAK)),
            Map.entry("fr-CH", french("«»‹›", NARROW, NARROW, NARROW)),
            Map.entry("en", western("en", "“”‘’", false)),
            Map.entry("de", western("de", "„“‚‘", true)),
            Map.entry("de-CH", western("de", "«»‹›", true)),
            Map.entry("es", western("es", "«»“”‘’", true)),
            Map.entry("it", western("it", "«»“”‘’", true)),
            Map.entry("pt-PT", western("pt", "«»“”‘’", true)),
            Map.entry("pl", western("pl", "„”«»", true)),
            Map.entry("cs", western("cs", "„“‚‘", true)),
            Map.entry("sv", western("sv", "””’’", true)),
            Map.entry("fi", western("fi", "””’’", true)),
            Map.entry("ru", western("ru", "«»„“", true)));

    private static TypographyRules french(String quotes, char insideQuotes, char beforeHigh, char beforeColon) {
        return new TypographyRules(quotes, insideQuotes, beforeHigh, beforeColon, true, Apostrophes.of("fr"));
    }

    private static TypographyRules western(String language, String quotes, boolean groupsDigits) {
        return new TypographyRules(quotes, NONE, NONE, NONE, groupsDigits, Apostrophes.of(language));
    }

    /** Returns the rules for a language, or empty if they are not known: such a text is left alone. */
    static Optional<TypographyRules> of(LanguageTag tag) {
        TypographyRules exact = BY_TAG.get(tag.value());
        return Optional.ofNullable(exact == null ? BY_TAG.get(tag.language()) : exact);
    }

    char opening(int level) {
        return quotes.charAt(2 * level);
    }

    char closing(int level) {
        return quotes.charAt(2 * level + 1);
    }

    /** Returns whether a mark can open a quotation in this language. */
    boolean opens(char mark) {
        int at = quotes.indexOf(mark);
        return at >= 0 && at % 2 == 0;
    }

    /** Returns whether a mark closes quotations in this language, and opens none. */
    boolean closes(char mark) {
        return quotes.indexOf(mark) % 2 == 1;
    }

    /** Returns the level of a mark that is already of the right form; of another, what is given. */
    int levelOf(char mark, int otherwise) {
        int at = quotes.indexOf(mark);
        return at < 0 ? otherwise : at / 2;
    }

    /** Returns the level of what is quoted in an inner quotation that stands in an outer one. */
    int levelInsideInner() {
        return quotes.length() > 4 ? 2 : 0;
    }

    /** Returns the space that belongs before a mark, or 0. */
    char spaceBefore(char mark) {
        return switch (mark) {
            case ';', '!', '?' -> beforeHigh;
            case ':' -> beforeColon;
            case '»' -> insideQuotes;
            default -> NONE;
        };
    }
}
