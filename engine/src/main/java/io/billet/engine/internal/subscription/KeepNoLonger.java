package io.billet.engine.internal.subscription;

import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.Retention;
import io.billet.engine.internal.mail.MailOutbox;
import io.billet.engine.internal.subscription.Tokens.Purpose;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.SubscriberStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Clears away what has been kept for its time, once an hour on each node. */
public final class KeepNoLonger {

    private static final int PART = 500;
    private static final Duration BETWEEN = Duration.ofHours(1);

    private final SubscriberStore subscribers;
    private final MailOutbox outbox;
    private final Tokens tokens;
    private final ForgetEvidence forgetEvidence;
    private final Retention retention;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    public KeepNoLonger(
            SubscriberStore subscribers,
            MailOutbox outbox,
            Tokens tokens,
            ForgetEvidence forgetEvidence,
            Retention retention,
            InstantSource clock) {
        this.subscribers = subscribers;
        this.outbox = outbox;
        this.tokens = tokens;
        this.forgetEvidence = forgetEvidence;
        this.retention = retention;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        retention.evidence().map(now::minus).ifPresent(forgetEvidence::before);
        retention.unconfirmed().map(now::minus).ifPresent(this::removeUnconfirmed);
        next = now.plus(BETWEEN);
    }

    /** Ids are in the order of creation: the list is walked no further than to who came too late to be removed. */
    private void removeUnconfirmed(Instant before) {
        SubscriberQuery pending = SubscriberQuery.all().in(SubscriberState.Kind.PENDING);
        Optional<SubscriberId> after = Optional.empty();
        while (true) {
            List<Subscriber> part = subscribers.list(pending, after, PART);
            part.stream()
                    .filter(subscriber -> subscriber.updatedAt().isBefore(before))
                    .forEach(this::remove);
            boolean isRestYounger =
                    part.stream().anyMatch(subscriber -> !subscriber.createdAt().isBefore(before));
            if (part.size() < PART || isRestYounger) {
                return;
            }
            after = Optional.of(part.get(part.size() - 1).id());
        }
    }

    /** Looks once more: who asks again at this moment stays. */
    private void remove(Subscriber unconfirmed) {
        SubscriberId id = unconfirmed.id();
        if (subscribers.find(id).filter(unconfirmed::equals).isPresent()) {
            for (Purpose purpose : Purpose.values()) {
                tokens.revoke(purpose, id.toString());
            }
            outbox.forget(id.toString());
            subscribers.erase(id);
        }
    }
}
