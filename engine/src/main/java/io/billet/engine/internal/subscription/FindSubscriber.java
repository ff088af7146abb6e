package io.billet.engine.internal.subscription;

import io.billet.core.Consent;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.internal.subscription.Tokens.Purpose;
import io.billet.storage.api.SubscriberStore;
import java.util.Optional;

/** Subscribers by what they hold: a link that was mailed, a session. Looking uses nothing up. */
public final class FindSubscriber {

    private final SubscriberStore subscribers;
    private final Tokens tokens;
    private final SignedLinks links;

    public FindSubscriber(SubscriberStore subscribers, Tokens tokens, SignedLinks links) {
        this.subscribers = subscribers;
        this.tokens = tokens;
        this.links = links;
    }

    /** Returns who would be confirmed. */
    public Optional<Subscriber> awaitingConfirmation(String token) {
        return behind(Purpose.CONFIRM, token)
                .filter(subscriber -> subscriber.state().kind() == SubscriberState.Kind.CONFIRMED
                        || request(subscriber, token).isPresent());
    }

    /** Returns the request that a link confirms; none if they want no mail since, or get none. */
    Optional<Evidence> request(Subscriber subscriber, String token) {
        Evidence first = new Evidence(subscriber.consent(), subscriber.language());
        Evidence evidence = tokens.evidence(Purpose.CONFIRM, token).orElse(first);
        return Optional.of(evidence).filter(asked -> mayConfirm(subscriber, asked.consent()));
    }

    static boolean mayConfirm(Subscriber subscriber, Consent request) {
        return switch (subscriber.state().kind()) {
            case PENDING -> true;
            case UNSUBSCRIBED ->
                subscriber.state() instanceof SubscriberState.Unsubscribed left
                        && request.confirmedAt().isEmpty()
                        && !request.askedAt().isBefore(left.at());
            case CONFIRMED, SUPPRESSED -> false;
        };
    }

    /** Returns who would be signed in. */
    public Optional<Subscriber> awaitingSignIn(String token) {
        return behind(Purpose.SIGN_IN, token).filter(FindSubscriber::isConfirmed);
    }

    /** Returns whose address would change. */
    Optional<Subscriber> awaitingMove(String token) {
        return behind(Purpose.MOVE, token).filter(FindSubscriber::isConfirmed);
    }

    /** Returns whose preferences a link opens. */
    public Optional<Subscriber> awaitingPreferences(String token) {
        return links.subscriber(SignedLinks.Purpose.PREFERENCES, token)
                .flatMap(subscribers::find)
                .filter(FindSubscriber::isConfirmed);
    }

    /** Returns whose private feed it is. */
    public Optional<Subscriber> feedOwner(String token) {
        return behind(Purpose.FEED, token).filter(FindSubscriber::isConfirmed);
    }

    /** Returns whose session it is. */
    public Optional<Subscriber> signedIn(String session) {
        return behind(Purpose.SESSION, session).filter(FindSubscriber::isConfirmed);
    }

    /** Returns who would be unsubscribed. */
    public Optional<Subscriber> awaitingUnsubscription(String token) {
        return links.subscriber(SignedLinks.Purpose.UNSUBSCRIBE, token).flatMap(subscribers::find);
    }

    Subscriber require(SubscriberId id) {
        return subscribers.find(id).orElseThrow(() -> new NotFoundException("Subscriber", id.toString()));
    }

    private static boolean isConfirmed(Subscriber subscriber) {
        return subscriber.state().kind() == SubscriberState.Kind.CONFIRMED;
    }

    private Optional<Subscriber> behind(Purpose purpose, String token) {
        try {
            return tokens.subject(purpose, token).map(SubscriberId::of).flatMap(subscribers::find);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
