package io.billet.engine.spi;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What another mail server, or the service that sends a blog's mail, tells of a mail after it was taken: that it came back, is
 * late, or was complained about.
 *
 * <pre>{@code
 * // From the webhook of a service:
 * new BounceReport(
 *         BounceReport.Kind.BOUNCE, Optional.of(EmailAddress.of(event.email())), Optional.of("<" + event.id() + ">"),
 *         Optional.of("5.1.1"), event.diagnosis());
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind      what happened
 * @param recipient whom the mail was for; empty if the report does not say, as complaints often do not
 * @param messageId the mail's {@code Message-ID} in angle brackets, by which the blog knows it again; empty if the report does
 *                  not say
 * @param status    the enhanced status code (RFC 3463), such as {@code "5.1.1"}, if there is one
 * @param reason    the other side's words, or none; made one line of at most {@value MailOutcome#MAX_REASON} characters, with
 *                  addresses masked
 */
public record BounceReport(
        Kind kind,
        Optional<EmailAddress> recipient,
        Optional<String> messageId,
        Optional<String> status,
        String reason) {

    private static final Pattern STATUS = Pattern.compile("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}");

    /** What happened to a mail. */
    public enum Kind {
        /** It could not be delivered, and nobody tries any more. */
        BOUNCE,
        /** Its recipient, or their provider, calls it unwanted. */
        COMPLAINT,
        /** It is not delivered yet, and is still tried. */
        DELAY
    }

    /**
     * Creates a report.
     *
     * @throws InvalidValueException if the {@code Message-ID} or the status is none
     */
    public BounceReport {
        if (messageId.isPresent() && !OutgoingMail.isMessageId(messageId.get())) {
            throw malformed("messageId", "a Message-ID as of RFC 5322, in angle brackets", messageId.get());
        }
        if (status.isPresent() && !STATUS.matcher(status.get()).matches()) {
            throw malformed("status", "a status as of RFC 3463, such as 5.1.1", status.get());
        }
        reason = ReplyText.line(reason);
    }

    /**
     * Returns why the mail came back, by the status if it tells and else by the reason, as {@link MailOutcome.Cause#of} does.
     * {@link MailOutcome.Cause#OTHER} for what is no bounce.
     */
    public MailOutcome.Cause cause() {
        if (kind != Kind.BOUNCE) {
            return MailOutcome.Cause.OTHER;
        }
        return MailOutcome.Cause.of(status.map(code -> code + " " + reason).orElse(reason));
    }

    private static InvalidValueException malformed(String field, String rule, String value) {
        return InvalidValueException.malformed("BounceReport", field, rule, value.length() + " characters");
    }
}
