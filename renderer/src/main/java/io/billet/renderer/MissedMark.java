package io.billet.renderer;

/**
 * Something in the text that looks as if its author wanted to divide the public from the rest there, but that is not the
 * mark {@code <!--members-only-->} and divides nothing: another spelling ({@code <!--members only-->}), the mark of another
 * program ({@code <!--more-->}), or the mark in code. It is for a message to the author; nothing follows from it. Immutable
 * and thread-safe.
 *
 * @param line the line of the Markdown text on which it begins, from 1
 * @param text as it was written, with each run of white space as one space; cut at 80 characters and then ended by
 *             {@code …}; not escaped
 */
public record MissedMark(int line, String text) {}
