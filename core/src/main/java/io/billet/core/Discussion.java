package io.billet.core;

/** Whether an article takes comments. */
public enum Discussion {
    /** Comments are shown and taken. */
    OPEN,
    /** Comments are shown, no new ones are taken. */
    CLOSED,
    /** Comments are neither shown nor taken. */
    OFF
}
