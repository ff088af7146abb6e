package io.billet.core;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Optional;

/**
 * A subject under which articles are gathered; an article names its tags by their slugs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param slug        the tag's name in addresses
 * @param name        as a reader sees it; 1 to {@value #MAX_NAME} characters
 * @param description what the tag is about; at most {@value #MAX_DESCRIPTION} characters
 * @param image       a picture for the tag's page
 */
@JsonModel
@JsonPropertyOrder({"slug", "name", "description", "image"})
public record Tag(Slug slug, String name, Optional<String> description, Optional<Image> image) {

    /** The longest name, in characters. */
    public static final int MAX_NAME = 200;

    /** The longest description, in characters. */
    public static final int MAX_DESCRIPTION = 2_000;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the name is blank or a limit is passed
     */
    public Tag {
        slug = Field.of("Tag", "slug").required(slug);
        name = Field.of("Tag", "name").requiredLine(name, MAX_NAME);
        description = Field.of("Tag", "description").optionalLine(description, MAX_DESCRIPTION);
    }

    /**
     * Returns a tag with nothing but a name.
     *
     * @param slug the tag's name in addresses
     * @param name as a reader sees it
     */
    public static Tag named(Slug slug, String name) {
        return new Tag(slug, name, Optional.empty(), Optional.empty());
    }
}
