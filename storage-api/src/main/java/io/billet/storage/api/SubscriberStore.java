package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.NotFoundException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Keeps subscribers.
 *
 * <ul>
 *   <li><b>SUB-01</b> {@link #create} stores a subscriber of version 0 as version 1 and returns it so; any other version
 *       is an {@link IllegalArgumentException}.
 *   <li><b>SUB-02</b> What was stored is read back equal in every component.
 *   <li><b>SUB-03</b> An e-mail address belongs to one subscriber. Of any number of concurrent calls that claim it, one
 *       succeeds and the others fail with {@link AlreadyExistsException} (object {@code Subscriber}, field
 *       {@code email}) and change nothing. The exception's {@code value()} is {@link EmailAddress#toString}, which
 *       masks the address: exceptions are logged. Addresses are compared code point by code point: {@code mıke@} is not
 *       {@code mike@}.
 *   <li><b>SUB-04</b> {@link #create} with an id that is stored fails with {@link AlreadyExistsException}, field
 *       {@code id}; so it does where the address is taken as well.
 *   <li><b>SUB-05</b> {@link #update} compares and sets the version as ART-05 says.
 *   <li><b>SUB-06</b> {@link #update} of an id that is not stored fails with {@link NotFoundException}.
 *   <li><b>SUB-07</b> {@link #find} and {@link #findByEmail} see every write that has returned, in any thread.
 *   <li><b>SUB-08</b> {@link #list} returns what the {@link SubscriberQuery} asks for, in the order of ids, after any id, up to
 *       {@code limit} subscribers, as ART-09, ART-10 and ART-11 say.
 *   <li><b>SUB-09</b> {@link #stream} meets the same subscribers in the same order, in memory that does not grow with
 *       their number.
 *   <li><b>SUB-10</b> {@link #erase} removes the subscriber so that nothing of it is found any more, by any method, its
 *       history neither, and its address is free; erasing what is not there is no error. The delivery ledger loses the address as well
 *       (ISS-10), if the same store keeps it.
 *   <li><b>SUB-11</b> {@link #count} counts what {@link #list} would list.
 *   <li><b>SUB-12</b> {@link #create} and {@link #update} add the rows to the history of consent that
 *       {@link ConsentRecord#due} names, in one step with the subscriber: both are stored or neither is. Rows that are
 *       there stay as they are, but for SUB-14 and SUB-10.
 *   <li><b>SUB-13</b> {@link #history} returns the rows of a subscriber in the order of their versions, after any version,
 *       up to {@code limit} rows, as ART-09, ART-10 and ART-11 say.
 *   <li><b>SUB-14</b> {@link #forgetEvidence} takes the network address and the agent from consent that was asked before a
 *       time, in subscribers and in their histories, and nothing else: what was agreed to, when, and how they stand remain,
 *       and {@code updatedAt} too. The version of such a subscriber is counted up, so that who has read them before cannot
 *       write the evidence back (SUB-05). Each subscriber and each row counts as one.
 *   <li><b>SUB-15</b> {@link #findAll} returns those that are stored, in the order of the ids asked for, each once.
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 */
public interface SubscriberStore {

    /**
     * Returns the subscriber as stored, of version 1 (SUB-01, SUB-03, SUB-04).
     *
     * @param subscriber of version 0
     */
    Subscriber create(Subscriber subscriber);

    /**
     * Returns the subscriber as stored, with the next version (SUB-03, SUB-05, SUB-06).
     *
     * @param subscriber the changed subscriber, with the version that was read
     */
    Subscriber update(Subscriber subscriber);

    /**
     * Removes a subscriber and whatever is known of them, the ledger's rows too (SUB-10).
     *
     * @param id which to erase
     */
    void erase(SubscriberId id);

    /**
     * Returns the subscriber, if stored (SUB-07).
     *
     * @param id which
     */
    Optional<Subscriber> find(SubscriberId id);

    /**
     * Returns several subscribers (SUB-15, SUB-07). What is here looks for one after the other; a store that sends newsletters
     * should ask once, for they are looked up before each mail.
     *
     * @param ids which; at most {@value Bounds#MOST_AT_ONCE}
     */
    default List<Subscriber> findAll(Collection<SubscriberId> ids) {
        Bounds.atOnce(ids, "ids");
        return ids.stream().distinct().flatMap(id -> find(id).stream()).toList();
    }

    /**
     * Returns the subscriber who has it (SUB-03, SUB-07).
     *
     * @param email an address
     */
    Optional<Subscriber> findByEmail(EmailAddress email);

    /**
     * Returns subscribers in the order of ids (SUB-08).
     *
     * @param query which subscribers
     * @param after the id after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<Subscriber> list(SubscriberQuery query, Optional<SubscriberId> after, int limit);

    /**
     * Returns how many there are, which costs as much as walking through them (SUB-11). What is here does walk.
     *
     * @param query which subscribers
     */
    default long count(SubscriberQuery query) {
        return walk(query).count(Long.MAX_VALUE);
    }

    /**
     * Reads any number of subscribers in bounded memory, by default one list after the other. Close the stream.
     *
     * @param query which subscribers
     * @return they, in the order of ids (SUB-09)
     */
    default Stream<Subscriber> stream(SubscriberQuery query) {
        return walk(query).stream();
    }

    /**
     * Returns how somebody came to stand where they stand, the first change first (SUB-12, SUB-13).
     *
     * @param subscriber   whose history
     * @param afterVersion the version after which the list begins; empty for its beginning
     * @param limit        the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<ConsentRecord> history(SubscriberId subscriber, OptionalLong afterVersion, int limit);

    /**
     * Returns of how many subscribers and rows of histories the evidence was forgotten; fewer than {@code limit} if there is
     * no more (SUB-14).
     *
     * @param before consent that was asked before then
     * @param limit  the most to look after; 1 to {@value Bounds#MOST_AT_ONCE}
     */
    int forgetEvidence(Instant before, int limit);

    private Walk<SubscriberId, Subscriber> walk(SubscriberQuery query) {
        return new Walk<>((after, limit) -> list(query, after, limit), Subscriber::id);
    }
}
