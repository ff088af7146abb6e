package io.billet.engine.internal.newsletter;

import io.billet.core.DeliveryId;
import io.billet.engine.NewsletterOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Notices that the mail server takes nothing of anybody, so that an outage costs some mails a turn and not all of them, and none
 * is given up because of it. Thread-safe.
 */
final class Brake {

    private static final Duration SHORTEST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Duration shortest;
    private final Duration giveUpAfter;
    private final int patience;
    private final Set<DeliveryId> refusedInARow = new HashSet<>();
    private Duration next;
    private boolean isOutage;
    private Instant until = Instant.MIN;
    private Instant forgivenUntil = Instant.MIN;

    Brake(NewsletterOptions options, InstantSource clock) {
        this.clock = clock;
        this.shortest = options.retryAfter().compareTo(SHORTEST) < 0 ? options.retryAfter() : SHORTEST;
        this.giveUpAfter = options.giveUpAfter();
        this.patience = Math.max(10, 2 * options.connections());
        this.next = shortest;
    }

    synchronized void answered() {
        if (isOutage) {
            isOutage = false;
            until = Instant.MIN;
            // How often a mail was tried while the server was away says nothing about the mail.
            forgivenUntil = clock.instant().plus(giveUpAfter);
        }
        refusedInARow.clear();
        next = shortest;
    }

    /** One mail that is refused time and again is no outage: as many different ones are. */
    synchronized void refused(DeliveryId delivery) {
        if (until().isPresent()) {
            return;
        }
        if (!isOutage && (!refusedInARow.add(delivery) || refusedInARow.size() < patience)) {
            return;
        }
        isOutage = true;
        until = clock.instant().plus(next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    /** Returns until when nothing is sent, if so. */
    synchronized Optional<Instant> until() {
        return until.isAfter(clock.instant()) ? Optional.of(until) : Optional.empty();
    }

    /** Returns how many are to be tried at a time: few, while it is not known whether the server is back. */
    synchronized int atMost(int wanted) {
        return isOutage ? Math.min(wanted, patience) : wanted;
    }

    /** Returns whether a refusal may be the server's bad hour and not the mail's. */
    synchronized boolean isForgiving() {
        return isOutage || refusedInARow.size() >= patience / 2 || forgivenUntil.isAfter(clock.instant());
    }
}
