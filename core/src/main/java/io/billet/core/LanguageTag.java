package io.billet.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;

/**
 * The language of an article or of a subscriber's mail, as a BCP 47 language tag (RFC 5646) in canonical case.
 *
 * <pre>{@code
 * LanguageTag.of("FR-ch").value();  // "fr-CH"
 * LanguageTag.FRENCH.toLocale();    // Locale.FRENCH
 * }</pre>
 *
 * <p>In JSON a plain string. Immutable and thread-safe.
 *
 * @param value the tag in canonical case; 1 to {@value #MAX_LENGTH} characters; never {@code und}
 */
public record LanguageTag(@JsonValue String value) {

    /** The longest tag accepted, in characters (RFC 5646, 4.4.1: 35 characters suffice for every sensible tag). */
    public static final int MAX_LENGTH = 35;

    /** Scripts written from right to left that living languages use (Unicode, property Bidi_Class). */
    private static final Set<String> SCRIPTS_FROM_THE_RIGHT =
            Set.of("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg");

    private static final Set<String> LANGUAGES_FROM_THE_RIGHT =
            Set.of("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "ps", "sd", "syr", "ug", "ur", "yi", "nqo");

    /** Languages that have another code since 1989 (ISO 639), by which {@link Locale} knows them. */
    private static final Set<String> RENAMED = Set.of("in", "iw", "ji");

    public static final LanguageTag ENGLISH = new LanguageTag("en");
    public static final LanguageTag FRENCH = new LanguageTag("fr");
    public static final LanguageTag GERMAN = new LanguageTag("de");
    public static final LanguageTag SPANISH = new LanguageTag("es");

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the tag is blank, too long or not well-formed
     */
    public LanguageTag {
        if (value.isBlank()) {
            throw InvalidValueException.blank("LanguageTag", "value");
        }
        if (value.length() > MAX_LENGTH) {
            throw InvalidValueException.tooLong("LanguageTag", "value", MAX_LENGTH, value.length(), "characters");
        }
        value = canonical(value);
    }

    /**
     * Returns the tag in canonical case.
     *
     * @param tag a BCP 47 tag in any case, such as {@code "pt-BR"}
     * @throws InvalidValueException if the tag is blank, too long or not well-formed
     */
    @JsonCreator
    public static LanguageTag of(String tag) {
        return new LanguageTag(tag);
    }

    /**
     * Returns its tag.
     *
     * @param locale a locale with a language
     * @throws InvalidValueException if the locale has no language
     */
    public static LanguageTag of(Locale locale) {
        return new LanguageTag(locale.toLanguageTag());
    }

    /** Returns the {@link Locale} of this tag. */
    public Locale toLocale() {
        return Locale.forLanguageTag(value);
    }

    /** Returns the language alone, without script, region or variants: {@code "fr"} for {@code fr-CH}. */
    public String language() {
        return toLocale().getLanguage();
    }

    /** Returns whether it is written from right to left, by the tag's script if it names one. */
    public boolean isRightToLeft() {
        Locale locale = toLocale();
        return locale.getScript().isEmpty()
                ? LANGUAGES_FROM_THE_RIGHT.contains(locale.getLanguage())
                : SCRIPTS_FROM_THE_RIGHT.contains(locale.getScript());
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isTwoLetters(String tag) {
        return tag.length() == 2 && isLower(tag.charAt(0)) && isLower(tag.charAt(1));
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static String canonical(String tag) {
        if (isTwoLetters(tag) && !RENAMED.contains(tag)) {
            return tag;
        }
        try {
            String canonical = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            if (!canonical.equals("und") && !canonical.startsWith("und-") && !canonical.startsWith("x-")) {
                return canonical;
            }
        } catch (IllformedLocaleException e) {
            // Told below, in the words of the model.
        }
        throw InvalidValueException.malformed(
                "LanguageTag", "value", "a BCP 47 language tag such as fr-CH", tag.length() + " characters");
    }
}
