package io.billet.spring;

import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/** Sends mail by the application's own sender, and says what became of it. Thread-safe, if the sender is. */
final class JavaMailSenderMailer implements Mailer {

    private static final String UTF_8 = "UTF-8";

    private final JavaMailSender sender;
    private final String userName;

    /**
     * @param userName of the account at the mail server: the sender, if it is an address and the blog names none
     */
    JavaMailSenderMailer(JavaMailSender sender, String userName) {
        this.sender = sender;
        this.userName = userName;
    }

    @Override
    public MailOutcome send(OutgoingMail mail) {
        try {
            sender.send(message(mail));
            return MailOutcome.accepted();
        } catch (MessagingException e) {
            return new MailOutcome.RefusedForGood("it cannot be written as a message");
        } catch (MailSendException e) {
            boolean isForGood = e.getFailedMessages().values().stream().anyMatch(JavaMailSenderMailer::isForGood);
            return isForGood
                    ? new MailOutcome.RefusedForGood("the mail server does not know the address")
                    : new MailOutcome.RefusedForNow(e.getClass().getSimpleName());
        } catch (MailException e) {
            return new MailOutcome.RefusedForNow(e.getClass().getSimpleName());
        }
    }

    /** An address that the server does not take is invalid; one that it does not take now is valid and unsent. */
    private static boolean isForGood(Throwable failure) {
        return failure instanceof SendFailedException refused
                && refused.getInvalidAddresses() != null
                && refused.getInvalidAddresses().length > 0;
    }

    private MimeMessage message(OutgoingMail mail) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        for (Map.Entry<String, String> field : mail.headers().entrySet()) {
            message.setHeader(field.getKey(), MimeUtility.fold(field.getKey().length() + 2, field.getValue()));
        }
        if (mail.from().isEmpty() && userName.contains("@")) {
            message.setFrom(userName);
        }
        message.setSentDate(Date.from(Clock.systemUTC().instant()));
        if (mail.html().isEmpty()) {
            message.setText(mail.text(), UTF_8);
            return message;
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html().get(), UTF_8, "html");
        MimeMultipart forms = new MimeMultipart("alternative");
        forms.addBodyPart(text);
        forms.addBodyPart(html);
        message.setContent(forms);
        return message;
    }
}
