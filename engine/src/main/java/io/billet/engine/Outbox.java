package io.billet.engine;

import io.billet.core.DeliveryState;
import io.billet.core.OutboxMail;
import io.billet.engine.internal.Place;
import io.billet.engine.internal.mail.Deployment;
import io.billet.engine.internal.mail.MailOutbox;
import io.billet.storage.api.OutboxStore;
import java.util.Optional;

/**
 * The mails that belong to no newsletter issue: links to confirm and to sign in, welcomes, notices to the owner. Each is written
 * down with the act that causes it, before that is answered, and sent by whichever node runs {@link BackgroundJob#MAIL}: again
 * and again for a day, after 15 seconds first and after twice as long each time, up to half an hour. What was given up stays
 * here for two weeks, with the reason.
 *
 * <p>The database sends for one deployment. The first one that sends writes its name into it; a copy that is started under
 * another name sends nothing and says so, until {@link #adopt} is called there.
 *
 * <pre>{@code
 * if (blog.outbox().isHeld()) {
 *     blog.outbox().adopt();   // the blog has moved here for good
 * }
 * }</pre>
 *
 * <p>Thread-safe. Any method may throw {@link io.billet.storage.api.StorageException}.
 */
public final class Outbox {

    private static final int MOST_COUNTED = 1_000;

    private final OutboxStore store;
    private final MailOutbox outbox;
    private final Deployment deployment;
    private final Runnable beforeAdoption;

    Outbox(OutboxStore store, MailOutbox outbox, Deployment deployment, Runnable beforeAdoption) {
        this.store = store;
        this.outbox = outbox;
        this.deployment = deployment;
        this.beforeAdoption = beforeAdoption;
    }

    /**
     * Returns a page of mails for the blog's owner, the earliest first. Those that were withheld on purpose, as for somebody who
     * asks for the tenth link in an hour, are among the failed ones.
     *
     * @param state   mails in this state
     * @param request which part
     */
    public Page<OutboxMail> list(DeliveryState.Kind state, PageRequest request) {
        return Place.OF_OUTBOX.page(request, (after, limit) -> store.list(state, after, limit));
    }

    /** Returns how many mails wait or are being sent; at most 1,000 of each are counted. */
    public int waiting() {
        return count(DeliveryState.Kind.PENDING) + count(DeliveryState.Kind.CLAIMED);
    }

    private int count(DeliveryState.Kind state) {
        return store.list(state, Optional.empty(), MOST_COUNTED).size();
    }

    /**
     * Sends a mail once more that was given up, or was late and waits for the owner. It is another mail, which fits how things
     * stand when it is sent.
     *
     * @param givenUp a failed one
     * @throws IllegalArgumentException if it has not failed
     */
    public void sendAgain(OutboxMail givenUp) {
        if (givenUp.state().kind() != DeliveryState.Kind.FAILED) {
            throw new IllegalArgumentException("only a mail that has failed is sent again, not one that is "
                    + givenUp.state().kind());
        }
        outbox.putAgain(givenUp);
    }

    /** Returns the name of this deployment: what the host said, or the host, port and path of the blog's address. */
    public String deployment() {
        return deployment.name();
    }

    /** Returns the name of the deployment for which the database sends; empty if none has sent yet. */
    public Optional<String> sendsFor() {
        return deployment.owner();
    }

    /** Returns whether no mail is sent from here, as the database sends for another deployment. */
    public boolean isHeld() {
        return deployment.isForeign();
    }

    /**
     * Has the database send for this deployment from now on, and for no other. Only for the owner, who knows that no other
     * deployment works on this database or on one that it was copied from; what waits is sent then. Newsletter issues that were
     * planned or on their way for the other deployment rest until somebody {@linkplain Newsletter#resume resumes} each: it may
     * have sent them.
     */
    public void adopt() {
        if (deployment.isForeign()) {
            beforeAdoption.run();
        }
        deployment.adopt();
        outbox.wake();
    }
}
