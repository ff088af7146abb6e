package io.billet.core;

/**
 * An object was asked for a change that its state does not allow, such as publishing what is published or confirming
 * a suppressed subscriber. Nothing has been changed.
 *
 * <p>Immutable and thread-safe.
 */
public final class IllegalTransitionException extends BlogException {

    private final String object;
    private final String id;
    private final String state;
    private final String transition;

    /**
     * Creates an exception.
     *
     * @param object     the model's name, such as {@code "Article"}
     * @param id         the object's id
     * @param state      the state it is in
     * @param transition what was asked for, such as {@code "publish"}
     */
    public IllegalTransitionException(String object, String id, String state, String transition) {
        super(object + " " + id + " is " + state + " and cannot " + transition);
        this.object = object;
        this.id = id;
        this.state = state;
        this.transition = transition;
    }

    /** Returns the model's name, such as {@code "Article"}. */
    public String object() {
        return object;
    }

    /** Returns the object's id. */
    public String id() {
        return id;
    }

    /** Returns the state that the object is in. */
    public String state() {
        return state;
    }

    /** Returns what was asked for. */
    public String transition() {
        return transition;
    }
}
