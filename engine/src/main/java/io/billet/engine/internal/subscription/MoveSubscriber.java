package io.billet.engine.internal.subscription;

import io.billet.core.AlreadyExistsException;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.AddressRefusedException;
import io.billet.engine.InvalidTokenException;
import io.billet.engine.internal.Retry;
import io.billet.engine.internal.limit.Limits;
import io.billet.engine.internal.limit.Mailbox;
import io.billet.engine.internal.subscription.Tokens.Purpose;
import io.billet.engine.spi.RateLimiter.Action;
import io.billet.engine.spi.RateLimiter.Key;
import io.billet.engine.spi.RateLimiter.Scope;
import io.billet.storage.api.SubscriberStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A change of address: the new one is sent a link, and once that is followed the old one is told. Who asks learns nothing about
 * the new address: one that another subscriber has gets the same answer and no mail.
 */
public final class MoveSubscriber {

    /** How the mails of a change go out. */
    public interface Mails {

        /** Asks at the new address. The link is born when the mail is sent. */
        void ask(SubscriberId subscriber, EmailAddress newAddress, LanguageTag language);

        /**
         * Tells at the old address. Called before the change, with who is to be changed, so that no kill in between leaves it
         * untold; {@link #told} follows.
         *
         * @param asked the version of them when the link was followed: however often the change is tried, it is one occasion
         */
        void tell(Subscriber before, long asked);

        /** The change is made. */
        void told();
    }

    private final SubscriberStore subscribers;
    private final FindSubscriber find;
    private final Tokens tokens;
    private final Mails mails;
    private final Limits limits;
    private final Predicate<EmailAddress> accepts;
    private final InstantSource clock;

    public MoveSubscriber(
            SubscriberStore subscribers,
            FindSubscriber find,
            Tokens tokens,
            Mails mails,
            Limits limits,
            Predicate<EmailAddress> accepts,
            InstantSource clock) {
        this.subscribers = subscribers;
        this.find = find;
        this.tokens = tokens;
        this.mails = mails;
        this.limits = limits;
        this.accepts = accepts;
        this.clock = clock;
    }

    /** A request, which changes nothing but that older ones end: who has mistyped their address leaves no link there that works. */
    public void request(SubscriberId id, EmailAddress newAddress) {
        if (!accepts.test(newAddress)) {
            throw new AddressRefusedException(newAddress);
        }
        limits.equalTime().spend(() -> {
            Subscriber subscriber = find.require(id);
            tokens.revoke(Purpose.MOVE, id.toString());
            boolean isFree = subscribers.findByEmail(newAddress).isEmpty();
            boolean isMember = subscriber.state().kind() == SubscriberState.Kind.CONFIRMED;
            if (isFree && isMember && isGranted(id, newAddress)) {
                mails.ask(id, newAddress, subscriber.language());
            }
        });
    }

    private boolean isGranted(SubscriberId id, EmailAddress newAddress) {
        String mailbox = Mailbox.of(newAddress);
        boolean granted = limits.limiter()
                .tryAcquire(
                        Action.SUBSCRIBE,
                        List.of(
                                new Key(Scope.RECIPIENT, mailbox),
                                new Key(Scope.STRANGER, mailbox),
                                new Key(Scope.BLOG, "")));
        if (!granted) {
            limits.refusals().tellWithheld(id);
        }
        return granted;
    }

    /** Returns the token of the link that is mailed; nothing if they are no member any more, or the address is taken meanwhile. */
    public Optional<String> link(SubscriberId id, EmailAddress newAddress) {
        return subscribers
                .find(id)
                .filter(subscriber -> subscriber.state().kind() == SubscriberState.Kind.CONFIRMED)
                .filter(subscriber -> subscribers.findByEmail(newAddress).isEmpty())
                .map(subscriber -> tokens.issue(Purpose.MOVE, id.toString(), newAddress));
    }

    /** Returns whose address would change. */
    public Optional<Subscriber> awaiting(String token) {
        return tokens.newAddress(token)
                .flatMap(address -> find.awaitingMove(token).filter(subscriber -> isFree(address, subscriber.id())));
    }

    private boolean isFree(EmailAddress address, SubscriberId id) {
        return subscribers
                .findByEmail(address)
                .filter(owner -> !owner.id().equals(id))
                .isEmpty();
    }

    public Subscriber move(String token) {
        Subscriber before = awaiting(token).orElseThrow(MoveSubscriber::invalid);
        EmailAddress newAddress = tokens.newAddress(token).orElseThrow(MoveSubscriber::invalid);
        Subscriber moved = moved(before, newAddress);
        // Used up last: killed in between, the link still works, and moving twice to one place is harmless.
        if (tokens.consume(Purpose.MOVE, token).isEmpty()) {
            throw invalid();
        }
        revokeWhatWasMailed(before.id());
        mails.told();
        return moved;
    }

    private Subscriber moved(Subscriber before, EmailAddress newAddress) {
        try {
            return Retry.onConflict(() -> {
                Subscriber current = find.require(before.id());
                if (current.email().equals(newAddress)) {
                    return current;
                }
                if (current.state().kind() != SubscriberState.Kind.CONFIRMED || !isFree(newAddress, before.id())) {
                    throw invalid();
                }
                mails.tell(current, before.version());
                return subscribers.update(current.moveTo(newAddress, clock.instant()));
            });
        } catch (AlreadyExistsException | NotFoundException e) {
            throw invalid();
        }
    }

    /** Links that went to the old address open nothing from now on. */
    private void revokeWhatWasMailed(SubscriberId id) {
        tokens.revoke(Purpose.MOVE, id.toString());
        tokens.revoke(Purpose.SIGN_IN, id.toString());
        tokens.revoke(Purpose.CONFIRM, id.toString());
    }

    private static InvalidTokenException invalid() {
        return new InvalidTokenException("change an address");
    }
}
