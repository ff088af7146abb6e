package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * A {@link Revision} without what it said: a line of an article's history.
 *
 * <p>Immutable and thread-safe.
 *
 * @param article the article
 * @param version the article's version that first said this
 * @param title   its title then; a draft may have had none
 * @param at      when it was stored, the article's {@code updatedAt} then
 * @param by      who changed it so, in the host application; empty if nobody knows
 */
@JsonModel
@JsonPropertyOrder({"article", "version", "title", "at", "by"})
public record RevisionSummary(
        ArticleId article,
        @JsonCount long version,
        String title,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at,
        Optional<HostIdentity> by) {

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, or a limit is passed
     */
    public RevisionSummary {
        article = Field.of("RevisionSummary", "article").required(article);
        version = Field.of("RevisionSummary", "version").atLeastZero(version);
        title = Field.of("RevisionSummary", "title").text(title, Article.MAX_TITLE);
        at = Field.of("RevisionSummary", "at").time(at);
    }

    /**
     * Returns its summary.
     *
     * @param revision a revision
     */
    public static RevisionSummary of(Revision revision) {
        return new RevisionSummary(
                revision.article(), revision.version(), revision.title(), revision.at(), revision.by());
    }
}
