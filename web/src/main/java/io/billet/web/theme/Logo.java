package io.billet.web.theme;

import java.util.Optional;

/**
 * A picture beside the blog's name, or in its place.
 *
 * <pre>{@code
 * Logo.of("/images/logo.svg", 120, 32).inTheDark("/images/logo-dark.svg").saying("The shop")
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param source      where it is: a path as browsers see it, an address of https, or {@code asset:} and the name of one of the
 *                    {@linkplain Looks.Builder#asset looks' files}
 * @param dark        where another is for readers who like it dark
 * @param description what it says, plain text; then it stands in place of the blog's name. Empty if it says nothing: then it
 *                    stands beside the name
 * @param width       in CSS pixels, 1 to 1,000
 * @param height      in CSS pixels, 1 to 1,000
 */
public record Logo(String source, Optional<String> dark, String description, int width, int height) {

    /**
     * Checks all of it.
     *
     * @throws IllegalArgumentException if an address, the description or a size is none
     */
    public Logo {
        SlotAddress.ofFile(source);
        dark.ifPresent(SlotAddress::ofFile);
        if (!description.isEmpty()) {
            SlotText.of("what a logo says", description, 200);
        }
        if (width < 1 || width > 1_000 || height < 1 || height > 1_000) {
            throw new IllegalArgumentException(
                    "a logo is 1 to 1,000 pixels wide and high, not " + width + " by " + height);
        }
    }

    /**
     * Returns a logo that stands beside the blog's name.
     *
     * @param source where it is
     * @param width  in CSS pixels
     * @param height in CSS pixels
     * @throws IllegalArgumentException as the constructor does
     */
    public static Logo of(String source, int width, int height) {
        return new Logo(source, Optional.empty(), "", width, height);
    }

    /**
     * Returns this logo with another for readers who like it dark.
     *
     * @param otherSource where that is
     * @throws IllegalArgumentException as the constructor does
     */
    public Logo inTheDark(String otherSource) {
        return new Logo(source, Optional.of(otherSource), description, width, height);
    }

    /**
     * Returns this logo in place of the blog's name.
     *
     * @param words what the picture says
     * @throws IllegalArgumentException as the constructor does
     */
    public Logo saying(String words) {
        return new Logo(source, dark, words, width, height);
    }
}
