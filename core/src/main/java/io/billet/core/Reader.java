package io.billet.core;

import java.util.List;

/**
 * Who asks to read. {@link ArticleAccess} says what they may see.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Reader {

    /** Somebody of whom nothing is known. */
    Reader ANONYMOUS = new Anonymous();

    /** Somebody of whom nothing is known. */
    record Anonymous() implements Reader {}

    /**
     * A confirmed subscriber.
     *
     * @param subscriber who
     * @param labels     the labels they bear; sorted, each once
     */
    record Member(SubscriberId subscriber, List<Label> labels) implements Reader {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if there are too many labels
         */
        public Member {
            labels = Field.of("Reader", "labels").labels(labels);
        }

        /**
         * Returns a member if the subscriber is confirmed, else somebody anonymous.
         *
         * @param subscriber a subscriber
         */
        public static Reader of(Subscriber subscriber) {
            return subscriber.state().kind() == SubscriberState.Kind.CONFIRMED
                    ? new Member(subscriber.id(), subscriber.labels())
                    : ANONYMOUS;
        }
    }

    /**
     * A user of the host application, signed in there.
     *
     * @param identity who, in the host's terms
     * @param labels   the labels the host gives them; sorted, each once
     */
    record HostUser(HostIdentity identity, List<Label> labels) implements Reader {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if there are too many labels
         */
        public HostUser {
            labels = Field.of("Reader", "labels").labels(labels);
        }
    }
}
