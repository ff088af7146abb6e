package io.billet.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/**
 * A host's own way to send a message of Jakarta Mail; see {@link JakartaMailer}.
 *
 * <p>Implementations must be thread-safe.
 */
public interface MessageSender {

    /** Returns an empty message, of the session that will send it. */
    MimeMessage newMessage();

    /**
     * Sends a message to those in its fields. The {@code Message-ID} that it has must stay.
     *
     * @throws MessagingException if it was not sent, with the server's reply in its message or in those that it is chained to
     */
    void send(MimeMessage message) throws MessagingException;
}
