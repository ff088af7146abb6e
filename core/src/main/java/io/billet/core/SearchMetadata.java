package io.billet.core;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Optional;

/**
 * What an article tells search engines and social networks where it differs from what it tells its readers.
 *
 * <p>Immutable and thread-safe.
 *
 * @param canonical   the address of the original, if this article first appeared elsewhere
 * @param title       a title for search results; at most {@value Article#MAX_TITLE} characters
 * @param description a description for search results; at most {@value Article#MAX_SUMMARY} characters
 */
@JsonModel
@JsonPropertyOrder({"canonical", "title", "description"})
public record SearchMetadata(Optional<HttpUrl> canonical, Optional<String> title, Optional<String> description) {

    /** Nothing said: the article's own address, title and summary serve. */
    public static final SearchMetadata NONE = new SearchMetadata(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a limit is passed
     */
    public SearchMetadata {
        title = Field.of("SearchMetadata", "title").optionalLine(title, Article.MAX_TITLE);
        description = Field.of("SearchMetadata", "description").optionalLine(description, Article.MAX_SUMMARY);
    }
}
