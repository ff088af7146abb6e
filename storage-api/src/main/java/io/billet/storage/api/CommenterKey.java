package io.billet.storage.api;

import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.SubscriberId;
import java.util.Optional;

/**
 * By what somebody's comments are found: each of what is known of a {@link Commenter} leads to those that bear it.
 *
 * <p>All are immutable and thread-safe.
 */
public sealed interface CommenterKey {

    /**
     * Returns whether a comment of theirs bears it; for stores that look at comments one by one.
     *
     * @param commenter who wrote a comment
     */
    boolean isBorneBy(Commenter commenter);

    /**
     * An address that was given, by a member or by whoever says so.
     *
     * @param email the address
     */
    record Address(EmailAddress email) implements CommenterKey {
        @Override
        public boolean isBorneBy(Commenter commenter) {
            return commenter.email().equals(Optional.of(email));
        }
    }

    /**
     * A subscriber who was signed in, whatever their address was then.
     *
     * @param subscriber the subscriber
     */
    record Member(SubscriberId subscriber) implements CommenterKey {
        @Override
        public boolean isBorneBy(Commenter commenter) {
            return commenter.member().equals(Optional.of(subscriber));
        }
    }

    /**
     * A user of the host application who was signed in there.
     *
     * @param identity who it is in the host application
     */
    record HostUser(HostIdentity identity) implements CommenterKey {
        @Override
        public boolean isBorneBy(Commenter commenter) {
            return commenter.identity().equals(Optional.of(identity));
        }
    }
}
