package io.billet.engine.internal.subscription;

import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.AddressRefusedException;
import io.billet.engine.FormFilling;
import io.billet.engine.RateLimitedException;
import io.billet.engine.SubscribeRequest;
import io.billet.engine.internal.Retry;
import io.billet.engine.internal.limit.Limits;
import io.billet.engine.internal.limit.Mailbox;
import io.billet.engine.internal.limit.NetworkAddress;
import io.billet.engine.internal.mail.MailComposer;
import io.billet.engine.internal.mail.MailQueue;
import io.billet.engine.internal.subscription.Tokens.Purpose;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.spi.RateLimiter.Action;
import io.billet.engine.spi.RateLimiter.Key;
import io.billet.engine.spi.RateLimiter.Scope;
import io.billet.storage.api.SubscriberStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A request for the newsletter, answered with one durable write and one queued piece of work, whoever asks, and after the
 * same time. Where it comes from is looked at first and refused openly; to whom mail goes is looked at when the mail is due,
 * and what is too much is not sent: the answer tells nothing about an address, and nobody can use up what an address has
 * before its owner asks.
 */
public final class RequestSubscription {

    private final SubscriberStore subscribers;
    private final Tokens tokens;
    private final MailQueue mail;
    private final MailComposer composer;
    private final Limits limits;
    private final Predicate<EmailAddress> accepts;
    private final FormAge formAge;
    private final IdGenerator ids;
    private final InstantSource clock;

    public RequestSubscription(
            SubscriberStore subscribers,
            Tokens tokens,
            MailQueue mail,
            MailComposer composer,
            Limits limits,
            Predicate<EmailAddress> accepts,
            FormAge formAge,
            IdGenerator ids,
            InstantSource clock) {
        this.subscribers = subscribers;
        this.tokens = tokens;
        this.mail = mail;
        this.composer = composer;
        this.limits = limits;
        this.accepts = accepts;
        this.formAge = formAge;
        this.ids = ids;
        this.clock = clock;
    }

    public void request(SubscribeRequest request, FormFilling filling) {
        limit(request);
        if (!accepts.test(request.email())) {
            throw new AddressRefusedException(request.email());
        }
        Optional<String> trap = trap(filling);
        if (trap.isPresent()) {
            limits.refusals().tellTrapped(trap.get());
            limits.equalTime().spend(() -> {});
            return;
        }
        limits.equalTime().spend(() -> {
            Instant now = clock.instant();
            Consent consent = Consent.asked(request.form(), request.textVersion(), now)
                    .from(request.networkAddress(), request.userAgent());
            Subscriber subscriber = Retry.onConflict(() -> stored(request, consent, now));
            mail.send(() -> answer(subscriber.id(), request, consent));
        });
    }

    private Optional<String> trap(FormFilling filling) {
        if (!filling.honeypot().isEmpty()) {
            return Optional.of("the field that people do not see was filled in");
        }
        return formAge.isTooYoung(filling.stamp())
                ? Optional.of("it came sooner than a person sends it")
                : Optional.empty();
    }

    private void limit(SubscribeRequest request) {
        Optional<String> address = request.networkAddress();
        address.ifPresent(limits.refusals()::look);
        if (address.isPresent() && !limits.limiter().tryAcquire(Action.SUBSCRIBE, NetworkAddress.keys(address.get()))) {
            limits.refusals().tell(Action.SUBSCRIBE, address.get());
            throw new RateLimitedException(Action.SUBSCRIBE);
        }
    }

    private Subscriber stored(SubscribeRequest request, Consent consent, Instant now) {
        EmailAddress email = request.email();
        Optional<Subscriber> known = subscribers.findByEmail(email);
        if (known.isEmpty()) {
            SubscriberId id = new SubscriberId(ids.next());
            return subscribers.create(Subscriber.request(id, email, request.language(), consent, now));
        }
        Subscriber subscriber = known.get();
        return switch (subscriber.state().kind()) {
            case PENDING -> subscribers.update(askedAgain(subscriber, request, consent, now));
            case CONFIRMED, UNSUBSCRIBED, SUPPRESSED -> {
                tokens.issue(Purpose.NOTHING, subscriber.id().toString());
                yield subscriber;
            }
        };
    }

    /** The first request stays on record as long as it can be confirmed: its link may still be followed. */
    private static Subscriber askedAgain(Subscriber pending, SubscribeRequest request, Consent consent, Instant now) {
        boolean isFirstOver =
                !pending.consent().askedAt().plus(Tokens.CONFIRMABLE).isAfter(now);
        return pending.askAgain(isFirstOver ? consent : pending.consent(), now)
                .introduce(pending.name().orElse(""), request.language(), now);
    }

    /** Fits the state that they are in when the mail is sent: a link to confirm is not born after a confirmation. */
    private Optional<OutgoingMail> answer(SubscriberId id, SubscribeRequest request, Consent consent) {
        return subscribers
                .find(id)
                .filter(subscriber -> mayBeMailed(subscriber, request, consent))
                .map(subscriber -> answer(subscriber, new Evidence(consent, request.language())));
    }

    private boolean mayBeMailed(Subscriber subscriber, SubscribeRequest request, Consent consent) {
        boolean isConfirmed = subscriber.state().kind() == SubscriberState.Kind.CONFIRMED;
        if (!isConfirmed && !FindSubscriber.mayConfirm(subscriber, consent)) {
            return false;
        }
        String mailbox = Mailbox.of(subscriber.email());
        List<Key> keys = new ArrayList<>();
        keys.add(new Key(Scope.RECIPIENT, mailbox));
        request.networkAddress()
                .flatMap(NetworkAddress::parse)
                .ifPresent(from -> keys.add(new Key(Scope.RECIPIENT_FROM_NETWORK, mailbox + " " + from.network())));
        if (!isConfirmed) {
            keys.add(new Key(Scope.STRANGER, mailbox));
            keys.add(new Key(Scope.BLOG, ""));
        }
        boolean granted = limits.limiter().tryAcquire(Action.SUBSCRIBE, keys);
        if (!granted) {
            limits.refusals().tellWithheld(subscriber.id());
        }
        return granted;
    }

    private OutgoingMail answer(Subscriber subscriber, Evidence asked) {
        String id = subscriber.id().toString();
        return subscriber.state().kind() == SubscriberState.Kind.CONFIRMED
                ? composer.signIn(
                        ids.next(), subscriber.email(), subscriber.language(), tokens.issue(Purpose.SIGN_IN, id))
                : composer.confirmation(
                        ids.next(), subscriber.email(), asked.language(), tokens.issue(Purpose.CONFIRM, id, asked));
    }
}
