package io.billet.mail.smtp;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Optional;

/**
 * Sends a blog's mail by what the application sends its own with, if that takes messages of Jakarta Mail.
 *
 * <pre>{@code
 * Mailer mailer = JakartaMailer.of(new MessageSender() {
 *     public MimeMessage newMessage() {
 *         return new MimeMessage(session);
 *     }
 *
 *     public void send(MimeMessage message) throws MessagingException {
 *         Transport.send(message);
 *     }
 * });
 * }</pre>
 *
 * <p>What became of a mail is read from the exception: the server's reply stands in it. Jakarta Mail does not say whether a
 * connection was lost before or after the end of a message; so that is {@link MailOutcome.Unknown}, unless there was no
 * connection at all. {@link SmtpMailer} knows more, and keeps its connections.
 *
 * <p>Thread-safe if the sender is.
 */
public final class JakartaMailer implements Mailer {

    private final MessageSender sender;
    private final MailWriter writer;

    private JakartaMailer(MessageSender sender, Optional<EmailAddress> from) {
        this.sender = sender;
        this.writer = new MailWriter(from, Clock.systemUTC());
    }

    /** Returns a mailer for a blog that names who sends its mails. */
    public static JakartaMailer of(MessageSender sender) {
        return new JakartaMailer(sender, Optional.empty());
    }

    /**
     * Returns a mailer.
     *
     * @param from who sends mails for which the blog names nobody
     */
    public static JakartaMailer of(MessageSender sender, EmailAddress from) {
        return new JakartaMailer(sender, Optional.of(from));
    }

    @Override
    public MailOutcome send(OutgoingMail mail) {
        MimeMessage message = sender.newMessage();
        try {
            writer.fill(message, mail);
        } catch (UnwritableMailException e) {
            return e.outcome();
        } catch (MessagingException e) {
            return new UnwritableMailException("it cannot be written as a message").outcome();
        }
        try {
            sender.send(message);
            return MailOutcome.accepted();
        } catch (MessagingException e) {
            return SendFailure.outcome(e, mail.to());
        }
    }
}
