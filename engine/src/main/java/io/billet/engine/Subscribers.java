package io.billet.engine;

import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.core.Tag;
import io.billet.engine.internal.Place;
import io.billet.engine.internal.subscription.ConfirmSubscription;
import io.billet.engine.internal.subscription.DeclineTopics;
import io.billet.engine.internal.subscription.EraseSubscriber;
import io.billet.engine.internal.subscription.ExportSubscriber;
import io.billet.engine.internal.subscription.FindSubscriber;
import io.billet.engine.internal.subscription.ForgetEvidence;
import io.billet.engine.internal.subscription.FormAge;
import io.billet.engine.internal.subscription.IntroduceSubscriber;
import io.billet.engine.internal.subscription.LabelSubscriber;
import io.billet.engine.internal.subscription.LeaveNewsletter;
import io.billet.engine.internal.subscription.MoveSubscriber;
import io.billet.engine.internal.subscription.PrivateFeed;
import io.billet.engine.internal.subscription.RequestSubscription;
import io.billet.engine.internal.subscription.SignIn;
import io.billet.engine.internal.subscription.SignedLinks;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.SubscriberStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

    /** The most topics of a newsletter. */
    public static final int MOST_TOPICS = 20;

    private final SubscriberStore store;
    private final FindSubscriber findSubscriber;
    private final RequestSubscription requestSubscription;
    private final ConfirmSubscription confirmSubscription;
    private final SignIn signIn;
    private final LeaveNewsletter leaveNewsletter;
    private final LabelSubscriber labelSubscriber;
    private final IntroduceSubscriber introduceSubscriber;
    private final DeclineTopics declineTopics;
    private final ForgetEvidence forgetEvidence;
    private final SignedLinks links;
    private final MoveSubscriber moveSubscriber;
    private final FormAge formAge;
    private final EraseSubscriber eraseSubscriber;
    private final ExportSubscriber exportSubscriber;
    private final SubscriberImport subscriberImport;
    private final PrivateFeed privateFeed;

    Subscribers(
            SubscriberStore store,
            FindSubscriber findSubscriber,
            RequestSubscription requestSubscription,
            ConfirmSubscription confirmSubscription,
            SignIn signIn,
            MoveSubscriber moveSubscriber,
            PrivateFeed privateFeed,
            LeaveNewsletter leaveNewsletter,
            EraseSubscriber eraseSubscriber,
            ExportSubscriber exportSubscriber,
            SubscriberImport subscriberImport,
            LabelSubscriber labelSubscriber,
            IntroduceSubscriber introduceSubscriber,
            DeclineTopics declineTopics,
            ForgetEvidence forgetEvidence,
            SignedLinks links,
            FormAge formAge) {
        this.store = store;
        this.findSubscriber = findSubscriber;
        this.requestSubscription = requestSubscription;
        this.confirmSubscription = confirmSubscription;
        this.signIn = signIn;
        this.leaveNewsletter = leaveNewsletter;
        this.labelSubscriber = labelSubscriber;
        this.introduceSubscriber = introduceSubscriber;
        this.declineTopics = declineTopics;
        this.forgetEvidence = forgetEvidence;
        this.links = links;
        this.moveSubscriber = moveSubscriber;
        this.formAge = formAge;
        this.eraseSubscriber = eraseSubscriber;
        this.exportSubscriber = exportSubscriber;
        this.subscriberImport = subscriberImport;
        this.privateFeed = privateFeed;
    }

    /**
     * Takes a request for the newsletter. A new, pending or departed subscriber gets a link to confirm, in the language of
     * the request; a confirmed one a link to sign in, in theirs; a suppressed one nothing. The mail is sent in the background.
     *
     * <p>As anybody may type an address, a request changes nothing that its owner has confirmed: who has unsubscribed stays
     * so, and the evidence of consent becomes that of a request when the link that answers it is confirmed.
     *
     * @param request what they say
     * @throws RateLimitedException    if it was asked for too often
     * @throws AddressRefusedException if the blog does not write to such addresses
     * @throws InvalidValueException   if a value of the request breaks its rule
     */
    public void subscribe(SubscribeRequest request) {
        subscribe(request, new FormFilling("", Optional.empty()));
    }

    /**
     * Takes a request that came by a form on a page. What a machine has filled in gets the answer that people get, and nothing
     * else happens; the log says so once a minute.
     *
     * @param request what they say
     * @param filling how the form came back
     * @throws RateLimitedException    as {@link #subscribe(SubscribeRequest)}, and so are the others
     * @throws AddressRefusedException if the blog does not write to such addresses
     * @throws InvalidValueException   if a value breaks its rule
     */
    public void subscribe(SubscribeRequest request, FormFilling filling) {
        requestSubscription.request(request, filling);
    }

    /**
     * Returns what a form to subscribe that is shown now is to send back, so that it is known how long somebody had it: a
     * signed time. Empty as long as no form has come at all, and where {@link Blog.Builder#formAge} is zero.
     */
    public Optional<String> formStamp() {
        return formAge.stamp();
    }

    /**
     * Takes a request of a member for another address, which is mailed a link. Nothing changes until that is followed; a link of
     * an earlier request is void. An address that somebody else has subscribed with gets no mail, and the caller learns
     * nothing of that.
     *
     * @param id         who
     * @param newAddress where mail shall go
     * @throws NotFoundException       if there is no such subscriber
     * @throws AddressRefusedException if the blog does not write to such addresses
     */
    public void requestMove(SubscriberId id, EmailAddress newAddress) {
        moveSubscriber.request(id, newAddress);
    }

    /**
     * Looks at a link to change an address without using it.
     *
     * @param token from the link
     * @return whose address would change; empty if the link is unknown, used or too old
     */
    public Optional<Subscriber> awaitingMove(String token) {
        return moveSubscriber.awaiting(token);
    }

    /**
     * Changes an address, and uses up the link and all other links that were mailed to the same person. The old address is
     * told; sessions stay.
     *
     * @param token from the link
     * @return the subscriber, at the new address
     * @throws InvalidTokenException if the link is unknown, used or too old, they have left since, or the address is taken
     */
    public Subscriber move(String token) {
        return moveSubscriber.move(token);
    }

    /**
     * Looks at a link to preferences.
     *
     * @param token from the link
     * @return the confirmed subscriber whose preferences it opens; empty if the link was not made here, its key is retired, or
     *         they have left
     */
    public Optional<Subscriber> preferencesOf(String token) {
        return findSubscriber.awaitingPreferences(token);
    }

    /**
     * Opens a private feed for a member: at {@link BlogUrls#feed} their feed reader gets all that they may read, without signing
     * in. It works until it is closed or they leave; an earlier one ends. The token is told once, and kept as a hash.
     *
     * @param id who
     * @return the token of its address
     * @throws NotFoundException        if there is no such subscriber
     * @throws IllegalArgumentException if they are not confirmed
     */
    public String openFeed(SubscriberId id) {
        return privateFeed.open(id);
    }

    /**
     * Closes the private feed of somebody. If they have none that is no error.
     *
     * @param id who
     */
    public void closeFeed(SubscriberId id) {
        privateFeed.close(id);
    }

    /**
     * Knows a member by the token of their private feed.
     *
     * @param token as {@link #openFeed} gave it
     * @return the confirmed subscriber; empty if the feed is unknown or closed, or they have left
     */
    public Optional<Subscriber> feedOwner(String token) {
        return findSubscriber.feedOwner(token);
    }

    /**
     * Closes all sessions of somebody, and makes the links void by which they would sign in.
     *
     * @param id who
     */
    public void signOutEverywhere(SubscriberId id) {
        signIn.signOutEverywhere(id);
    }

    /**
     * Ends a suppression, for the blog's owner: a mailbox that was full, an address that was blocked by mistake. Who was
     * confirmed before gets mail again, unless they had called it spam; all others are unsubscribed, and may ask anew. The
     * history tells when.
     *
     * @param id who
     * @return the subscriber; as they were if they were not suppressed
     * @throws NotFoundException if there is no such subscriber
     */
    public Subscriber lift(SubscriberId id) {
        return leaveNewsletter.lift(id);
    }

    /**
     * Looks at a link to confirm without using it.
     *
     * @param token from the link
     * @return who would be confirmed; empty if the link is unknown, used or too old
     */
    public Optional<Subscriber> awaitingConfirmation(String token) {
        return findSubscriber.awaitingConfirmation(token);
    }

    /**
     * Confirms a subscription, opens a session and uses up the link, and all other links to confirm that were mailed to
     * the same person: who has asked three times has three. Consent and language are those of the request that this link
     * answers.
     *
     * @param token from the link
     * @return the confirmed subscriber and their session
     * @throws InvalidTokenException if the link is unknown, used or too old
     */
    public MemberSession confirm(String token) {
        return confirmSubscription.confirm(token);
    }

    /**
     * Looks at a link to sign in without using it.
     *
     * @param token from the link
     * @return who would be signed in; empty if the link is unknown, used or too old
     */
    public Optional<Subscriber> awaitingSignIn(String token) {
        return findSubscriber.awaitingSignIn(token);
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
        return signIn.signIn(token);
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
     * Returns the confirmed subscriber whose session it is.
     *
     * @param session as {@link MemberSession#session} gave it
     */
    public Optional<Subscriber> signedIn(String session) {
        return findSubscriber.signedIn(session);
    }

    /**
     * Closes a session. One that is not open is no error.
     *
     * @param session as {@link MemberSession#session} gave it
     */
    public void signOut(String session) {
        signIn.signOut(session);
    }

    /**
     * Looks at a link to unsubscribe without using it.
     *
     * @param token from the link
     * @return who would be unsubscribed; empty if the link was not made here, or its key is retired
     */
    public Optional<Subscriber> awaitingUnsubscription(String token) {
        return findSubscriber.awaitingUnsubscription(token);
    }

    /**
     * Ends the subscription behind a link. The link stays good, so that a second click is no error.
     *
     * @param token from the link
     * @return the subscriber
     * @throws InvalidTokenException if the link was not made here, or its key is retired
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
        return leaveNewsletter.unsubscribe(id);
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
        return leaveNewsletter.suppress(id, reason);
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
        return labelSubscriber.label(id, labels);
    }

    /**
     * Changes how a subscriber is addressed.
     *
     * @param id   who
     * @param name their name; blank for none
     * @return the subscriber
     * @throws NotFoundException     if there is no such subscriber
     * @throws InvalidValueException if the name is too long or has control characters
     */
    public Subscriber rename(SubscriberId id, String name) {
        return introduceSubscriber.rename(id, name);
    }

    /**
     * Changes the language of mail to a subscriber, which stands in their history of consent from then on.
     *
     * @param id       who
     * @param language their language
     * @return the subscriber
     * @throws NotFoundException if there is no such subscriber
     */
    public Subscriber speak(SubscriberId id, LanguageTag language) {
        return introduceSubscriber.speak(id, language);
    }

    /**
     * Returns the topics of the newsletter, which subscribers may decline: the tags that {@link Blog.Builder#topics} names, in
     * that order, with their slugs for names where nobody has described them.
     */
    public List<Tag> topics() {
        return declineTopics.topics();
    }

    /**
     * Changes which topics a subscriber does without. Issues about none but these are not sent to them any more, those included that
     * are on their way. It makes no row of their history: what they have consented to is the newsletter.
     *
     * <p>What they declined while it was a topic, and is none now, is kept and has no effect.
     *
     * @param id       who
     * @param declined all topics that they decline; those that are not among them they want
     * @return the subscriber
     * @throws NotFoundException if there is no such subscriber (object {@code Subscriber}), or one of the slugs is no topic (object
     *                           {@code Topic}); then nothing is changed
     */
    public Subscriber decline(SubscriberId id, Collection<Slug> declined) {
        return declineTopics.decline(id, declined);
    }

    /**
     * Returns a page of how somebody came to stand where they stand, the first change first: what they agreed to and when,
     * under which address and in which language; when they left, or why they were suppressed. Requests that nobody has
     * confirmed are there once, however often the address was typed.
     *
     * @param id      who
     * @param request which part
     */
    public Page<ConsentRecord> history(SubscriberId id, PageRequest request) {
        return Place.OF_CONSENT.page(
                request,
                (after, limit) -> store.history(id, after.map(OptionalLong::of).orElseGet(OptionalLong::empty), limit));
    }

    /**
     * Forgets the network addresses and agents of consent that was asked before a time, in subscribers and in their histories.
     * What was agreed to and when stays. It takes as long as there are such subscribers, in small steps.
     *
     * @param before consent that was asked before then
     * @return of how many subscribers and rows of histories
     */
    public long forgetEvidence(Instant before) {
        return forgetEvidence.before(before);
    }

    /**
     * Forgets a subscriber for good: links, sessions, mails, history, and their comments as {@link Comments#erase} does. Of their
     * addresses keyed hashes remain, from which no address can be read, so that {@linkplain #importer() an import} does not
     * bring them back; they themselves may subscribe anew. Erasing whom nobody knows is no error.
     *
     * @param id who
     */
    public void erase(SubscriberId id) {
        eraseSubscriber.erase(id);
    }

    /**
     * Signs the links in mails, those to unsubscribe and those to preferences, with a new key from now on. Links that were
     * mailed before stay good: they do not expire.
     *
     * @throws IllegalStateException if there are 100 keys
     */
    public void rotateLinkKeys() {
        links.rotateKeys();
    }

    /**
     * Makes all links in mails void that were signed with another key than the newest, within a minute on all nodes; for who
     * believes that a key has become known. After {@link #rotateLinkKeys()} it makes all void that were ever mailed, so that
     * who wants to leave by an older mail meets a page that says so. Other nodes may sign with the key before for up to a minute
     * after {@link #rotateLinkKeys()}: unless there is a hurry, wait that long before retiring it, or links in mails of that
     * minute are void too.
     */
    public void retireOldLinkKeys() {
        links.retireOldKeys();
    }

    /**
     * Returns all that is held about a subscriber as JSON: how they stand and stood, links and sessions (what for and until when),
     * mails, issues that were sent to them, comments under any address that was theirs.
     *
     * @param id who
     * @return an object in JSON (RFC 8259); empty if there is no such subscriber
     */
    public Optional<String> export(SubscriberId id) {
        return exportSubscriber.json(id);
    }

    /** Returns what takes confirmed subscribers from elsewhere. */
    public SubscriberImport importer() {
        return subscriberImport;
    }

    /**
     * Returns the subscriber.
     *
     * @param id who
     */
    public Optional<Subscriber> find(SubscriberId id) {
        return store.find(id);
    }

    /**
     * Returns the subscriber who has an address; for the blog's owner. What strangers ask must not be answered by it.
     *
     * @param email an address
     */
    public Optional<Subscriber> find(EmailAddress email) {
        return store.findByEmail(email);
    }

    /**
     * Returns a page for the blog's owner.
     *
     * @param query   which subscribers
     * @param request which part
     */
    public Page<Subscriber> list(SubscriberQuery query, PageRequest request) {
        return Place.OF_SUBSCRIBERS.page(request, (after, limit) -> store.list(query, after, limit));
    }
}
