package io.billet.engine.internal.subscription;

import io.billet.core.IdGenerator;
import io.billet.core.IllegalTransitionException;
import io.billet.core.NotFoundException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.InvalidTokenException;
import io.billet.engine.MemberSession;
import io.billet.engine.OverloadedException;
import io.billet.engine.internal.Change;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.Retry;
import io.billet.engine.internal.mail.MailComposer;
import io.billet.engine.internal.mail.MailQueue;
import io.billet.engine.internal.subscription.Tokens.Purpose;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.SubscriberStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second step of double opt-in: the link from the mail, and a welcome. */
public final class ConfirmSubscription {

    private static final Logger log = LoggerFactory.getLogger(ConfirmSubscription.class);

    private final SubscriberStore subscribers;
    private final FindSubscriber find;
    private final Tokens tokens;
    private final SignedLinks links;
    private final ErasedAddresses erased;
    private final MailQueue mail;
    private final MailComposer composer;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final Listeners listeners;

    public ConfirmSubscription(
            SubscriberStore subscribers,
            FindSubscriber find,
            Tokens tokens,
            SignedLinks links,
            ErasedAddresses erased,
            MailQueue mail,
            MailComposer composer,
            IdGenerator ids,
            InstantSource clock,
            Listeners listeners) {
        this.subscribers = subscribers;
        this.find = find;
        this.tokens = tokens;
        this.links = links;
        this.erased = erased;
        this.mail = mail;
        this.composer = composer;
        this.ids = ids;
        this.clock = clock;
        this.listeners = listeners;
    }

    public MemberSession confirm(String token) {
        SubscriberId id = find.awaitingConfirmation(token)
                .map(Subscriber::id)
                .orElseThrow(() -> new InvalidTokenException("confirm"));
        Change<Subscriber> confirmed = confirmed(id, token);
        if (confirmed.made()) {
            erased.remove(confirmed.result().email());
            listeners.tell(new BlogEvent.SubscriberConfirmed(confirmed.result()));
            welcome(confirmed.result());
        }
        // Used up last: killed in between, the link still works, and confirming twice is harmless.
        if (tokens.consume(Purpose.CONFIRM, token).isEmpty()) {
            throw new InvalidTokenException("confirm");
        }
        tokens.revoke(Purpose.CONFIRM, id.toString());
        return new MemberSession(confirmed.result(), tokens.issue(Purpose.SESSION, id.toString()));
    }

    private Change<Subscriber> confirmed(SubscriberId id, String token) {
        try {
            return Retry.onConflict(() -> {
                Subscriber current = find.require(id);
                if (current.state().kind() == SubscriberState.Kind.CONFIRMED) {
                    return new Change<>(current, false);
                }
                Evidence request = find.request(current, token).orElseThrow(() -> new InvalidTokenException("confirm"));
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

    private void welcome(Subscriber subscriber) {
        try {
            mail.send(() -> {
                String token = links.token(SignedLinks.Purpose.UNSUBSCRIBE, subscriber.id());
                return Optional.of(composer.welcome(ids.next(), subscriber, token));
            });
        } catch (OverloadedException e) {
            log.warn("A welcome was not sent to {}: {}", subscriber.id(), e.getMessage());
        }
    }
}
