package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueSummary;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.core.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps newsletter issues and the ledger of their deliveries.
 *
 * <ul>
 *   <li><b>ISS-01</b> {@link #create} stores an issue of version 0 as version 1 and returns it so; any other version is
 *       an {@link IllegalArgumentException}; an id that is stored fails with {@link AlreadyExistsException}, field
 *       {@code id}. A second call with the same idempotency key returns what the first one stored, as COM-03 says; keys
 *       of issues and of comments have nothing to do with each other. So one automatic issue is made of an article:
 *       {@link IdempotencyKey#automaticIssueOf}.
 *   <li><b>ISS-02</b> What was stored is read back equal in every component, issues and deliveries. The texts of an issue are
 *       part of it, up to the longest in each of {@link Issue#MAX_TEXTS} languages: nothing else keeps them.
 *   <li><b>ISS-03</b> {@link #update} compares and sets the version as ART-05 says ({@link StaleVersionException},
 *       {@link NotFoundException}).
 *   <li><b>ISS-04</b> {@link #enqueue} adds a pending row for each recipient whose subscriber has none in this issue yet,
 *       and returns how many it added; repeated or concurrent calls never make a second row for an issue and a
 *       subscriber. All or nothing for one call; a delivery id that another row has fails with
 *       {@link AlreadyExistsException} (object {@code Delivery}, field {@code id}).
 *   <li><b>ISS-05</b> {@link #claim} takes up to {@code limit} rows of the issue that are pending with their
 *       {@code notBefore} reached, or claimed with their lease run out ({@code leaseUntil} not after {@code now}), the
 *       first after the given id in the order of their ids; makes them claimed by this worker until {@code now + lease},
 *       with one more attempt and a fencing token greater than every earlier one of that row, and returns them so, with
 *       whether the lease of an earlier claim had run out. It may be asked for any issue, in any state or not stored at
 *       all: where there are no rows, there is nothing to claim.
 *   <li><b>ISS-06</b> While a lease runs (by the {@code now} of the callers), nobody else claims the row: of any number
 *       of concurrent claims, one gets it.
 *   <li><b>ISS-07</b> {@link #record} stores each outcome whose row is still claimed with the given fencing token,
 *       whatever the time, and returns the ids of the other rows, which it does not change. One that is refused is no
 *       obstacle to the others, whatever its place. Of any number of concurrent calls that report a row under one fencing
 *       token, one is not refused. The rows of a call may belong to several issues; none is named twice.
 *   <li><b>ISS-08</b> {@link #counts} counts the rows of an issue by state and agrees with the rows. A claimed row that is
 *       forgotten (ISS-10) counts as claimed until it goes; an issue that is not stored has no rows.
 *   <li><b>ISS-09</b> {@link #list} returns what the {@link IssueQuery} asks for, the latest id first; {@link #deliveries}
 *       returns an issue's rows in a state, in the order of their ids; both after any id, up to {@code limit} rows, as
 *       ART-09, ART-10 and ART-11 say.
 *   <li><b>ISS-10</b> {@link #forget} removes a subscriber's rows from the ledger that are at an end or pending; a
 *       claimed one goes when it is recorded, whatever the outcome, or, when its lease runs out first, with the next
 *       claim of its issue, which removes it and does not return it. The issue's frozen counts remain.
 *   <li><b>ISS-11</b> {@link #cancelPending} removes the rows of an issue that are pending and returns how many.
 *   <li><b>ISS-12</b> {@link #delivery} returns a row by its id, whichever issue it belongs to.
 *   <li><b>ISS-13</b> {@link #reopen} makes those of the given rows pending, to be claimed from {@code now} on, that belong to the
 *       issue and are uncertain or failed, and returns how many; the others stay as they are. Their attempts and fences go on, so
 *       that what is reported under an earlier fence is refused (ISS-07).
 *   <li><b>ISS-14</b> {@link #received} returns a subscriber's rows of all issues, in the order of their ids, after any id, up to
 *       {@code limit}, as ART-09, ART-10 and ART-11 say.
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 */
public interface IssueStore {

    /**
     * Returns the issue as stored (ISS-01).
     *
     * @param issue of version 0
     * @param key   names the intention, if the caller may repeat it
     */
    Issue create(Issue issue, Optional<IdempotencyKey> key);

    /**
     * Returns the issue as stored, with the next version (ISS-03).
     *
     * @param issue the changed issue, with the version that was read
     */
    Issue update(Issue issue);

    /**
     * Returns the issue, if stored.
     *
     * @param id which
     */
    Optional<Issue> find(IssueId id);

    /**
     * Returns issues without their texts, the latest first (ISS-09).
     *
     * @param query which issues
     * @param after the id after which the list begins, so that smaller ones follow; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<IssueSummary> list(IssueQuery query, Optional<IssueId> after, int limit);

    /**
     * Returns how many rows were added (ISS-04).
     *
     * @param issue      an issue that is stored, else {@link NotFoundException}
     * @param recipients at most {@value Bounds#MOST_AT_ONCE}
     * @param now        the time, from which on they may be claimed
     */
    int enqueue(IssueId issue, Collection<Recipient> recipients, Instant now);

    /**
     * Returns the rows claimed; empty if there is nothing to do behind that place at the moment (ISS-05, ISS-06). Who claims a large
     * ledger bit by bit goes on behind what they got last, and begins anew when nothing is left there and once in a while: a
     * database that is asked for the first rows walks past all that were claimed and recorded before it finds one.
     *
     * @param issue  which issue
     * @param after  the id after which they are looked for; empty for the first of all
     * @param worker the worker's name; 1 to 100 characters
     * @param limit  the most wanted; 1 to {@value Bounds#MOST_AT_ONCE}
     * @param now    the time
     * @param lease  how long the claim lasts; positive
     */
    List<ClaimedDelivery> claim(
            IssueId issue, Optional<DeliveryId> after, String worker, int limit, Instant now, Duration lease);

    /**
     * Returns the first rows of all, claimed; empty if there is nothing to do at the moment (ISS-05, ISS-06).
     *
     * @param issue  which issue
     * @param worker the worker's name; 1 to 100 characters
     * @param limit  the most wanted; 1 to {@value Bounds#MOST_AT_ONCE}
     * @param now    the time
     * @param lease  how long the claim lasts; positive
     */
    default List<Delivery> claim(IssueId issue, String worker, int limit, Instant now, Duration lease) {
        return claim(issue, Optional.empty(), worker, limit, now, lease).stream()
                .map(ClaimedDelivery::delivery)
                .toList();
    }

    /**
     * Returns the rows of which nothing was recorded, because they are no longer claimed so (ISS-07). Whoever reports many at
     * once is many times faster than who reports one after the other; {@link Bounds#reports} checks what is given.
     *
     * @param reports at most {@value Bounds#MOST_AT_ONCE}, each about another row
     */
    Set<DeliveryId> record(Collection<DeliveryReport> reports);

    /**
     * Returns how many of its rows stand where (ISS-08). What is here walks through all of them, one state after the other: right
     * while no worker is at the issue. A store where workers are should count in one step.
     *
     * @param issue which issue
     */
    default DeliveryCounts counts(IssueId issue) {
        return DeliveryCounts.of(Arrays.stream(DeliveryState.Kind.values())
                .flatMap(kind -> new Walk<DeliveryId, Delivery>(
                                (after, limit) -> deliveries(issue, kind, after, limit), Delivery::id)
                        .stream())
                .map(Delivery::state));
    }

    /**
     * Returns rows in the order of ids (ISS-09).
     *
     * @param issue which issue
     * @param state rows in this state
     * @param after the id after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<Delivery> deliveries(IssueId issue, DeliveryState.Kind state, Optional<DeliveryId> after, int limit);

    /**
     * Returns a row (ISS-12), for what is told of a mail later. What is here walks through the ledgers.
     *
     * @param id which
     */
    default Optional<Delivery> delivery(DeliveryId id) {
        Walk<IssueId, IssueSummary> issues =
                new Walk<>((after, limit) -> list(IssueQuery.all(), after, limit), IssueSummary::id);
        return issues.stream()
                .flatMap(issue -> Arrays.stream(DeliveryState.Kind.values())
                        .flatMap(kind -> new Walk<DeliveryId, Delivery>(
                                        (after, limit) -> deliveries(issue.id(), kind, after, limit), Delivery::id)
                                .stream()))
                .filter(row -> row.id().equals(id))
                .findFirst();
    }

    /**
     * Returns how many rows are to be tried again (ISS-13).
     *
     * @param issue      which issue
     * @param deliveries which rows; at most {@value Bounds#MOST_AT_ONCE}
     * @param now        the time, from which on they may be claimed
     */
    int reopen(IssueId issue, Collection<DeliveryId> deliveries, Instant now);

    /**
     * Returns a subscriber's rows, of whatever issue and state, in the order of ids (ISS-14): for who asks what is known of them.
     * What is here walks through the rows of all issues.
     *
     * @param subscriber whose
     * @param after      the id after which the list begins; empty for its beginning
     * @param limit      the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    default List<Delivery> received(SubscriberId subscriber, Optional<DeliveryId> after, int limit) {
        Bounds.listLimit(limit);
        return new Walk<IssueId, IssueSummary>((place, step) -> list(IssueQuery.all(), place, step), IssueSummary::id)
                .stream()
                        .flatMap(issue -> Arrays.stream(DeliveryState.Kind.values())
                                .flatMap(kind -> new Walk<DeliveryId, Delivery>(
                                                (place, step) -> deliveries(issue.id(), kind, place, step),
                                                Delivery::id)
                                        .stream()))
                        .filter(delivery -> delivery.subscriber().equals(subscriber))
                        .filter(delivery -> after.map(last -> delivery.id().compareTo(last) > 0)
                                .orElse(true))
                        .sorted(Comparator.comparing(Delivery::id))
                        .limit(limit)
                        .toList();
    }

    /**
     * Returns how many pending rows were removed (ISS-11).
     *
     * @param issue which issue
     */
    int cancelPending(IssueId issue);

    /**
     * Removes the ledger's rows of a subscriber (ISS-10).
     *
     * @param subscriber whose rows go
     */
    void forget(SubscriberId subscriber);
}
