package io.billet.storage.api;

import io.billet.core.Label;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import java.util.Optional;

/**
 * Which subscribers are listed, always in the order of their ids (that is, of their creation). A subscriber must meet
 * all conditions that are given.
 *
 * <p>Each of the four combinations is what a store should have an index for; then a list reads what it returns and no more.
 *
 * <p>Immutable and thread-safe.
 *
 * @param state only those in this state
 * @param label only those who bear this label
 */
public record SubscriberQuery(Optional<SubscriberState.Kind> state, Optional<Label> label) {

    /** Returns a query for all subscribers. */
    public static SubscriberQuery all() {
        return new SubscriberQuery(Optional.empty(), Optional.empty());
    }

    /**
     * Returns this query, for subscribers in that state only.
     *
     * @param kind a state
     */
    public SubscriberQuery in(SubscriberState.Kind kind) {
        return new SubscriberQuery(Optional.of(kind), label);
    }

    /**
     * Returns this query, for subscribers with that label only.
     *
     * @param wanted a label
     */
    public SubscriberQuery labelled(Label wanted) {
        return new SubscriberQuery(state, Optional.of(wanted));
    }

    /**
     * Returns whether they meet all conditions; for stores that look at subscribers one by one.
     *
     * @param subscriber a subscriber
     */
    public boolean accepts(Subscriber subscriber) {
        return state.map(subscriber.state().kind()::equals).orElse(true)
                && label.map(subscriber.labels()::contains).orElse(true);
    }
}
