package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody who asked for the newsletter and for the library of members-only articles.
 *
 * <pre>{@code
 * Subscriber pending = Subscriber.request(id, EmailAddress.of("zoe@example.org"), LanguageTag.FRENCH,
 *         Consent.asked("article-footer", "2026-11", now), now);
 * Subscriber member = pending.confirm(later);
 * }</pre>
 *
 * <p>The state changes only by {@link #confirm}, {@link #unsubscribe}, {@link #suppress}, {@link #lift} and {@link #askAgain}; each
 * returns a new subscriber and leaves {@link #version} to the store. Nobody is {@code Confirmed} without evidence.
 *
 * <p>Immutable and thread-safe. Times are kept to the microsecond.
 *
 * @param id        identity, never reused
 * @param email     unique in a blog
 * @param name      how to address them, if they said; at most {@value #MAX_NAME} characters
 * @param language  the language of mail to them
 * @param labels    marks of the host's, such as tiers; sorted, each once; at most {@link Label#MAX_PER_OBJECT}
 * @param declined  slugs of topics whose articles they do not want by mail; sorted, each once; at most {@value #MAX_DECLINED}. Empty
 *                  in JSON that was written before there were topics
 * @param state     where they stand
 * @param consent   evidence of what they asked for
 * @param createdAt when they first asked
 * @param updatedAt when anything last changed; not before {@code createdAt}
 * @param version   0 if never stored, else counted up by the store with each change
 */
@JsonModel
@JsonPropertyOrder({
    "id",
    "email",
    "name",
    "language",
    "labels",
    "declined",
    "state",
    "consent",
    "createdAt",
    "updatedAt",
    "version"
})
public record Subscriber(
        SubscriberId id,
        EmailAddress email,
        Optional<String> name,
        LanguageTag language,
        List<Label> labels,
        List<Slug> declined,
        SubscriberState state,
        Consent consent,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant updatedAt,
        @JsonCount long version) {

    /** The longest name, in characters. */
    public static final int MAX_NAME = 200;

    /** The most topics that somebody declines. */
    public static final int MAX_DECLINED = 100;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is too long, of the wrong form, or contradicts another
     */
    public Subscriber {
        id = Field.of("Subscriber", "id").required(id);
        email = Field.of("Subscriber", "email").required(email);
        name = Field.of("Subscriber", "name").optionalName(name, MAX_NAME);
        language = Field.of("Subscriber", "language").required(language);
        labels = Field.of("Subscriber", "labels").labels(labels);
        declined = Field.of("Subscriber", "declined").sorted(declined, MAX_DECLINED);
        state = Field.of("Subscriber", "state").required(state);
        consent = Field.of("Subscriber", "consent").required(consent);
        createdAt = Field.of("Subscriber", "createdAt").time(createdAt);
        updatedAt = Field.of("Subscriber", "updatedAt").time(updatedAt);
        version = Field.of("Subscriber", "version").atLeastZero(version);
        if (updatedAt.isBefore(createdAt)) {
            throw InvalidValueException.inconsistent("Subscriber", "updatedAt", "it lies before createdAt");
        }
        boolean confirmed = consent.confirmedAt().isPresent();
        if (state.kind() == SubscriberState.Kind.CONFIRMED && !confirmed) {
            throw InvalidValueException.inconsistent("Subscriber", "state", "confirmed without evidence of consent");
        }
        if (state.kind() == SubscriberState.Kind.PENDING && confirmed) {
            throw InvalidValueException.inconsistent("Subscriber", "state", "pending although consent is confirmed");
        }
    }

    /**
     * Makes a subscriber who has asked and not yet confirmed, and has never been stored.
     *
     * @param id       identity
     * @param email    where to
     * @param language the language of mail to them
     * @param consent  evidence of the request, unconfirmed
     * @param now      the time
     * @return a pending subscriber
     * @throws InvalidValueException if the consent is confirmed already
     */
    public static Subscriber request(
            SubscriberId id, EmailAddress email, LanguageTag language, Consent consent, Instant now) {
        return new Subscriber(
                id,
                email,
                Optional.empty(),
                language,
                List.of(),
                List.of(),
                new SubscriberState.Pending(),
                consent,
                now,
                now,
                0);
    }

    /**
     * Confirms the request. Confirming twice is no error and changes nothing.
     *
     * @param now the time
     * @return a confirmed subscriber
     * @throws IllegalTransitionException if they have unsubscribed since, or are suppressed
     */
    public Subscriber confirm(Instant now) {
        return switch (state.kind()) {
            case CONFIRMED -> this;
            case PENDING -> with(new SubscriberState.Confirmed(), consent.confirmed(now), now);
            case UNSUBSCRIBED, SUPPRESSED -> throw refused("be confirmed");
        };
    }

    /**
     * Ends the mail. Unsubscribing twice is no error and changes nothing; who is suppressed stays so.
     *
     * @param now the time
     * @return an unsubscribed subscriber, or this one if suppressed
     */
    public Subscriber unsubscribe(Instant now) {
        return switch (state.kind()) {
            case UNSUBSCRIBED, SUPPRESSED -> this;
            case PENDING, CONFIRMED -> with(new SubscriberState.Unsubscribed(now), consent, now);
        };
    }

    /**
     * Takes a new request from somebody who is pending or has unsubscribed; it waits for confirmation like the first.
     *
     * @param request evidence of the new request, unconfirmed
     * @param now     the time
     * @return a pending subscriber
     * @throws IllegalTransitionException if they are confirmed or suppressed
     */
    public Subscriber askAgain(Consent request, Instant now) {
        return switch (state.kind()) {
            case PENDING, UNSUBSCRIBED -> with(new SubscriberState.Pending(), request, now);
            case CONFIRMED, SUPPRESSED -> throw refused("ask again");
        };
    }

    /**
     * Stops all mail to this address. Suppressing twice keeps the first reason.
     *
     * @param reason why
     * @param now    the time
     * @return a suppressed subscriber
     */
    public Subscriber suppress(SubscriberState.Reason reason, Instant now) {
        return state.kind() == SubscriberState.Kind.SUPPRESSED
                ? this
                : with(new SubscriberState.Suppressed(now, reason), consent, now);
    }

    /**
     * Ends a suppression, for the blog's owner. Who was confirmed before gets mail again, unless they had called it spam; all
     * others are unsubscribed, and may ask anew. Who is not suppressed stays as they are.
     *
     * @param before where they stood before they were suppressed, which their history tells
     * @param now    the time
     * @return a subscriber who is not suppressed
     */
    public Subscriber lift(SubscriberState.Kind before, Instant now) {
        if (!(state instanceof SubscriberState.Suppressed suppressed)) {
            return this;
        }
        boolean wantsMail = before == SubscriberState.Kind.CONFIRMED
                && consent.confirmedAt().isPresent()
                && suppressed.reason() != SubscriberState.Reason.COMPLAINED;
        return with(wantsMail ? new SubscriberState.Confirmed() : new SubscriberState.Unsubscribed(now), consent, now);
    }

    /**
     * Returns this subscriber with those labels.
     *
     * @param newLabels all labels they are to bear
     * @param now       the time
     * @throws InvalidValueException if there are too many
     */
    public Subscriber label(List<Label> newLabels, Instant now) {
        return new Subscriber(
                id, email, name, language, newLabels, declined, state, consent, createdAt, notBefore(now), version);
    }

    /**
     * Returns this subscriber without a wish for those topics. It says nothing about consent: who has declined all topics is still
     * subscribed, and gets what is about none of them.
     *
     * @param topics slugs of all topics whose articles they do not want by mail
     * @param now    the time
     * @throws InvalidValueException if there are too many
     */
    public Subscriber decline(List<Slug> topics, Instant now) {
        return new Subscriber(
                id, email, name, language, labels, topics, state, consent, createdAt, notBefore(now), version);
    }

    /**
     * Returns this subscriber with that name and language.
     *
     * @param newName     how to address them; blank for no name
     * @param newLanguage the language of mail to them
     * @param now         the time
     * @throws InvalidValueException if the name is too long or has control characters
     */
    public Subscriber introduce(String newName, LanguageTag newLanguage, Instant now) {
        return changed(email, Optional.of(newName), newLanguage, consent, now);
    }

    /**
     * Returns this subscriber with that name.
     *
     * @param newName how to address them; blank for no name
     * @param now     the time
     * @throws InvalidValueException if the name is too long or has control characters
     */
    public Subscriber rename(String newName, Instant now) {
        return introduce(newName, language, now);
    }

    /**
     * Returns this subscriber with that language.
     *
     * @param newLanguage the language of mail to them
     * @param now         the time
     */
    public Subscriber speak(LanguageTag newLanguage, Instant now) {
        return changed(email, name, newLanguage, consent, now);
    }

    /**
     * Returns this subscriber with that address. Who calls this has made sure that it is theirs.
     *
     * @param newEmail where to from now on
     * @param now      the time
     */
    public Subscriber moveTo(EmailAddress newEmail, Instant now) {
        return changed(newEmail, name, language, consent, now);
    }

    /**
     * Returns this subscriber without the network address and the agent of their consent; for stores that forget them. The
     * fact of consent remains, and nothing is said to have changed at another time.
     */
    public Subscriber withoutEvidence() {
        return changed(email, name, language, consent.withoutEvidence(), updatedAt);
    }

    private Subscriber changed(
            EmailAddress newEmail, Optional<String> newName, LanguageTag newLanguage, Consent newConsent, Instant now) {
        return new Subscriber(
                id,
                newEmail,
                newName,
                newLanguage,
                labels,
                declined,
                state,
                newConsent,
                createdAt,
                notBefore(now),
                version);
    }

    /**
     * Returns the same subscriber with that version; for stores.
     *
     * @param newVersion the version under which a store keeps this subscriber; 1 or greater
     */
    public Subscriber withVersion(long newVersion) {
        return new Subscriber(
                id, email, name, language, labels, declined, state, consent, createdAt, updatedAt, newVersion);
    }

    private Subscriber with(SubscriberState newState, Consent newConsent, Instant now) {
        return new Subscriber(
                id, email, name, language, labels, declined, newState, newConsent, createdAt, notBefore(now), version);
    }

    private Instant notBefore(Instant now) {
        return now.isBefore(updatedAt) ? updatedAt : now;
    }

    private IllegalTransitionException refused(String transition) {
        return new IllegalTransitionException(
                "Subscriber", id.toString(), state.kind().name().toLowerCase(Locale.ROOT), transition);
    }
}
