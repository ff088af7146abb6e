package io.billet.core;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A picture that stands for an article, a tag or an author.
 *
 * <p>Immutable and thread-safe.
 *
 * @param source      an absolute http or https address, or a path on the host's own site that begins with {@code /}; at
 *                    most {@value HttpUrl#MAX_LENGTH} characters in ASCII
 * @param description what the picture shows, for those who do not see it; empty if it only decorates; at most
 *                    {@value #MAX_DESCRIPTION} characters
 */
@JsonModel
@JsonPropertyOrder({"source", "description"})
public record Image(String source, String description) {

    /** The longest description, in characters. */
    public static final int MAX_DESCRIPTION = 500;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the source is neither form, or a limit is passed
     */
    public Image {
        Field field = Field.of("Image", "source");
        source = field.requiredLine(source, HttpUrl.MAX_LENGTH);
        source = source.startsWith("/") ? path(source) : HttpUrl.normalised(field, source);
        field.withinLimit(source, HttpUrl.MAX_LENGTH);
        description = Field.of("Image", "description")
                .optionalLine(Optional.ofNullable(description), MAX_DESCRIPTION)
                .orElse("");
    }

    private static String path(String source) {
        try {
            // "//host" and "/\host" are addresses of other sites to a browser.
            if (!source.startsWith("//") && source.indexOf('\\') < 0) {
                return new URI(source).toASCIIString();
            }
        } catch (URISyntaxException e) {
            // Told below, in the words of the model.
        }
        throw InvalidValueException.malformed(
                "Image", "source", "a path that begins with one / or an http address", Field.shape(source));
    }
}
