package io.billet.engine.internal.newsletter;

import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState.Reason;
import io.billet.engine.spi.BounceReport;
import io.billet.engine.spi.MailOutcome.Cause;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.SubscriberStore;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said of mails after a server took them. Only a dead address and a complaint end the mail to somebody; told twice, they
 * end it once.
 */
public final class ReceiveReports {

    private static final Logger log = LoggerFactory.getLogger(ReceiveReports.class);
    private static final Pattern OURS = Pattern.compile("<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^@>]+>");

    private final Supplier<IssueStore> issues;
    private final SubscriberStore subscribers;
    private final BiFunction<SubscriberId, Reason, Subscriber> suppress;

    ReceiveReports(
            Supplier<IssueStore> issues,
            SubscriberStore subscribers,
            BiFunction<SubscriberId, Reason, Subscriber> suppress) {
        this.issues = issues;
        this.subscribers = subscribers;
        this.suppress = suppress;
    }

    /** Returns who gets no mail any more because of it; nobody if it is no reason, or is about nobody who is known. */
    public Optional<Subscriber> receive(BounceReport report) {
        Optional<Reason> reason = reasonIn(report);
        if (reason.isEmpty()) {
            log.info(
                    "A mail {} was reported and changes nothing: {}",
                    report.messageId().orElse(""),
                    report.reason());
            return Optional.empty();
        }
        return about(report).map(subscriber -> suppress.apply(subscriber.id(), reason.get()));
    }

    private static Optional<Reason> reasonIn(BounceReport report) {
        return switch (report.kind()) {
            case BOUNCE -> report.cause() == Cause.ADDRESS ? Optional.of(Reason.BOUNCED) : Optional.empty();
            case COMPLAINT -> Optional.of(Reason.COMPLAINED);
            case DELAY -> Optional.empty();
        };
    }

    /**
     * Anybody can write that the mail to an address came back: only who got a mail, or their server, knows its identity. Who has
     * another address since is not meant by what is said of the old one.
     */
    private Optional<Subscriber> about(BounceReport report) {
        Optional<Delivery> delivery = report.messageId().flatMap(this::delivery);
        if (delivery.isEmpty()) {
            log.warn(
                    "A mail {} was reported ({}) that is no delivery of an issue: nobody is suppressed for it",
                    report.messageId().orElse("without Message-ID"),
                    report.kind());
        }
        return delivery.flatMap(sent -> subscribers
                .find(sent.subscriber())
                .filter(subscriber ->
                        subscriber.email().equals(report.recipient().orElse(sent.email()))));
    }

    private Optional<Delivery> delivery(String messageId) {
        Matcher ours = OURS.matcher(messageId);
        return ours.matches()
                ? issues.get().delivery(new DeliveryId(UUID.fromString(ours.group(1))))
                : Optional.empty();
    }
}
