package io.billet.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;

/**
 * The readable name of an article, tag or author in an address: {@code l-europe-resiste}, {@code привет-мир},
 * {@code 日本語の題}. Letters, marks and digits of any script in lower case and NFC, in words joined by single hyphens.
 *
 * <p>Percent-encode it in an address (RFC 3987, 3.1); browsers show it readable. The limit counts octets, so that a slug
 * with a date and an ending is a file name everywhere.
 *
 * <p>In JSON a plain string. Immutable and thread-safe.
 *
 * @param value 1 to {@value #MAX_OCTETS} octets of UTF-8
 */
public record Slug(@JsonValue String value) implements Comparable<Slug> {

    /** The longest slug, in octets of UTF-8. */
    public static final int MAX_OCTETS = 200;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the value is blank, too long, or not in the form of a slug
     */
    public Slug {
        if (value.isBlank()) {
            throw InvalidValueException.blank("Slug", "value");
        }
        int octets = value.getBytes(StandardCharsets.UTF_8).length;
        if (octets > MAX_OCTETS) {
            throw InvalidValueException.tooLong("Slug", "value", MAX_OCTETS, octets, "octets");
        }
        if (!SlugFromTitle.isCanonical(value)) {
            throw InvalidValueException.malformed(
                    "Slug",
                    "value",
                    "lower-case letters and digits in words joined by single hyphens",
                    Field.shape(value));
        }
    }

    /**
     * Returns the slug.
     *
     * @param value a slug in its exact form
     * @throws InvalidValueException if the value is blank, too long, or not in the form of a slug
     */
    @JsonCreator
    public static Slug of(String value) {
        return new Slug(value);
    }

    /**
     * Makes a slug of any title. Latin letters lose their accents ({@code œ} becomes {@code oe}, {@code ß} becomes
     * {@code ss}), other scripts keep their letters, joiners and other invisible characters are dropped, everything else
     * separates words. A title of symbols outside ASCII alone is
     * spelt by their Unicode names ({@code 🎉} becomes {@code party-popper}); one with nothing to spell is {@code untitled}.
     * Long titles are cut between words.
     *
     * @param title any text
     * @return a slug; the same for the same title, in every locale
     */
    public static Slug fromTitle(String title) {
        return new Slug(SlugFromTitle.spell(title));
    }

    /**
     * As {@link #fromTitle(String)}, with the spelling of a language where it has one: in German {@code ä ö ü} become
     * {@code ae oe ue}.
     *
     * @param title    any text
     * @param language the title's language
     * @return a slug
     */
    public static Slug fromTitle(String title, LanguageTag language) {
        return new Slug(SlugFromTitle.spell(title, language));
    }

    /**
     * Makes a slug of the name of a tag or an author, which tells it from all others. As {@link #fromTitle(String)}, and
     * besides, signs that belong to a word are spelt: {@code C}, {@code C++} and {@code C#} become {@code c},
     * {@code c-plus-plus} and {@code c-sharp}, {@code A*} becomes {@code a-star}, {@code .NET} becomes {@code dot-net}.
     * A sign that stands before a word ({@code #news}) or between spaces ({@code a + b}) separates, as in titles.
     *
     * @param name any text
     * @return a slug; the same for the same name, in every locale
     */
    public static Slug fromName(String name) {
        return new Slug(SlugFromTitle.spellName(name));
    }

    /**
     * Returns this slug with a number, for use when the plain one is taken: {@code titre-2}.
     *
     * @param number 2 or greater
     * @return this slug, cut where needed to stay within {@value #MAX_OCTETS} octets, and the number
     */
    public Slug numbered(int number) {
        if (number < 2) {
            throw new IllegalArgumentException("number must be 2 or greater, not " + number);
        }
        String suffix = "-" + number;
        return new Slug(SlugFromTitle.cut(value, MAX_OCTETS - suffix.length()) + suffix);
    }

    /** Returns whether it is that slug, or that slug with a number. */
    boolean isNumberOf(Slug plain) {
        if (equals(plain)) {
            return true;
        }
        String number = value.substring(value.lastIndexOf('-') + 1);
        return number.matches("[1-9][0-9]{0,8}")
                && Integer.parseInt(number) > 1
                && equals(plain.numbered(Integer.parseInt(number)));
    }

    @Override
    public int compareTo(Slug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
