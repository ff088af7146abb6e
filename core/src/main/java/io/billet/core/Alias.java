package io.billet.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Another address that leads to an article: a slug that it bore before, or a path that it had elsewhere, such as
 * {@code 2020/05/slug} or {@code slug.html}. Below the address of the blog, decoded, without slashes at its ends.
 *
 * <p>Compared code point by code point. An address that the blog itself answers, such as that of its feed, is never looked
 * up, so an alias of that name leads nowhere.
 *
 * <p>In JSON a plain string. Immutable and thread-safe.
 *
 * @param value 1 to {@value #MAX_OCTETS} octets of UTF-8, in segments joined by single slashes. A segment is not {@code .}
 *              or {@code ..} (RFC 3986, 3.3), begins and ends with no blank, and has no control character, {@code ?},
 *              {@code #} or backslash
 */
public record Alias(@JsonValue String value) implements Comparable<Alias> {

    /** The longest alias, in octets of UTF-8. */
    public static final int MAX_OCTETS = 300;

    private static final String FORM = "a path below the blog, such as 2020/05/slug or slug.html";

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the value is blank, too long, or not such a path
     */
    public Alias {
        value = Field.of("Alias", "value").requiredLineToTheLetter(value, MAX_OCTETS);
        int octets = value.getBytes(StandardCharsets.UTF_8).length;
        if (octets > MAX_OCTETS) {
            throw InvalidValueException.tooLong("Alias", "value", MAX_OCTETS, octets, "octets");
        }
        for (String segment : value.split("/", -1)) {
            if (!isSegment(segment)) {
                throw InvalidValueException.malformed("Alias", "value", FORM, Field.shape(value));
            }
        }
    }

    private static boolean isSegment(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && Invisible.stripped(segment).equals(segment)
                && segment.chars().noneMatch(c -> c == '?' || c == '#' || c == '\\');
    }

    /**
     * Returns the alias.
     *
     * @param value a path in its exact form
     * @throws InvalidValueException if the value is blank, too long, or not such a path
     */
    @JsonCreator
    public static Alias of(String value) {
        return new Alias(value);
    }

    /**
     * Returns a slug as an alias.
     *
     * @param slug a slug
     */
    public static Alias of(Slug slug) {
        return new Alias(slug.value());
    }

    /**
     * Returns slugs as aliases, in their order.
     *
     * @param slugs slugs
     */
    public static List<Alias> of(List<Slug> slugs) {
        return slugs.stream().map(Alias::of).toList();
    }

    @Override
    public int compareTo(Alias other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
