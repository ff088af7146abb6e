package io.billet.engine.internal.newsletter;

import io.billet.core.Delivery;
import io.billet.engine.IssueProgress.FailureKind;
import io.billet.engine.NewsletterOptions;
import io.billet.engine.NewsletterOptions.LostReply;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.MailOutcome.Cause;
import io.billet.storage.api.DeliveryOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** What the ledger says of what a mailer said. */
final class Verdict {

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final double SPREAD = 0.2;

    private final NewsletterOptions options;
    private final InstantSource clock;
    private final RandomGenerator random;

    Verdict(NewsletterOptions options, InstantSource clock, RandomGenerator random) {
        this.options = options;
        this.clock = clock;
        this.random = random;
    }

    /** @param isForgiven whether it may be the server and not the mail; then it is not given up */
    DeliveryOutcome of(Delivery delivery, MailOutcome outcome, boolean isForgiven) {
        Instant now = clock.instant();
        if (outcome instanceof MailOutcome.Accepted) {
            // To the second: a store writes those in one step that come to stand alike.
            return new DeliveryOutcome.Sent(now.truncatedTo(ChronoUnit.SECONDS));
        }
        if (outcome instanceof MailOutcome.RefusedForGood refused) {
            return failed(kindOf(refused.cause()), refused.reason());
        }
        if (outcome instanceof MailOutcome.Unknown lost) {
            return options.lostReply() == LostReply.HOLD_UNCERTAIN
                    ? new DeliveryOutcome.Uncertain(now)
                    : again(delivery, now, lost.reason(), isForgiven);
        }
        return again(delivery, now, ((MailOutcome.RefusedForNow) outcome).reason(), isForgiven);
    }

    DeliveryOutcome failed(FailureKind kind, String why) {
        return new DeliveryOutcome.Failed(clock.instant(), new Failure(kind, why).written());
    }

    private DeliveryOutcome again(Delivery delivery, Instant now, String reason, boolean isForgiven) {
        if (!isForgiven && triedFor(delivery.attempts()).compareTo(options.giveUpAfter()) > 0) {
            return failed(FailureKind.GIVEN_UP, "after " + delivery.attempts() + " attempts: " + reason);
        }
        double delay = delay(delivery.attempts()).toMillis() * (1 + SPREAD * (2 * random.nextDouble() - 1));
        return new DeliveryOutcome.Retry(now.plusMillis((long) delay));
    }

    /** Of a delivery the ledger keeps how often it was tried, which tells how long, at the least. */
    private Duration triedFor(int attempts) {
        Duration sum = Duration.ZERO;
        for (int attempt = 1; attempt <= attempts && sum.compareTo(options.giveUpAfter()) <= 0; attempt++) {
            sum = sum.plus(delay(attempt));
        }
        return sum;
    }

    private Duration delay(int attempts) {
        Duration delay = options.retryAfter();
        for (int attempt = 1; attempt < attempts && delay.compareTo(LONGEST_DELAY) < 0; attempt++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    private static FailureKind kindOf(Cause cause) {
        return switch (cause) {
            case ADDRESS -> FailureKind.ADDRESS;
            case MAILBOX -> FailureKind.MAILBOX;
            case CONTENT -> FailureKind.CONTENT;
            case POLICY -> FailureKind.POLICY;
            case OTHER -> FailureKind.OTHER;
        };
    }
}
