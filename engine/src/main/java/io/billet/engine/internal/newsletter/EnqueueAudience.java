package io.billet.engine.internal.newsletter;

import io.billet.core.ArticleSummary;
import io.billet.core.DeliveryId;
import io.billet.core.IdGenerator;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.Recipient;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.SubscriberStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Fills the ledger of an issue with whoever is to have it, a page at a time. Begun again after a kill, it goes through the
 * pages once more, and the ledger takes nobody twice (ISS-04).
 */
final class EnqueueAudience {

    private static final SubscriberQuery CONFIRMED = SubscriberQuery.all().in(SubscriberState.Kind.CONFIRMED);

    private final Supplier<IssueStore> issues;
    private final SubscriberStore subscribers;
    private final Wish wish;
    private final IssueChanges changes;
    private final SenderThreads threads;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final Map<IssueId, Place> places = new ConcurrentHashMap<>();

    /** How far this node is; an issue that has rested or was planned anew since begins anew. */
    private record Place(long version, SubscriberId after) {}

    EnqueueAudience(
            Supplier<IssueStore> issues,
            SubscriberStore subscribers,
            Wish wish,
            IssueChanges changes,
            SenderThreads threads,
            IdGenerator ids,
            InstantSource clock) {
        this.issues = issues;
        this.subscribers = subscribers;
        this.wish = wish;
        this.changes = changes;
        this.threads = threads;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Goes on where this node was.
     *
     * @param mayGoOn asked between pages
     * @return whether the end was reached, or somebody else has changed the issue
     */
    boolean enqueue(Issue issue, ArticleSummary article, BooleanSupplier mayGoOn) {
        Optional<SubscriberId> after = Optional.ofNullable(places.remove(issue.id()))
                .filter(place -> place.version() == issue.version())
                .map(Place::after);
        try {
            Future<List<Subscriber>> next = readAhead(after);
            while (mayGoOn.getAsBoolean()) {
                List<Subscriber> page = read(next);
                if (page.size() == Bounds.MOST_AT_ONCE) {
                    after = Optional.of(page.get(page.size() - 1).id());
                    next = readAhead(after);
                    enqueue(issue, article, page);
                } else {
                    enqueue(issue, article, page);
                    freeze(issue);
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        after.ifPresent(last -> places.put(issue.id(), new Place(issue.version(), last)));
        return false;
    }

    /** One page is read while the one before is written. */
    private Future<List<Subscriber>> readAhead(Optional<SubscriberId> after) {
        return threads.supply(() -> subscribers.list(CONFIRMED, after, Bounds.MOST_AT_ONCE));
    }

    private static List<Subscriber> read(Future<List<Subscriber>> page) throws InterruptedException {
        try {
            return page.get();
        } catch (ExecutionException e) {
            throw SenderThreads.failure(e);
        }
    }

    private void enqueue(Issue issue, ArticleSummary article, List<Subscriber> page) {
        List<Recipient> recipients = page.stream()
                .filter(subscriber -> wish.isRecipient(subscriber, article))
                .map(subscriber -> new Recipient(
                        new DeliveryId(ids.next()), subscriber.id(), subscriber.email(), subscriber.language()))
                .toList();
        if (!recipients.isEmpty()) {
            issues.get().enqueue(issue.id(), recipients, clock.instant());
        }
    }

    private void freeze(Issue issue) {
        long recipients = issues.get().counts(issue.id()).total();
        changes.tryToChange(issue.send(recipients, clock.instant()));
    }
}
