package io.billet.engine;

import io.billet.core.IllegalTransitionException;
import io.billet.core.InvalidValueException;
import io.billet.core.Label;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.Tokens.Purpose;
import io.billet.storage.api.Capability;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.UnsupportedCapabilityException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Subscribing, confirming, signing in and leaving.
 *
 * <p>Double opt-in: {@link #subscribe} mails a link; its page asks ({@link #awaitingConfirmation}, which changes nothing,
 * so that mail scanners may follow the link); the answer to that page {@linkplain #confirm confirms}. Whoever asks learns
 * nothing about an address: known, unknown, confirmed and suppressed ones get the same answer after the same work.
 *
 * <p>Thread-safe. Any method may throw {@link io.billet.storage.api.StorageException}.
 */
public final class Subscribers {

    private final BlogContext blog;
    private final RequestSubscription takeSubscription;

    Subscribers(BlogContext blog) {
        this.blog = blog;
        this.takeSubscription = new RequestSubscription(blog);
    }

    /**
     * Takes a request for the newsletter. A new, pending or departed subscriber gets a link to confirm, a confirmed one a
     * link to sign in, a suppressed one nothing. The mail is sent in the background.
     *
     * @param request what they say
     * @throws RateLimitedException  if it was asked for too often
     * @throws OverloadedException   if too many mails wait to be sent; the request itself is stored
     * @throws InvalidValueException if a value of the request breaks its rule
     */
    public void subscribe(SubscribeRequest request) {
        takeSubscription.take(request);
    }

    /**
     * Looks at a link to confirm without using it.
     *
     * @param token from the link
     * @return who would be confirmed; empty if the link is unknown, used or too old
     */
    public Optional<Subscriber> awaitingConfirmation(String token) {
        return behind(Purpose.CONFIRM, token)
                .filter(subscriber -> subscriber.state().kind() == SubscriberState.Kind.PENDING
                        || subscriber.state().kind() == SubscriberState.Kind.CONFIRMED);
    }

    /**
     * Confirms a subscription, opens a session and uses up the link, and all other links to confirm that were mailed to
     * the same person: who has asked three times has three.
     *
     * @param token from the link
     * @return the confirmed subscriber and their session
     * @throws InvalidTokenException if the link is unknown, used or too old
     */
    public MemberSession confirm(String token) {
        SubscriberId id =
                awaitingConfirmation(token).map(Subscriber::id).orElseThrow(() -> new InvalidTokenException("confirm"));
        Subscriber confirmed = confirmed(id);
        // Used up last: killed in between, the link still works, and confirming twice is harmless.
        if (blog.tokens().consume(Purpose.CONFIRM, token).isEmpty()) {
            throw new InvalidTokenException("confirm");
        }
        blog.tokens().revoke(Purpose.CONFIRM, id.toString());
        return new MemberSession(confirmed, openSession(id));
    }

    private Subscriber confirmed(SubscriberId id) {
        boolean[] changed = new boolean[1];
        Subscriber confirmed;
        try {
            confirmed = Retry.onConflict(() -> {
                Subscriber current = require(id);
                changed[0] = current.state().kind() == SubscriberState.Kind.PENDING;
                return changed[0]
                        ? blog.storage().subscribers().update(current.confirm(blog.now()))
                        : current.confirm(blog.now());
            });
        } catch (IllegalTransitionException | NotFoundException e) {
            throw new InvalidTokenException("confirm");
        }
        if (changed[0]) {
            blog.tell(new BlogEvent.SubscriberConfirmed(confirmed));
            welcome(confirmed);
        }
        return confirmed;
    }

    private void welcome(Subscriber subscriber) {
        try {
            blog.mail().send(() -> {
                String token =
                        blog.tokens().issue(Purpose.UNSUBSCRIBE, subscriber.id().toString());
                return Optional.of(blog.mailComposer().welcome(subscriber.email(), subscriber.language(), token));
            });
        } catch (OverloadedException e) {
            blog.log().warn("A welcome was not sent to {}: {}", subscriber.id(), e.getMessage());
        }
    }

    /**
     * Looks at a link to sign in without using it.
     *
     * @param token from the link
     * @return who would be signed in; empty if the link is unknown, used or too old
     */
    public Optional<Subscriber> awaitingSignIn(String token) {
        return behind(Purpose.SIGN_IN, token)
                .filter(subscriber -> subscriber.state().kind() == SubscriberState.Kind.CONFIRMED);
    }

    /**
     * Signs a confirmed subscriber in and uses up the link, and all other links to sign in that were mailed to the same
     * person.
     *
     * @param token from the link
     * @return the subscriber and their session
     * @throws InvalidTokenException if the link is unknown, used or too old, or they have unsubscribed since
     */
    public MemberSession signIn(String token) {
        Subscriber subscriber = awaitingSignIn(token)
                .filter(found -> blog.tokens().consume(Purpose.SIGN_IN, token).isPresent())
                .orElseThrow(() -> new InvalidTokenException("sign in"));
        blog.tokens().revoke(Purpose.SIGN_IN, subscriber.id().toString());
        return new MemberSession(subscriber, openSession(subscriber.id()));
    }

    /**
     * Knows a reader by their session.
     *
     * @param session as {@link MemberSession#session} gave it
     * @return a member, or somebody anonymous if the session is unknown, closed or too old or they have unsubscribed
     */
    public Reader reader(String session) {
        return signedIn(session).map(Reader.Member::of).orElse(Reader.ANONYMOUS);
    }

    /**
     * @param session as {@link MemberSession#session} gave it
     * @return the confirmed subscriber whose session it is
     */
    public Optional<Subscriber> signedIn(String session) {
        return behind(Purpose.SESSION, session)
                .filter(subscriber -> subscriber.state().kind() == SubscriberState.Kind.CONFIRMED);
    }

    /**
     * Closes a session. One that is not open is no error.
     *
     * @param session as {@link MemberSession#session} gave it
     */
    public void signOut(String session) {
        blog.tokens().consume(Purpose.SESSION, session);
    }

    /**
     * Looks at a link to unsubscribe without using it.
     *
     * @param token from the link
     * @return who would be unsubscribed; empty if the link is unknown or too old
     */
    public Optional<Subscriber> awaitingUnsubscription(String token) {
        return behind(Purpose.UNSUBSCRIBE, token);
    }

    /**
     * Ends the subscription behind a link. The link stays good, so that a second click is no error.
     *
     * @param token from the link
     * @return the subscriber
     * @throws InvalidTokenException if the link is unknown or too old
     */
    public Subscriber unsubscribe(String token) {
        return awaitingUnsubscription(token)
                .map(subscriber -> unsubscribe(subscriber.id()))
                .orElseThrow(() -> new InvalidTokenException("unsubscribe"));
    }

    /**
     * Ends a subscription, its sessions and its links. Unsubscribing twice is no error.
     *
     * @param id who
     * @return the subscriber
     * @throws NotFoundException if there is no such subscriber
     */
    public Subscriber unsubscribe(SubscriberId id) {
        return leave(id, subscriber -> subscriber.unsubscribe(blog.now()));
    }

    /**
     * Stops all mail to a subscriber's address, whatever they ask for later.
     *
     * @param id     who
     * @param reason why
     * @return the subscriber
     * @throws NotFoundException if there is no such subscriber
     */
    public Subscriber suppress(SubscriberId id, SubscriberState.Reason reason) {
        return leave(id, subscriber -> subscriber.suppress(reason, blog.now()));
    }

    private Subscriber leave(SubscriberId id, UnaryOperator<Subscriber> transition) {
        boolean[] changed = new boolean[1];
        Subscriber left = Retry.onConflict(() -> {
            Subscriber current = require(id);
            Subscriber next = transition.apply(current);
            changed[0] = !next.equals(current);
            return changed[0] ? blog.storage().subscribers().update(next) : current;
        });
        revokeAllButUnsubscribe(id);
        if (changed[0]) {
            blog.tell(new BlogEvent.SubscriberLeft(left));
        }
        return left;
    }

    /**
     * Gives a subscriber the labels that the host wants them to bear, such as a tier they have paid for.
     *
     * @param id     who
     * @param labels all of them
     * @return the subscriber
     * @throws NotFoundException     if there is no such subscriber
     * @throws InvalidValueException if there are too many
     */
    public Subscriber label(SubscriberId id, List<Label> labels) {
        return Retry.onConflict(
                () -> blog.storage().subscribers().update(require(id).label(labels, blog.now())));
    }

    /**
     * Forgets a subscriber for good: nothing of them remains, their address may subscribe anew. Erasing whom nobody knows
     * is no error.
     *
     * @param id who
     */
    public void erase(SubscriberId id) {
        revokeAllButUnsubscribe(id);
        blog.tokens().revoke(Purpose.UNSUBSCRIBE, id.toString());
        try {
            blog.storage().issues().forget(id);
        } catch (UnsupportedCapabilityException e) {
            if (e.capability() != Capability.ISSUES) {
                throw e;
            }
        }
        blog.storage().subscribers().erase(id);
    }

    /**
     * @param id who
     * @return the subscriber
     */
    public Optional<Subscriber> find(SubscriberId id) {
        return blog.storage().subscribers().find(id);
    }

    /**
     * @param query   which subscribers
     * @param request which part
     * @return a page for the blog's owner
     */
    public Page<Subscriber> list(SubscriberQuery query, PageRequest request) {
        return blog.storage().subscribers().list(query, request);
    }

    private Subscriber require(SubscriberId id) {
        return find(id).orElseThrow(() -> new NotFoundException("Subscriber", id.toString()));
    }

    private Optional<Subscriber> behind(Purpose purpose, String token) {
        try {
            return blog.tokens().subject(purpose, token).map(SubscriberId::of).flatMap(this::find);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private String openSession(SubscriberId id) {
        return blog.tokens().issue(Purpose.SESSION, id.toString());
    }

    private void revokeAllButUnsubscribe(SubscriberId id) {
        blog.tokens().revoke(Purpose.CONFIRM, id.toString());
        blog.tokens().revoke(Purpose.SIGN_IN, id.toString());
        blog.tokens().revoke(Purpose.SESSION, id.toString());
    }
}
