package io.billet.renderer.internal.typography;

import io.billet.core.LanguageTag;
import java.util.Map;
import java.util.Optional;

/**
 * How a language sets quotes and spaces. Sources: Imprimerie nationale, <cite>Lexique des règles typographiques</cite>
 * (fr); Office québécois de la langue française (fr-CA); <cite>Guide du typographe</cite> (fr-CH); Unicode CLDR
 * quotation marks (the others).
 *
 * @param quotes       opening and closing, outer and then inner
 * @param insideQuotes the space inside the outer quotes, or 0
 * @param beforeHigh   the space before {@code ; ! ?}, or 0 where the language has none
 * @param beforeColon  the space before a colon, or 0
 * @param groupsDigits whether a space between groups of three digits is the language's own way
 * @param singleQuotes whether {@code '} can be a quote; otherwise it is always an apostrophe
 */
record TypographyRules(
        String quotes,
        char insideQuotes,
        char beforeHigh,
        char beforeColon,
        boolean groupsDigits,
        boolean singleQuotes) {

    static final char NO_BREAK = '\u00A0';
    static final char NARROW = '\u202F';

    private static final char NONE = 0;
    private static final TypographyRules FRENCH = new TypographyRules("«»“”", NO_BREAK, NARROW, NO_BREAK, true, false);
    private static final Map<String, TypographyRules> BY_TAG = Map.ofEntries(
            Map.entry("fr", FRENCH),
            Map.entry("fr-CA", new TypographyRules("«»“”", NO_BREAK, NONE, NO_BREAK, true, false)),
            Map.entry("fr-CH", new TypographyRules("«»‹›", NARROW, NARROW, NARROW, true, false)),
            Map.entry("en", western("“”‘’", false)),
            Map.entry("de", western("„“‚‘", true)),
            // Liechtenstein writes as Switzerland does.
            Map.entry("de-LI", western("«»‹›", true)),
            Map.entry("de-CH", western("«»‹›", true)),
            Map.entry("es", western("«»“”", true)),
            Map.entry("it", western("«»“”", true)),
            Map.entry("pt-PT", western("«»“”", true)),
            Map.entry("pl", western("„”«»", true)),
            Map.entry("cs", western("„“‚‘", true)),
            Map.entry("sv", western("””’’", true)),
            Map.entry("fi", western("””’’", true)),
            Map.entry("ru", western("«»„“", true)));

    private static TypographyRules western(String quotes, boolean groupsDigits) {
        return new TypographyRules(quotes, NONE, NONE, NONE, groupsDigits, true);
    }

    /** Returns the rules for a language, or empty if they are not known: such a text is left alone. */
    static Optional<TypographyRules> of(LanguageTag tag) {
        // A script or variant between language and region (fr-Latn-CA) changes nothing.
        TypographyRules exact = BY_TAG.get(tag.language() + "-" + tag.toLocale().getCountry());
        return Optional.ofNullable(exact == null ? BY_TAG.get(tag.language()) : exact);
    }

    char opening(int level) {
        return quotes.charAt(level == 0 ? 0 : 2);
    }

    char closing(int level) {
        return quotes.charAt(level == 0 ? 1 : 3);
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
