package io.billet.engine.internal.subscription;

import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.InvalidValueException;
import io.billet.core.OutboxMail;
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
import io.billet.engine.internal.mail.MailOutbox;
import io.billet.engine.internal.mail.MailPurpose;
import io.billet.engine.internal.mail.MailWriter;
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
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A request for the newsletter, answered with two durable writes, whoever asks, and after the
 * same time. Where it comes from is looked at first and refused openly; to whom mail goes is looked at when the mail is due,
 * and what is too much is not sent: the answer tells nothing about an address, and nobody can use up what an address has
 * before its owner asks.
 */
public final class RequestSubscription implements MailWriter {

    private final SubscriberStore subscribers;
    private final Tokens tokens;
    private final MailOutbox outbox;
    private final MailComposer composer;
    private final Limits limits;
    private final Predicate<EmailAddress> accepts;
    private final FormAge formAge;
    private final IdGenerator ids;
    private final InstantSource clock;

    public RequestSubscription(
            SubscriberStore subscribers,
            Tokens tokens,
            MailOutbox outbox,
            MailComposer composer,
            Limits limits,
            Predicate<EmailAddress> accepts,
            FormAge formAge,
            IdGenerator ids,
            InstantSource clock) {
        this.subscribers = subscribers;
        this.tokens = tokens;
        this.outbox = outbox;
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
            outbox.put(
                    MailPurpose.SUBSCRIBE,
                    subscriber.id().toString(),
                    Optional.of(new Evidence(consent, request.language()).note()));
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
    @Override
    public Written write(OutboxMail owed) {
        Optional<Subscriber> found = find(owed.subject());
        Optional<Evidence> asked = owed.note().flatMap(Evidence::in);
        if (found.isEmpty() || asked.isEmpty()) {
            return new Written.Withheld("whom it was for is not known any more");
        }
        Subscriber subscriber = found.get();
        boolean isConfirmed = subscriber.state().kind() == SubscriberState.Kind.CONFIRMED;
        if (!isConfirmed && !FindSubscriber.mayConfirm(subscriber, asked.get().consent())) {
            return new Written.Withheld("they get no mail, or have left since they asked");
        }
        // Counted once: what could not be sent is tried again whatever else is asked meanwhile.
        if (owed.attempts() == 1 && !isGranted(subscriber, asked.get().consent(), isConfirmed)) {
            limits.refusals().tellWithheld(subscriber.id());
            return new Written.Withheld("too many mails were asked for to this address, or by strangers");
        }
        return new Written.Letter(answer(owed.id().value(), subscriber, asked.get()));
    }

    private Optional<Subscriber> find(String subject) {
        try {
            return subscribers.find(SubscriberId.of(subject));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private boolean isGranted(Subscriber subscriber, Consent asked, boolean isConfirmed) {
        String mailbox = Mailbox.of(subscriber.email());
        List<Key> keys = new ArrayList<>();
        keys.add(new Key(Scope.RECIPIENT, mailbox));
        asked.address()
                .flatMap(NetworkAddress::parse)
                .ifPresent(from -> keys.add(new Key(Scope.RECIPIENT_FROM_NETWORK, mailbox + " " + from.network())));
        if (!isConfirmed) {
            keys.add(new Key(Scope.STRANGER, mailbox));
            keys.add(new Key(Scope.BLOG, ""));
        }
        return limits.limiter().tryAcquire(Action.SUBSCRIBE, keys);
    }

    private OutgoingMail answer(UUID mail, Subscriber subscriber, Evidence asked) {
        String id = subscriber.id().toString();
        return subscriber.state().kind() == SubscriberState.Kind.CONFIRMED
                ? composer.signIn(mail, subscriber.email(), subscriber.language(), tokens.issue(Purpose.SIGN_IN, id))
                : composer.confirmation(
                        mail, subscriber.email(), asked.language(), tokens.issue(Purpose.CONFIRM, id, asked));
    }
}
