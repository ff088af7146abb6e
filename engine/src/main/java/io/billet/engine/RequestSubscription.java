package io.billet.engine;

import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.RateLimiter.Action;
import io.billet.engine.RateLimiter.Key;
import io.billet.engine.RateLimiter.Scope;
import io.billet.engine.Tokens.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request for the newsletter, answered with one durable write and one queued piece of work, whoever asks, and after the
 * same time. Where it comes from is looked at first and refused openly; to whom mail goes is looked at when the mail is due,
 * and what is too much is not sent: the answer tells nothing about an address, and nobody can use up what an address has
 * before its owner asks.
 */
final class RequestSubscription {

    private final BlogContext blog;

    RequestSubscription(BlogContext blog) {
        this.blog = blog;
    }

    void take(SubscribeRequest request) {
        limit(request);
        blog.equalTime().spend(() -> {
            Instant now = blog.now();
            Consent consent = Consent.asked(request.form(), request.textVersion(), now)
                    .from(request.networkAddress(), request.userAgent());
            Subscriber subscriber = Retry.onConflict(() -> stored(request, consent, now));
            blog.mail().send(() -> answer(subscriber.id(), request));
        });
    }

    private void limit(SubscribeRequest request) {
        Optional<String> address = request.networkAddress();
        if (address.isPresent() && !blog.limiter().tryAcquire(Action.SUBSCRIBE, NetworkAddress.keys(address.get()))) {
            blog.refusals().tell(Action.SUBSCRIBE, address.get());
            throw new RateLimitedException(Action.SUBSCRIBE);
        }
    }

    private Subscriber stored(SubscribeRequest request, Consent consent, Instant now) {
        EmailAddress email = request.email();
        Optional<Subscriber> known = blog.storage().subscribers().findByEmail(email);
        if (known.isEmpty()) {
            SubscriberId id = new SubscriberId(blog.ids().next());
            return blog.storage().subscribers().create(Subscriber.request(id, email, request.language(), consent, now));
        }
        Subscriber subscriber = known.get();
        return switch (subscriber.state().kind()) {
            case PENDING, UNSUBSCRIBED -> blog.storage().subscribers().update(subscriber.askAgain(consent, now));
            case CONFIRMED, SUPPRESSED -> {
                blog.tokens().issue(Purpose.NOTHING, subscriber.id().toString());
                yield subscriber;
            }
        };
    }

    /** Fits the state that they are in when the mail is sent: a link to confirm is not born after a confirmation. */
    private Optional<OutgoingMail> answer(SubscriberId id, SubscribeRequest request) {
        return blog.storage()
                .subscribers()
                .find(id)
                .filter(subscriber -> mayBeMailed(subscriber, request))
                .flatMap(this::answer);
    }

    private boolean mayBeMailed(Subscriber subscriber, SubscribeRequest request) {
        SubscriberState.Kind state = subscriber.state().kind();
        if (state != SubscriberState.Kind.PENDING && state != SubscriberState.Kind.CONFIRMED) {
            return false;
        }
        String mailbox = Mailbox.of(subscriber.email());
        List<Key> keys = new ArrayList<>();
        keys.add(new Key(Scope.RECIPIENT, mailbox));
        request.networkAddress()
                .flatMap(NetworkAddress::parse)
                .ifPresent(from -> keys.add(new Key(Scope.RECIPIENT_FROM_NETWORK, mailbox + " " + from.network())));
        if (state == SubscriberState.Kind.PENDING) {
            keys.add(new Key(Scope.STRANGER, mailbox));
            keys.add(new Key(Scope.BLOG, ""));
        }
        boolean granted = blog.limiter().tryAcquire(Action.SUBSCRIBE, keys);
        if (!granted) {
            blog.refusals().tellWithheld(subscriber.id());
        }
        return granted;
    }

    private Optional<OutgoingMail> answer(Subscriber subscriber) {
        String id = subscriber.id().toString();
        return switch (subscriber.state().kind()) {
            case PENDING ->
                Optional.of(blog.mailComposer()
                        .confirmation(
                                subscriber.email(),
                                subscriber.language(),
                                blog.tokens().issue(Purpose.CONFIRM, id)));
            case CONFIRMED ->
                Optional.of(blog.mailComposer()
                        .signIn(
                                subscriber.email(),
                                subscriber.language(),
                                blog.tokens().issue(Purpose.SIGN_IN, id)));
            case UNSUBSCRIBED, SUPPRESSED -> Optional.empty();
        };
    }
}
