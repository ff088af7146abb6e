package io.billet.engine.internal.mail;

import io.billet.core.OutboxMail;
import io.billet.engine.spi.OutgoingMail;

/** Writes a mail of the outbox when it is sent, so that it fits how things stand then. */
@FunctionalInterface
public interface MailWriter {

    /** What is to become of a mail of the outbox. */
    sealed interface Written {

        /** It is to be sent. */
        record Letter(OutgoingMail mail) implements Written {}

        /**
         * It is not to be sent.
         *
         * @param reason why, for the owner: what they answer who asks where the mail is; nothing secret
         */
        record Withheld(String reason) implements Written {}

        /** What it is about is not there yet; it is given up if that does not change soon. */
        record TooEarly() implements Written {}
    }

    /**
     * Writes the mail.
     *
     * @param owed what is to be written; its id is the mail's identity
     */
    Written write(OutboxMail owed);
}
