package io.billet.engine.spi;

/**
 * What became of a mail that was given to a {@link Mailer}.
 *
 * <p>A reason is for the log: a line such as {@code "550 mailbox unknown"}, without the recipient's address.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface MailOutcome {

    /** A server or service has taken the mail and answers for it now. */
    record Accepted() implements MailOutcome {}

    /**
     * It will never be taken, as with SMTP's replies 5yz (RFC 5321, 4.2.1). It is not sent again.
     *
     * @param reason why; one line
     */
    record RefusedForGood(String reason) implements MailOutcome {}

    /**
     * It was not taken and may be later, as with SMTP's replies 4yz, or when there was no connection. It is sent again after a
     * while.
     *
     * @param reason why; one line
     */
    record RefusedForNow(String reason) implements MailOutcome {}

    /**
     * It may have been taken: the connection was lost before the reply. It is sent again under the same {@code Message-ID}, by
     * which the recipient's server or program knows it as the same mail.
     *
     * @param reason what happened; one line
     */
    record Unknown(String reason) implements MailOutcome {}

    /** Returns that the mail was taken. */
    static MailOutcome accepted() {
        return new Accepted();
    }
}
