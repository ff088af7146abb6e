package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Locale;

/**
 * A newsletter issue: one version of one article on its way to the inboxes of an audience.
 *
 * <p>It is prepared while the ledger of {@linkplain Delivery deliveries} is filled, sent once the audience is frozen,
 * and completed when every delivery is at an end. The state changes only by {@link #send}, {@link #complete} and
 * {@link #cancel}; each returns a new issue and leaves {@link #version} to the store.
 *
 * <p>Immutable and thread-safe. Times are kept to the microsecond.
 *
 * @param id             identity, never reused
 * @param article        the article it carries
 * @param articleVersion the version of the article that is sent, whatever becomes of the article meanwhile
 * @param subject        the mail's subject; 1 to {@value Article#MAX_TITLE} characters on one line
 * @param audience       for whom it is, frozen with the issue
 * @param state          where it stands
 * @param createdAt      when it was made
 * @param version        0 if never stored, else counted up by the store with each change
 */
@JsonModel
@JsonPropertyOrder({"id", "article", "articleVersion", "subject", "audience", "state", "createdAt", "version"})
public record Issue(
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
    public Issue {
        id = Field.of("Issue", "id").required(id);
        article = Field.of("Issue", "article").required(article);
        subject = Field.of("Issue", "subject").requiredLine(subject, Article.MAX_TITLE);
        audience = Field.of("Issue", "audience").required(audience);
        state = Field.of("Issue", "state").required(state);
        createdAt = Field.of("Issue", "createdAt").time(createdAt);
        articleVersion = Field.of("Issue", "articleVersion").atLeastZero(articleVersion);
        version = Field.of("Issue", "version").atLeastZero(version);
    }

    /**
     * Makes an issue of a stored article that has never been stored itself.
     *
     * @param id      identity
     * @param article the article it carries
     * @param now     the time
     * @return an issue in preparation, with the article's title as its subject
     */
    public static Issue of(IssueId id, Article article, Instant now) {
        return new Issue(
                id,
                article.id(),
                article.version(),
                article.title(),
                article.audience(),
                new IssueState.Preparing(),
                now,
                0);
    }

    /**
     * Freezes the audience and lets the workers begin.
     *
     * @param recipients how many recipients the ledger holds
     * @param now        the time
     * @return an issue that is being sent
     * @throws IllegalTransitionException if it is not in preparation
     */
    public Issue send(long recipients, Instant now) {
        require(IssueState.Kind.PREPARING, "be sent");
        return with(new IssueState.Sending(now, recipients));
    }

    /**
     * Returns a completed issue.
     *
     * @param counts how the deliveries ended
     * @param now    the time
     * @throws IllegalTransitionException if it is not being sent
     * @throws InvalidValueException      if deliveries are still open
     */
    public Issue complete(DeliveryCounts counts, Instant now) {
        require(IssueState.Kind.SENDING, "be completed");
        if (counts.open() > 0) {
            throw InvalidValueException.inconsistent("Issue", "state", counts.open() + " deliveries are still open");
        }
        return with(new IssueState.Completed(now, counts));
    }

    /**
     * Returns a cancelled issue.
     *
     * @param counts how the deliveries stand
     * @param now    the time
     * @throws IllegalTransitionException if it is completed or cancelled
     */
    public Issue cancel(DeliveryCounts counts, Instant now) {
        if (state.kind() == IssueState.Kind.COMPLETED || state.kind() == IssueState.Kind.CANCELLED) {
            throw refused("be cancelled");
        }
        return with(new IssueState.Cancelled(now, counts));
    }

    /**
     * Returns the same issue with that version; for stores.
     *
     * @param newVersion the version under which a store keeps this issue; 1 or greater
     */
    public Issue withVersion(long newVersion) {
        return new Issue(id, article, articleVersion, subject, audience, state, createdAt, newVersion);
    }

    private Issue with(IssueState newState) {
        return new Issue(id, article, articleVersion, subject, audience, newState, createdAt, version);
    }

    private void require(IssueState.Kind kind, String transition) {
        if (state.kind() != kind) {
            throw refused(transition);
        }
    }

    private IllegalTransitionException refused(String transition) {
        return new IllegalTransitionException(
                "Issue", id.toString(), state.kind().name().toLowerCase(Locale.ROOT), transition);
    }
}
