package io.billet.core;

import java.util.OptionalLong;

/**
 * A value from outside breaks a rule of the model: a blank title, an e-mail address with a line break, a slug of 300
 * characters. Nothing has been changed.
 *
 * <p>The message names the object and field, the rule, the limit and the <em>shape</em> of the value (its length, never
 * its content, which may be personal data):
 *
 * <pre>{@code
 * Article.title is too long: 2000 characters at most, got 2417 characters
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class InvalidValueException extends BlogException {

    /** Which kind of rule was broken. A user interface chooses its message by this and by {@link #field()}. */
    public enum Rule {
        /** Something is required and only blanks, or nothing, were given. */
        BLANK,
        /** Longer, larger or more numerous than {@link InvalidValueException#limit()}. */
        TOO_LONG,
        /** Not of the form that a specification or this model asks for. */
        MALFORMED,
        /** Of the right form, but not acceptable together with the object's other values. */
        INCONSISTENT
    }

    private final String object;
    private final String field;
    private final Rule rule;
    private final OptionalLong limit;

    private InvalidValueException(String object, String field, Rule rule, OptionalLong limit, String message) {
        super(message);
        this.object = object;
        this.field = field;
        this.rule = rule;
        this.limit = limit;
    }

    /**
     * Returns an exception for a required value that is missing or blank.
     *
     * @param object the model's name, such as {@code "Article"}
     * @param field  the field's name, such as {@code "title"}
     */
    public static InvalidValueException blank(String object, String field) {
        return new InvalidValueException(
                object, field, Rule.BLANK, OptionalLong.empty(), object + "." + field + " must not be blank");
    }

    /** As {@link #blank}, for what has no text that could be blank. */
    static InvalidValueException missing(String object, String field) {
        return new InvalidValueException(
                object, field, Rule.BLANK, OptionalLong.empty(), object + "." + field + " is missing");
    }

    /**
     * Returns an exception for a value over its limit.
     *
     * @param object the model's name
     * @param field  the field's name
     * @param limit  the most that is allowed, in {@code unit}
     * @param actual what was given, in {@code unit}
     * @param unit   what is counted, such as {@code "characters"}
     */
    public static InvalidValueException tooLong(String object, String field, long limit, long actual, String unit) {
        return new InvalidValueException(
                object,
                field,
                Rule.TOO_LONG,
                OptionalLong.of(limit),
                object + "." + field + " is too long: " + limit + " " + unit + " at most, got " + actual + " " + unit);
    }

    /**
     * Returns an exception for a value of the wrong form.
     *
     * @param object   the model's name
     * @param field    the field's name
     * @param expected what a right value looks like, to be read after "expected"
     * @param shape    the wrong value's shape, without its content
     */
    public static InvalidValueException malformed(String object, String field, String expected, String shape) {
        return new InvalidValueException(
                object,
                field,
                Rule.MALFORMED,
                OptionalLong.empty(),
                object + "." + field + " is malformed: expected " + expected + ", got " + shape);
    }

    /**
     * Returns an exception for a value that contradicts another.
     *
     * @param object the model's name
     * @param field  the field's name
     * @param reason why the value does not go with the object's other values
     */
    public static InvalidValueException inconsistent(String object, String field, String reason) {
        return new InvalidValueException(
                object,
                field,
                Rule.INCONSISTENT,
                OptionalLong.empty(),
                object + "." + field + " is inconsistent: " + reason);
    }

    /** Returns the model's name, such as {@code "Article"}. */
    public String object() {
        return object;
    }

    /** Returns the field's name, such as {@code "title"}. */
    public String field() {
        return field;
    }

    /** Returns which kind of rule was broken. */
    public Rule rule() {
        return rule;
    }

    /** Returns the limit that was passed, where there is one. */
    public OptionalLong limit() {
        return limit;
    }
}
