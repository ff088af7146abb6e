package io.billet.core;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * One row of the ledger: one recipient's copy of one newsletter issue. There is at most one for an issue and a
 * subscriber, whoever enqueues it and however often.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id         identity; also makes the Message-ID, which stays the same however often it is tried
 * @param issue      the issue
 * @param subscriber the recipient
 * @param email      the recipient's address when the audience was frozen
 * @param language   the recipient's language then
 * @param state      where it stands
 * @param attempts   how often it was claimed; 0 or more
 * @param fence      the fencing token of the latest claim; 0 before the first
 */
@JsonModel
@JsonPropertyOrder({"id", "issue", "subscriber", "email", "language", "state", "attempts", "fence"})
public record Delivery(
        DeliveryId id,
        IssueId issue,
        SubscriberId subscriber,
        EmailAddress email,
        LanguageTag language,
        DeliveryState state,
        @JsonCount int attempts,
        @JsonCount long fence) {

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, or a count negative
     */
    public Delivery {
        id = Field.of("Delivery", "id").required(id);
        issue = Field.of("Delivery", "issue").required(issue);
        subscriber = Field.of("Delivery", "subscriber").required(subscriber);
        email = Field.of("Delivery", "email").required(email);
        language = Field.of("Delivery", "language").required(language);
        state = Field.of("Delivery", "state").required(state);
        Field.of("Delivery", "attempts").atLeastZero(attempts);
        Field.of("Delivery", "fence").atLeastZero(fence);
    }

    /**
     * Returns it as a claim leaves it: with one more attempt and a fencing token that is greater by one; for stores.
     *
     * @param worker     who claims it
     * @param leaseUntil until when nobody else may
     */
    public Delivery claimed(String worker, Instant leaseUntil) {
        DeliveryState claimed = new DeliveryState.Claimed(worker, leaseUntil);
        return new Delivery(id, issue, subscriber, email, language, claimed, attempts + 1, fence + 1);
    }

    /**
     * Returns it in another state; for stores, which record an outcome so.
     *
     * @param newState the state that the outcome leads to
     */
    public Delivery in(DeliveryState newState) {
        return new Delivery(id, issue, subscriber, email, language, newState, attempts, fence);
    }
}
