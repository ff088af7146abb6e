package io.billet.engine;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands on a blog's mails besides its name, and what they may promise.
 *
 * <pre>{@code
 * Site site = Site.of("Le Billet", address, LanguageTag.FRENCH)
 *         .mailFrom(EmailAddress.of("billet@example.org"))
 *         .writingOn(Letterhead.PLAIN.postal("Le Billet, 1 rue des Écoles, 75005 Paris"));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param replyTo           where answers go; empty: to the sender
 * @param postalAddress     who answers for the mail and where they are reached by post, which the law of many countries asks
 *                          of newsletters; 1 to {@value #MAX_POSTAL_ADDRESS} characters on one line
 * @param feedbackSender    under which name Gmail counts complaints about the blog's mail ({@code Feedback-ID}); 5 to 15 ASCII
 *                          letters, digits, {@code .}, {@code _} and {@code -}; empty: under none
 * @param promisesMembership whether a subscription opens articles that are for members, and mails say so; not where accounts
 *                          at the host make members
 */
public record Letterhead(
        Optional<EmailAddress> replyTo,
        Optional<String> postalAddress,
        Optional<String> feedbackSender,
        boolean promisesMembership) {

    /** The longest postal address, in characters. */
    public static final int MAX_POSTAL_ADDRESS = 300;

    /** Nothing but the name; a subscription makes members. */
    public static final Letterhead PLAIN = new Letterhead(Optional.empty(), Optional.empty(), Optional.empty(), true);

    private static final Pattern SENDER = Pattern.compile("[A-Za-z0-9._-]{5,15}");

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value breaks its rule
     */
    public Letterhead {
        postalAddress = postalAddress.map(String::strip);
        if (postalAddress.isPresent()) {
            requireLine(postalAddress.get());
        }
        if (feedbackSender.isPresent() && !SENDER.matcher(feedbackSender.get()).matches()) {
            throw InvalidValueException.malformed(
                    "Letterhead",
                    "feedbackSender",
                    "5 to 15 ASCII letters, digits, dots, underscores and hyphens",
                    feedbackSender.get().length() + " characters");
        }
    }

    private static void requireLine(String address) {
        if (address.isEmpty()) {
            throw InvalidValueException.blank("Letterhead", "postalAddress");
        }
        if (address.length() > MAX_POSTAL_ADDRESS) {
            throw InvalidValueException.tooLong(
                    "Letterhead", "postalAddress", MAX_POSTAL_ADDRESS, address.length(), "characters");
        }
        if (address.chars().anyMatch(Character::isISOControl)) {
            throw InvalidValueException.malformed(
                    "Letterhead",
                    "postalAddress",
                    "one line without control characters",
                    address.length() + " characters");
        }
    }

    /**
     * Returns this letterhead with that address for answers.
     *
     * @param address where answers go
     */
    public Letterhead answeredAt(EmailAddress address) {
        return new Letterhead(Optional.of(address), postalAddress, feedbackSender, promisesMembership);
    }

    /**
     * Returns this letterhead with that postal address.
     *
     * @param address on one line
     * @throws InvalidValueException if it is blank, too long or has control characters
     */
    public Letterhead postal(String address) {
        return new Letterhead(replyTo, Optional.of(address), feedbackSender, promisesMembership);
    }

    /**
     * Returns this letterhead with a name under which complaints are counted.
     *
     * @param sender the name
     * @throws InvalidValueException if it is not of that form
     */
    public Letterhead countedAs(String sender) {
        return new Letterhead(replyTo, postalAddress, Optional.of(sender), promisesMembership);
    }

    /** Returns this letterhead without a word of articles for members: a subscription opens none. */
    public Letterhead withoutMembership() {
        return new Letterhead(replyTo, postalAddress, feedbackSender, false);
    }
}
