package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A newsletter issue: one version of one article on its way to the inboxes of an audience.
 *
 * <p>It may be planned first. It is prepared while the ledger of {@linkplain Delivery deliveries} is filled, sent once the
 * audience is frozen, and completed when every delivery is at an end; until then it may rest and go on. The state changes
 * only by {@link #plan}, {@link #prepare}, {@link #send}, {@link #pause}, {@link #resume}, {@link #complete}, {@link #reopen}
 * and {@link #cancel}, the text only by {@link #freeze}; each returns a new issue and leaves {@link #version} to the store.
 *
 * <p>The text stands in the issue, because nothing else keeps it: the article changes, and a storage may keep few revisions
 * or none. Issues made before issues had texts have none; the revision of the article's version may be there still.
 *
 * <p>Immutable and thread-safe. Times are kept to the microsecond.
 *
 * @param id             identity, never reused
 * @param article        the article it carries
 * @param articleVersion the version of the article that is sent, whatever becomes of the article meanwhile
 * @param subject        how it is named in lists, and the subject of the mail where there is no text; 1 to
 *                       {@value Article#MAX_TITLE} characters on one line
 * @param texts          what is sent, each language once, at most {@value #MAX_TEXTS}; who reads none of the languages gets
 *                       the first; empty of an issue that is planned and whose text is not frozen yet
 * @param audience       for whom it is, frozen with the issue
 * @param state          where it stands
 * @param createdAt      when it was made
 * @param version        0 if never stored, else counted up by the store with each change
 */
@JsonModel
@JsonPropertyOrder({"id", "article", "articleVersion", "subject", "texts", "audience", "state", "createdAt", "version"})
public record Issue(
        IssueId id,
        ArticleId article,
        @JsonCount long articleVersion,
        String subject,
        List<IssueText> texts,
        Audience audience,
        IssueState state,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
        @JsonCount long version) {

    /** The most languages of an issue. */
    public static final int MAX_TEXTS = 50;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, too long or negative, or a language stands twice
     */
    public Issue {
        id = Field.of("Issue", "id").required(id);
        article = Field.of("Issue", "article").required(article);
        subject = Field.of("Issue", "subject").requiredLine(subject, Article.MAX_TITLE);
        texts = Field.of("Issue", "texts").distinct(texts, MAX_TEXTS);
        audience = Field.of("Issue", "audience").required(audience);
        state = Field.of("Issue", "state").required(state);
        createdAt = Field.of("Issue", "createdAt").time(createdAt);
        articleVersion = Field.of("Issue", "articleVersion").atLeastZero(articleVersion);
        version = Field.of("Issue", "version").atLeastZero(version);
        if (texts.stream().map(IssueText::language).distinct().count() < texts.size()) {
            throw InvalidValueException.inconsistent("Issue", "texts", "a language stands twice");
        }
    }

    /**
     * Makes an issue of a stored article that has never been stored itself.
     *
     * @param id      identity
     * @param article the article it carries
     * @param now     the time
     * @return an issue in preparation, with the article's title as its subject and the article's text in its language
     */
    public static Issue of(IssueId id, Article article, Instant now) {
        return new Issue(
                id,
                article.id(),
                article.version(),
                article.title(),
                List.of(IssueText.of(article)),
                article.audience(),
                new IssueState.Preparing(),
                now,
                0);
    }

    /**
     * Makes an issue for later of a stored article; its text is not frozen yet.
     *
     * @param id      identity
     * @param article the article it carries
     * @param at      when its time is; empty for the moment at which the article is published
     * @param now     the time
     * @return a planned issue that has never been stored, with the article's title as its subject
     */
    public static Issue planned(IssueId id, Article article, Optional<Instant> at, Instant now) {
        return new Issue(
                id,
                article.id(),
                article.version(),
                article.title(),
                List.of(),
                article.audience(),
                new IssueState.Planned(at),
                now,
                0);
    }

    /**
     * Takes the text that is sent, of one version of the article and of its translations, in place of what was taken before.
     *
     * @param newArticleVersion the version of the article
     * @param newTexts          at least one; the subject of the first becomes the issue's
     * @throws IllegalTransitionException if the audience is frozen, or the issue rests or is at an end
     * @throws InvalidValueException      if there is none, there are too many, or a language stands twice
     */
    public Issue freeze(long newArticleVersion, List<IssueText> newTexts) {
        require("be given another text", IssueState.Kind.PLANNED, IssueState.Kind.PREPARING);
        if (newTexts.isEmpty()) {
            throw InvalidValueException.missing("Issue", "texts");
        }
        String newSubject = newTexts.get(0).subject();
        return new Issue(id, article, newArticleVersion, newSubject, newTexts, audience, state, createdAt, version);
    }

    /**
     * Plans it for another time.
     *
     * @param at when its time is; empty for the moment at which the article is published
     * @throws IllegalTransitionException if it is neither planned nor rests since before its audience was frozen
     */
    public Issue plan(Optional<Instant> at) {
        require("be planned", IssueState.Kind.PLANNED, IssueState.Kind.PAUSED);
        if (state instanceof IssueState.Paused paused && paused.recipients().isPresent()) {
            throw refused("be planned");
        }
        return with(new IssueState.Planned(at));
    }

    /**
     * Begins to fill the ledger, as its time has come.
     *
     * @throws IllegalTransitionException if it is not planned
     */
    public Issue prepare() {
        require("be prepared", IssueState.Kind.PLANNED);
        return with(new IssueState.Preparing());
    }

    /**
     * Freezes the audience and lets the workers begin.
     *
     * @param recipients how many recipients the ledger holds
     * @param now        the time
     * @return an issue that is being sent
     * @throws IllegalTransitionException if it is not in preparation
     * @throws InvalidValueException      if it has no text
     */
    public Issue send(long recipients, Instant now) {
        require("be sent", IssueState.Kind.PREPARING);
        if (texts.isEmpty()) {
            throw InvalidValueException.missing("Issue", "texts");
        }
        return with(new IssueState.Sending(now, recipients));
    }

    /**
     * Lets it rest. Pausing twice keeps the first reason.
     *
     * @param reason why
     * @param now    the time
     * @throws IllegalTransitionException if it is at an end
     */
    public Issue pause(IssueState.Reason reason, Instant now) {
        return switch (state.kind()) {
            case PAUSED -> this;
            case PLANNED, PREPARING -> with(new IssueState.Paused(now, reason, Optional.empty()));
            case SENDING -> with(new IssueState.Paused(now, reason, recipients()));
            case COMPLETED, CANCELLED -> throw refused("be paused");
        };
    }

    private Optional<Long> recipients() {
        return state instanceof IssueState.Sending sending ? Optional.of(sending.recipients()) : Optional.empty();
    }

    /**
     * Lets it go on: it is sent if its audience was frozen, and prepared otherwise. Filling the ledger again adds nobody twice.
     *
     * @param now the time
     * @throws IllegalTransitionException if it does not rest
     */
    public Issue resume(Instant now) {
        if (state instanceof IssueState.Paused paused) {
            return with(paused.recipients()
                    .<IssueState>map(recipients -> new IssueState.Sending(now, recipients))
                    .orElseGet(IssueState.Preparing::new));
        }
        throw refused("be resumed");
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
        require("be completed", IssueState.Kind.SENDING);
        if (counts.open() > 0) {
            throw InvalidValueException.inconsistent("Issue", "state", counts.open() + " deliveries are still open");
        }
        return with(new IssueState.Completed(now, counts));
    }

    /**
     * Sends it on, because deliveries that had come to an end are to be tried again.
     *
     * @param now the time
     * @return an issue that is being sent, with as many recipients as there were; this one if it is being sent
     * @throws IllegalTransitionException if it is neither completed nor being sent
     */
    public Issue reopen(Instant now) {
        require("be reopened", IssueState.Kind.SENDING, IssueState.Kind.COMPLETED);
        return state instanceof IssueState.Completed completed
                ? with(new IssueState.Sending(now, completed.counts().total()))
                : this;
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
        return new Issue(id, article, articleVersion, subject, texts, audience, state, createdAt, newVersion);
    }

    private Issue with(IssueState newState) {
        return new Issue(id, article, articleVersion, subject, texts, audience, newState, createdAt, version);
    }

    private void require(String transition, IssueState.Kind... kinds) {
        if (!List.of(kinds).contains(state.kind())) {
            throw refused(transition);
        }
    }

    private IllegalTransitionException refused(String transition) {
        return new IllegalTransitionException(
                "Issue", id.toString(), state.kind().name().toLowerCase(Locale.ROOT), transition);
    }
}
