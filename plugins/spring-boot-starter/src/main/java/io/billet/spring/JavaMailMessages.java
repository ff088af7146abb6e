package io.billet.spring;

import io.billet.mail.smtp.MessageSender;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/** Messages by the application's own sender. Thread-safe, if the sender is. */
final class JavaMailMessages implements MessageSender {

    private final JavaMailSender sender;

    JavaMailMessages(JavaMailSender sender) {
        this.sender = sender;
    }

    @Override
    public MimeMessage newMessage() {
        return sender.createMimeMessage();
    }

    /** Spring has wrapped what the server said. */
    @Override
    public void send(MimeMessage message) throws MessagingException {
        try {
            sender.send(message);
        } catch (MailAuthenticationException e) {
            throw new AuthenticationFailedException(e.getMessage(), e);
        } catch (MailSendException e) {
            for (Exception failure : e.getMessageExceptions()) {
                if (failure instanceof MessagingException told) {
                    throw told;
                }
            }
            throw new MessagingException(e.getMessage(), e);
        } catch (MailException e) {
            throw new MessagingException(e.getMessage(), e);
        }
    }
}
