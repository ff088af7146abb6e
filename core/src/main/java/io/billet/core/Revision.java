package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * What an article said in one of its versions. The store keeps one for each version whose title, summary or text
 * differs from the revision before.
 *
 * <p>Immutable and thread-safe.
 *
 * @param article  the article
 * @param version  the article's version that first said this
 * @param title    its title then
 * @param summary  its summary then
 * @param markdown its text then
 * @param at       when it was stored, the article's {@code updatedAt} then
 * @param by       who changed it so, in the host application; empty if nobody knows
 */
@JsonModel
@JsonPropertyOrder({"article", "version", "title", "summary", "markdown", "at", "by"})
public record Revision(
        ArticleId article,
        @JsonCount long version,
        String title,
        Optional<String> summary,
        String markdown,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at,
        Optional<HostIdentity> by) {

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, or a limit is passed
     */
    public Revision {
        article = Field.of("Revision", "article").required(article);
        version = Field.of("Revision", "version").atLeastZero(version);
        title = Field.of("Revision", "title").text(title, Article.MAX_TITLE);
        markdown = Field.of("Revision", "markdown").text(markdown, Article.MAX_MARKDOWN);
        at = Field.of("Revision", "at").time(at);
    }

    /**
     * Returns what it says now, as a revision.
     *
     * @param article a stored article
     */
    public static Revision of(Article article) {
        return new Revision(
                article.id(),
                article.version(),
                article.title(),
                article.summary(),
                article.markdown(),
                article.updatedAt(),
                article.updatedBy());
    }

    /**
     * Returns whether it says the same as this revision.
     *
     * @param article a later version of the same article
     */
    public boolean saysTheSameAs(Article article) {
        return title.equals(article.title())
                && summary.equals(article.summary())
                && markdown.equals(article.markdown());
    }
}
