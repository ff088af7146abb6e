package io.billet.engine;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import java.util.Map;
import java.util.Optional;

/**
 * A mail as a {@link Mailer} gets it. No header can hold a line break, so that nothing a stranger typed becomes a header
 * of its own.
 *
 * <p>Immutable and thread-safe.
 *
 * @param to      the recipient
 * @param subject one line
 * @param text    the plain-text part
 * @param html    the HTML part, if there is one
 * @param headers further headers such as {@code List-Unsubscribe}, by their names
 */
public record OutgoingMail(
        EmailAddress to, String subject, String text, Optional<String> html, Map<String, String> headers) {

    /**
     * @throws InvalidValueException if the subject or a header has a line break or another control character
     */
    public OutgoingMail {
        headers = Map.copyOf(headers);
        requireOneLine("subject", subject);
        headers.forEach((name, value) -> requireOneLine("headers", name + value));
    }

    private static void requireOneLine(String field, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw InvalidValueException.malformed(
                    "OutgoingMail", field, "one line without control characters", value.length() + " characters");
        }
    }

    /** Returns the masked address and the subject: fit for logs. */
    @Override
    public String toString() {
        return "mail to " + to + ": " + subject;
    }
}
