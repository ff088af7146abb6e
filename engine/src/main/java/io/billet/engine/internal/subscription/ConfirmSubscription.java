package io.billet.engine.internal.subscription;

import io.billet.core.IllegalTransitionException;
import io.billet.core.NotFoundException;
import io.billet.core.OutboxMail;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.InvalidTokenException;
import io.billet.engine.MemberSession;
import io.billet.engine.internal.Change;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.Retry;
import io.billet.engine.internal.mail.MailComposer;
import io.billet.engine.internal.mail.MailOutbox;
import io.billet.engine.internal.mail.MailPurpose;
import io.billet.engine.internal.mail.MailWriter;
import io.billet.engine.internal.subscription.Tokens.Purpose;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.SubscriberStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The second step of double opt-in: the link from the mail, and a welcome. */
public final class ConfirmSubscription implements MailWriter {

    private final SubscriberStore subscribers;
    private final FindSubscriber find;
    private final Tokens tokens;
    private final SignedLinks links;
    private final ErasedAddresses erased;
    private final MailOutbox outbox;
    private final MailComposer composer;
    private final InstantSource clock;
    private final Listeners listeners;

    public ConfirmSubscription(
            SubscriberStore subscribers,
            FindSubscriber find,
            Tokens tokens,
            SignedLinks links,
            ErasedAddresses erased,
            MailOutbox outbox,
            MailComposer composer,
            InstantSource clock,
            Listeners listeners) {
        this.subscribers = subscribers;
        this.find = find;
        this.tokens = tokens;
        this.links = links;
        this.erased = erased;
        this.outbox = outbox;
        this.composer = composer;
        this.clock = clock;
        this.listeners = listeners;
    }

    public MemberSession confirm(String token) {
        Subscriber awaiting = find.awaitingConfirmation(token).orElseThrow(() -> new InvalidTokenException("confirm"));
        SubscriberId id = awaiting.id();
        Change<Subscriber> confirmed = confirmed(awaiting, token);
        if (confirmed.made()) {
            erased.remove(confirmed.result().email());
            listeners.tell(new BlogEvent.SubscriberConfirmed(confirmed.result()));
            outbox.wake();
        }
        // Used up last: killed in between, the link still works, and confirming twice is harmless.
        if (tokens.consume(Purpose.CONFIRM, token).isEmpty()) {
            throw new InvalidTokenException("confirm");
        }
        tokens.revoke(Purpose.CONFIRM, id.toString());
        return new MemberSession(confirmed.result(), tokens.issue(Purpose.SESSION, id.toString()));
    }

    private Change<Subscriber> confirmed(Subscriber awaiting, String token) {
        // However often others change the subscriber meanwhile, it is one occasion.
        String occasion = "version " + awaiting.version();
        try {
            return Retry.onConflict(() -> {
                Subscriber current = find.require(awaiting.id());
                if (current.state().kind() == SubscriberState.Kind.CONFIRMED) {
                    return new Change<>(current, false);
                }
                Evidence request = find.request(current, token).orElseThrow(() -> new InvalidTokenException("confirm"));
                // Before the act: killed in between, it waits for them in vain.
                outbox.putOnce(MailPurpose.WELCOME, awaiting.id().toString(), Optional.empty(), occasion);
                return new Change<>(subscribers.update(confirmed(current, request)), true);
            });
        } catch (IllegalTransitionException | NotFoundException e) {
            throw new InvalidTokenException("confirm");
        }
    }

    /** The evidence is that of the request whose link was followed, whatever else was asked for the address. */
    private Subscriber confirmed(Subscriber current, Evidence request) {
        Instant now = clock.instant();
        return current.askAgain(request.consent(), now)
                .introduce(current.name().orElse(""), request.language(), now)
                .confirm(now);
    }

    /** The welcome. */
    @Override
    public Written write(OutboxMail owed) {
        Optional<Subscriber> found = subscribers.find(SubscriberId.of(owed.subject()));
        if (found.isEmpty()) {
            return new Written.Withheld("whom it was for is not known any more");
        }
        Subscriber subscriber = found.get();
        return switch (subscriber.state().kind()) {
            case CONFIRMED ->
                new Written.Letter(composer.welcome(
                        owed.id().value(), subscriber, links.token(SignedLinks.Purpose.UNSUBSCRIBE, subscriber.id())));
            case PENDING -> new Written.TooEarly();
            case UNSUBSCRIBED, SUPPRESSED -> new Written.Withheld("they have left since, or get no mail");
        };
    }
}
