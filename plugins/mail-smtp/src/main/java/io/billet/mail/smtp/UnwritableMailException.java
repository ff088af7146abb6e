package io.billet.mail.smtp;

import io.billet.engine.spi.MailOutcome;

/** A mail cannot be written as a message that servers take. */
final class UnwritableMailException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason why, without anything of the mail
     */
    UnwritableMailException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Returns what becomes of the mail: sent again it would be the same. */
    MailOutcome outcome() {
        return new MailOutcome.RefusedForGood(MailOutcome.Cause.CONTENT, reason);
    }
}
