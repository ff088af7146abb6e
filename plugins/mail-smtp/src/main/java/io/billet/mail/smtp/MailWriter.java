package io.billet.mail.smtp;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.OutgoingMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Writes mails as messages of RFC 5322 and MIME. Thread-safe. */
final class MailWriter {

    /** RFC 5322, 2.1.1; without the end of the line. */
    private static final int MAX_LINE = 998;

    private static final String UTF_8 = "UTF-8";

    /** RFC 5322, 3.3; its zones with letters are obsolete (4.3). */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final Optional<EmailAddress> sender;
    private final Clock clock;
    private final Session session;

    /**
     * @param sender who sends where the blog names nobody
     */
    MailWriter(Optional<EmailAddress> sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
        Properties properties = new Properties();
        // Addresses may have letters that are not ASCII (RFC 6532); all else is encoded before.
        properties.setProperty("mail.mime.allowutf8", "true");
        this.session = Session.getInstance(properties);
    }

    /** Returns the message as octets, its lines ended by CR LF. */
    byte[] write(OutgoingMail mail) throws UnwritableMailException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() {
                // It has one, the same however often it is sent.
            }
        };
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            // Jakarta Activation asks the thread's for what writes text/html and multipart/alternative: a pool's may
            // not know.
            thread.setContextClassLoader(MailWriter.class.getClassLoader());
            fill(message, mail);
            message.saveChanges();
            ByteArrayOutputStream octets = new ByteArrayOutputStream(4_096);
            message.writeTo(octets);
            return checked(octets.toByteArray());
        } catch (MessagingException | IOException e) {
            throw new UnwritableMailException("it cannot be written as a message");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Gives a message all that the mail says. */
    void fill(MimeMessage message, OutgoingMail mail) throws MessagingException, UnwritableMailException {
        for (Map.Entry<String, String> field : mail.headers().entrySet()) {
            requireOneLine(field.getKey(), field.getValue());
            message.setHeader(field.getKey(), MimeUtility.fold(field.getKey().length() + 2, field.getValue()));
        }
        if (mail.from().isEmpty() && sender.isPresent()) {
            message.setHeader("From", "<" + sender.get().value() + ">");
        } else if (mail.from().isEmpty()) {
            message.setFrom(); // the session's
        }
        message.setHeader("Date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
        if (mail.html().isEmpty()) {
            message.setText(lines(mail.text()), UTF_8);
            return;
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(lines(mail.text()), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(lines(mail.html().get()), UTF_8, "html");
        MimeMultipart forms = new MimeMultipart("alternative");
        forms.addBodyPart(text);
        forms.addBodyPart(html);
        message.setContent(forms);
    }

    /** Returns who sends a mail, in the envelope unless bounces are to go elsewhere. */
    Optional<EmailAddress> sender(OutgoingMail mail) {
        return mail.from().map(OutgoingMail.Sender::address).or(() -> sender);
    }

    /** {@code OutgoingMail} has seen to it; a second look costs nothing, and a field more might cost a blog its name. */
    private static void requireOneLine(String name, String value) throws UnwritableMailException {
        boolean isOneLine = value.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
        if (!isOneLine || name.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == ':')) {
            throw new UnwritableMailException("a header field would be more than one line");
        }
    }

    /** Lines end by CR LF in a mail, and by nothing else. */
    private static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length() + 64);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' && i > 0 && text.charAt(i - 1) == '\r') {
                continue; // its CR has been written as an end
            }
            if (c == '\r' || c == '\n') {
                lines.append("\r\n");
            } else {
                lines.append(c);
            }
        }
        return lines.toString();
    }

    /** Returns the message, if each line is one that a server must take. */
    private static byte[] checked(byte[] message) throws UnwritableMailException {
        int start = 0;
        for (int i = 0; i < message.length; i++) {
            if (message[i] == '\n') {
                if (i - 1 - start > MAX_LINE) {
                    throw new UnwritableMailException("a line has more than " + MAX_LINE + " octets");
                }
                if (i == 0 || message[i - 1] != '\r') {
                    throw new UnwritableMailException("a line ends without CR");
                }
                start = i + 1;
            } else if (message[i] == 0 || (message[i] == '\r' && (i + 1 == message.length || message[i + 1] != '\n'))) {
                throw new UnwritableMailException("a control character is left");
            }
        }
        if (message.length - start > MAX_LINE) {
            throw new UnwritableMailException("a line has more than " + MAX_LINE + " octets");
        }
        return message;
    }

    /** Returns an address as Jakarta Mail has it. */
    static InternetAddress address(EmailAddress address) {
        InternetAddress written = new InternetAddress();
        written.setAddress(address.value());
        return written;
    }

    /** Returns whether only servers that offer SMTPUTF8 (RFC 6531) can take it. */
    static boolean needsUtf8(byte[] message) {
        for (int i = 0; i < message.length; i++) {
            if (message[i] < 0) {
                return true;
            }
            if (message[i] == '\n' && i + 2 < message.length && message[i + 1] == '\r') {
                return false; // the end of the header
            }
        }
        return false;
    }

    /** Returns octets of ASCII. */
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
