package io.billet.engine.internal.mail;

import org.jspecify.annotations.Nullable;

/** Why a mail is not tried any more; for the log alone. */
final class MailNotSentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param cause what the mailer threw, if it did */
    MailNotSentException(String reason, @Nullable Throwable cause) {
        // Which line it was made at tells nothing.
        super(oneLine(reason), cause, false, false);
    }

    /** A reason may be what a foreign server said. */
    private static String oneLine(String reason) {
        String line = reason.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > 500 ? line.substring(0, 500) : line;
    }
}
