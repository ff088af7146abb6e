package io.billet.engine.internal;

/**
 * What came of asking for a change.
 *
 * @param result as it is now
 * @param made   whether this call changed it; false if it was so before
 * @param <T>    what was to be changed
 */
public record Change<T>(T result, boolean made) {}
