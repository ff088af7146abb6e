package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import io.billet.core.DeliveryState;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the mails that belong to no newsletter issue until they are sent, whoever dies meanwhile. Leases and fencing tokens are
 * those of the {@linkplain IssueStore ledger}; the tables are two, so that a million rows of an issue do not stand before a link
 * to sign in.
 *
 * <ul>
 *   <li><b>OUT-01</b> {@link #add} stores a mail that is {@linkplain OutboxMail#awaitsFirstAttempt fresh}; any other is an {@link
 *       IllegalArgumentException}, and an id that is stored fails with {@link AlreadyExistsException} (object {@code
 *       OutboxMail}, field {@code id}). Where a fresh one of that purpose and subject is stored, that one takes the note of the
 *       new one and stays as it is otherwise. Of any number of concurrent calls for one purpose and subject, all of which
 *       return before a claim, one adds a row. Purposes and subjects are compared code point by code point.
 *   <li><b>OUT-02</b> What was stored is read back equal in every component.
 *   <li><b>OUT-03</b> {@link #claim} takes up to {@code limit} mails that are pending with their {@code notBefore} reached, or
 *       claimed with their lease run out ({@code leaseUntil} not after {@code now}), those first that could be claimed first,
 *       and of two of one moment that of the smaller id; makes them claimed by this worker until {@code now + lease}, with one
 *       more attempt and a fencing token greater than every earlier one of that mail, and returns them so, in that order.
 *   <li><b>OUT-04</b> While a lease runs (by the {@code now} of the callers), nobody else claims the mail: of any number of
 *       concurrent claims, one gets it.
 *   <li><b>OUT-05</b> {@link #record} stores each outcome whose mail is still claimed with the given fencing token, whatever the
 *       time, and returns the ids of the others, which it does not change. One that is refused is no obstacle to the others.
 *   <li><b>OUT-06</b> {@link #list} returns the mails in a state, in the order of their ids, after any id, up to {@code limit}, as
 *       ART-09, ART-10 and ART-11 say.
 *   <li><b>OUT-07</b> {@link #forget} removes all mails about a subject, in whatever state; what is recorded of one later is
 *       refused (OUT-05).
 *   <li><b>OUT-08</b> {@link #removeEnded} removes mails that came to an end (sent, uncertain, failed) before a time, as many as
 *       the limit allows, and no others.
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 */
public interface OutboxStore {

    /**
     * Returns whether a row was added; if not, one that waited already has the new note (OUT-01).
     *
     * @param mail a fresh one
     */
    boolean add(OutboxMail mail);

    /**
     * Returns the mails claimed; empty if there is nothing to do at the moment (OUT-03, OUT-04).
     *
     * @param worker the worker's name; 1 to 100 characters
     * @param limit  the most wanted; 1 to {@value Bounds#MOST_AT_ONCE}
     * @param now    the time
     * @param lease  how long the claim lasts; positive
     */
    List<OutboxMail> claim(String worker, int limit, Instant now, Duration lease);

    /**
     * Returns the mails of which nothing was recorded, because they are no longer claimed so (OUT-05).
     *
     * @param reports at most {@value Bounds#MOST_AT_ONCE}, each about another mail; {@link Bounds#outboxReports} checks them
     */
    Set<OutboxId> record(Collection<OutboxReport> reports);

    /**
     * Returns mails in the order of ids (OUT-06).
     *
     * @param state mails in this state
     * @param after the id after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<OutboxMail> list(DeliveryState.Kind state, Optional<OutboxId> after, int limit);

    /**
     * Removes what is to be sent, and what was, about somebody or something (OUT-07).
     *
     * @param subject about whom or what
     */
    void forget(String subject);

    /**
     * Returns how many were removed; fewer than {@code limit} if there are no more (OUT-08).
     *
     * @param before those that came to an end before then
     * @param limit  the most to remove; 1 to {@value Bounds#MOST_AT_ONCE}
     */
    int removeEnded(Instant before, int limit);
}
