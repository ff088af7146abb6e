package io.billet.engine;

import io.billet.core.Subscriber;

/**
 * A subscriber who has just confirmed or signed in, and the session that was opened for them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param subscriber who
 * @param session    a secret to be kept in a cookie; {@link Subscribers#reader} knows its bearer for 180 days
 */
public record MemberSession(Subscriber subscriber, String session) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "MemberSession[" + subscriber.id() + "]";
    }
}
