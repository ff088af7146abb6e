package io.billet.engine.internal.newsletter;

import io.billet.core.ArticleSummary;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.FailureLog;
import io.billet.engine.IssueProgress.FailureKind;
import io.billet.engine.internal.newsletter.Letters.Letter;
import io.billet.engine.internal.newsletter.Letters.Links;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.MailOutcome.Cause;
import io.billet.engine.spi.Mailer;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.SubscriberStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one recipient's copy, to who still wants it, as much of it as they may read. Thread-safe. */
final class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final FailureLog failures = new FailureLog(log);

    /** What was read longer ago is read again, so that who leaves while their mail waits its turn is spared it. */
    private static final long FRESH = Duration.ofSeconds(2).toNanos();

    private final SubscriberStore subscribers;
    private final Wish wish;
    private final Links links;
    private final Mailer mailer;
    private final Verdict verdict;
    private final Brake brake;
    private final Consumer<SubscriberId> suppress;
    private final InstantSource clock;

    /** @param suppress ends the mail to somebody whose address is dead */
    Courier(
            SubscriberStore subscribers,
            Wish wish,
            Links links,
            Mailer mailer,
            Verdict verdict,
            Brake brake,
            Consumer<SubscriberId> suppress,
            InstantSource clock) {
        this.subscribers = subscribers;
        this.wish = wish;
        this.links = links;
        this.mailer = mailer;
        this.verdict = verdict;
        this.brake = brake;
        this.suppress = suppress;
        this.clock = clock;
    }

    DeliveryOutcome deliver(Attempt attempt, ArticleSummary article, LetterCase letters) {
        Optional<Subscriber> recipient = current(attempt).filter(Wish::isSubscribed);
        if (recipient.isEmpty()) {
            return verdict.failed(FailureKind.LEFT, "wants no mail any more");
        }
        Subscriber to = recipient.get();
        if (!wish.wants(to, article)) {
            return verdict.failed(FailureKind.DECLINED, "wants no mail about its topics any more");
        }
        MailOutcome outcome;
        try {
            Optional<Letter> letter = letters.of(to, clock.instant());
            if (letter.isEmpty()) {
                return new DeliveryOutcome.Retry(clock.instant());
            }
            outcome = mailer.send(letter.get()
                    .to(
                            attempt.delivery().id(),
                            to.email(),
                            to.name(),
                            links.unsubscribe(to.id()),
                            links.preferences(to.id())));
        } catch (RuntimeException e) {
            failures.error("Writing the mail of delivery " + attempt.delivery().id() + ", to be tried again,", e);
            outcome = new MailOutcome.RefusedForNow(e.getClass().getSimpleName());
        }
        return judged(attempt, to, outcome);
    }

    private Optional<Subscriber> current(Attempt attempt) {
        return System.nanoTime() - attempt.readAt() < FRESH
                ? attempt.subscriber()
                : subscribers.find(attempt.delivery().subscriber());
    }

    private DeliveryOutcome judged(Attempt attempt, Subscriber to, MailOutcome outcome) {
        if (outcome instanceof MailOutcome.RefusedForNow) {
            brake.refused(attempt.delivery().id());
        } else if (!(outcome instanceof MailOutcome.Unknown)) {
            brake.answered();
        }
        if (outcome instanceof MailOutcome.RefusedForGood refused && refused.cause() == Cause.ADDRESS) {
            // Before it is recorded: killed in between, the row is met again and nobody is written to.
            suppress.accept(to.id());
        }
        return verdict.of(attempt.delivery(), outcome, brake.isForgiving());
    }
}
