package io.billet.engine;

import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.RateLimiter.Action;
import io.billet.engine.Tokens.Purpose;
import java.time.Instant;
import java.util.Optional;

/** A request for the newsletter, answered with one durable write and one queued piece of work, whoever asks. */
final class TakeSubscription {

    private final BlogContext blog;

    TakeSubscription(BlogContext blog) {
        this.blog = blog;
    }

    void take(SubscribeRequest request) {
        limit(request);
        Instant now = blog.now();
        Consent consent = Consent.asked(request.form(), request.textVersion(), now)
                .from(request.networkAddress(), request.userAgent());
        Subscriber subscriber = Retry.whenOvertaken(() -> stored(request, consent, now));
        blog.mail().send(() -> answer(subscriber.id()));
    }

    private void limit(SubscribeRequest request) {
        boolean granted =
                blog.limiter().tryAcquire(Action.SUBSCRIBE, request.email().value())
                        && request.networkAddress()
                                .map(address -> blog.limiter().tryAcquire(Action.SUBSCRIBE, address))
                                .orElse(true);
        if (!granted) {
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
    private Optional<OutgoingMail> answer(SubscriberId id) {
        return blog.storage().subscribers().find(id).flatMap(this::answer);
    }

    private Optional<OutgoingMail> answer(Subscriber subscriber) {
        String id = subscriber.id().toString();
        return switch (subscriber.state().kind()) {
            case PENDING ->
                Optional.of(blog.mails()
                        .confirmation(
                                subscriber.email(),
                                subscriber.language(),
                                blog.tokens().issue(Purpose.CONFIRM, id)));
            case CONFIRMED ->
                Optional.of(blog.mails()
                        .signIn(
                                subscriber.email(),
                                subscriber.language(),
                                blog.tokens().issue(Purpose.SIGN_IN, id)));
            case UNSUBSCRIBED, SUPPRESSED -> Optional.empty();
        };
    }
}
