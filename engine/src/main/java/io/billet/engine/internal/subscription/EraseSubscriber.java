package io.billet.engine.internal.subscription;

import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.internal.comment.EraseComment;
import io.billet.engine.internal.mail.MailOutbox;
import io.billet.engine.internal.subscription.Tokens.Purpose;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.SubscriberStore;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves nothing of a subscriber: links, sessions, mails, comments under any address that was theirs, history. The row of the
 * subscriber goes last: a call that was cut off can be repeated, and finds the same addresses.
 */
public final class EraseSubscriber {

    private final SubscriberStore subscribers;
    private final SubscriberHistory history;
    private final Tokens tokens;
    private final ErasedAddresses erased;
    private final EraseComment comments;
    private final Optional<IssueStore> issues;
    private final MailOutbox outbox;

    /**
     * @param issues what knows who was sent what, if the storage keeps it
     */
    public EraseSubscriber(
            SubscriberStore subscribers,
            SubscriberHistory history,
            Tokens tokens,
            ErasedAddresses erased,
            EraseComment comments,
            Optional<IssueStore> issues,
            MailOutbox outbox) {
        this.subscribers = subscribers;
        this.history = history;
        this.tokens = tokens;
        this.erased = erased;
        this.comments = comments;
        this.issues = issues;
        this.outbox = outbox;
    }

    public void erase(SubscriberId id) {
        Set<EmailAddress> addresses = new LinkedHashSet<>();
        subscribers.find(id).map(Subscriber::email).ifPresent(addresses::add);
        history.of(id).map(ConsentRecord::email).forEach(addresses::add);
        addresses.forEach(erased::add);
        for (Purpose purpose : Purpose.values()) {
            tokens.revoke(purpose, id.toString());
        }
        outbox.forget(id.toString());
        comments.eraseAllBy(new CommenterKey.Member(id));
        for (EmailAddress address : addresses) {
            // What was theirs once may be another subscriber's now, and so may be its comments.
            boolean isOthers = subscribers
                    .findByEmail(address)
                    .filter(owner -> !owner.id().equals(id))
                    .isPresent();
            if (!isOthers) {
                comments.eraseAllBy(new CommenterKey.Address(address));
            }
        }
        issues.ifPresent(store -> store.forget(id));
        subscribers.erase(id);
    }
}
