package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * An {@link Issue} without its texts, as lists carry it. Its values mean what they mean there, and were checked there.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id             identity
 * @param article        the article it carries
 * @param articleVersion the version of the article
 * @param subject        how it is named
 * @param audience       for whom it is
 * @param state          where it stands
 * @param createdAt      when it was made
 * @param version        the version of the issue that this summarises
 */
@JsonModel
@JsonPropertyOrder({"id", "article", "articleVersion", "subject", "audience", "state", "createdAt", "version"})
public record IssueSummary(
        IssueId id,
        ArticleId article,
        @JsonCount long articleVersion,
        String subject,
        Audience audience,
        IssueState state,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
        @JsonCount long version) {

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, too long or negative
     */
    public IssueSummary {
        id = Field.of("IssueSummary", "id").required(id);
        article = Field.of("IssueSummary", "article").required(article);
        articleVersion = Field.of("IssueSummary", "articleVersion").atLeastZero(articleVersion);
        subject = Field.of("IssueSummary", "subject").requiredLine(subject, Article.MAX_TITLE);
        audience = Field.of("IssueSummary", "audience").required(audience);
        state = Field.of("IssueSummary", "state").required(state);
        createdAt = Field.of("IssueSummary", "createdAt").time(createdAt);
        version = Field.of("IssueSummary", "version").atLeastZero(version);
    }

    /**
     * Returns its summary.
     *
     * @param issue an issue
     */
    public static IssueSummary of(Issue issue) {
        return new IssueSummary(
                issue.id(),
                issue.article(),
                issue.articleVersion(),
                issue.subject(),
                issue.audience(),
                issue.state(),
                issue.createdAt(),
                issue.version());
    }
}
