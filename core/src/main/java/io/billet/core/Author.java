package io.billet.core;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who writes; an article names its authors by their slugs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param slug        the author's name in addresses
 * @param name        as it stands under an article; 1 to {@value #MAX_NAME} characters
 * @param description a few words about the author; at most {@value #MAX_DESCRIPTION} characters
 * @param links       the author's places elsewhere; at most {@value #MAX_LINKS}
 * @param image       the author's picture
 */
@JsonModel
@JsonPropertyOrder({"slug", "name", "description", "links", "image"})
public record Author(Slug slug, String name, Optional<String> description, List<HttpUrl> links, Optional<Image> image) {

    /** The longest name, in characters. */
    public static final int MAX_NAME = 200;

    /** The longest description, in characters. */
    public static final int MAX_DESCRIPTION = 2_000;

    /** The most links of one author. */
    public static final int MAX_LINKS = 20;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the name is blank or a limit is passed
     */
    public Author {
        slug = Field.of("Author", "slug").required(slug);
        name = Field.of("Author", "name").requiredLine(name, MAX_NAME);
        description = Field.of("Author", "description").optionalLine(description, MAX_DESCRIPTION);
        links = Field.of("Author", "links").distinct(links, MAX_LINKS);
    }

    /**
     * Returns an author with nothing but a name.
     *
     * @param slug the author's name in addresses
     * @param name as it stands under an article
     */
    public static Author named(Slug slug, String name) {
        return new Author(slug, name, Optional.empty(), List.of(), Optional.empty());
    }
}
