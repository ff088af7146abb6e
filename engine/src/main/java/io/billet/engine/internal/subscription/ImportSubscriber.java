package io.billet.engine.internal.subscription;

import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.ImportOutcome;
import io.billet.engine.ImportedSubscriber;
import io.billet.engine.internal.Retry;
import io.billet.storage.api.SubscriberStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Somebody who has confirmed elsewhere: stored in one write, so that a kill leaves them whole or out. */
public final class ImportSubscriber {

    private static final String FORM = "import";

    private final SubscriberStore subscribers;
    private final ErasedAddresses erased;
    private final Predicate<EmailAddress> accepts;
    private final IdGenerator ids;
    private final InstantSource clock;

    public ImportSubscriber(
            SubscriberStore subscribers,
            ErasedAddresses erased,
            Predicate<EmailAddress> accepts,
            IdGenerator ids,
            InstantSource clock) {
        this.subscribers = subscribers;
        this.erased = erased;
        this.accepts = accepts;
        this.ids = ids;
        this.clock = clock;
    }

    public ImportOutcome add(ImportedSubscriber imported) {
        if (!accepts.test(imported.email())) {
            return ImportOutcome.REFUSED;
        }
        return Retry.onConflict(() -> stored(imported, clock.instant()));
    }

    private ImportOutcome stored(ImportedSubscriber imported, Instant now) {
        Optional<Subscriber> known = subscribers.findByEmail(imported.email());
        Optional<ImportOutcome> stays =
                known.flatMap(subscriber -> switch (subscriber.state().kind()) {
                    case PENDING -> Optional.empty();
                    case CONFIRMED -> Optional.of(ImportOutcome.KNOWN);
                    case UNSUBSCRIBED -> Optional.of(ImportOutcome.LEFT);
                    case SUPPRESSED -> Optional.of(ImportOutcome.SUPPRESSED);
                });
        if (stays.isPresent()) {
            return stays.get();
        }
        // Who was erased and has asked anew confirms by their own link, which may be on its way.
        if (erased.contains(imported.email())) {
            return ImportOutcome.ERASED;
        }
        known.ifPresentOrElse(
                pending -> subscribers.update(confirmed(pending, imported, now)),
                () -> subscribers.create(confirmed(imported, now)));
        return ImportOutcome.IMPORTED;
    }

    private Subscriber confirmed(ImportedSubscriber imported, Instant now) {
        Instant since = since(imported, now);
        return new Subscriber(
                new SubscriberId(ids.next()),
                imported.email(),
                imported.name(),
                imported.language(),
                imported.labels(),
                List.of(),
                new SubscriberState.Confirmed(),
                consent(imported, since),
                since,
                now,
                0);
    }

    /** They asked here and have not confirmed yet; that they have elsewhere is evidence enough. */
    private static Subscriber confirmed(Subscriber pending, ImportedSubscriber imported, Instant now) {
        return new Subscriber(
                pending.id(),
                pending.email(),
                imported.name().or(pending::name),
                imported.language(),
                List.copyOf(imported.labels()),
                pending.declined(),
                new SubscriberState.Confirmed(),
                consent(imported, since(imported, now)),
                pending.createdAt(),
                now.isBefore(pending.updatedAt()) ? pending.updatedAt() : now,
                pending.version());
    }

    private static Consent consent(ImportedSubscriber imported, Instant since) {
        return Consent.asked(FORM, imported.source(), since).confirmed(since);
    }

    private static Instant since(ImportedSubscriber imported, Instant now) {
        return imported.since().isAfter(now) ? now : imported.since();
    }
}
