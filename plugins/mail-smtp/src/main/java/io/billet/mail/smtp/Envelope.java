package io.billet.mail.smtp;

import io.billet.core.EmailAddress;
import java.io.ByteArrayOutputStream;

/** What is sent, from whom and to whom. */
final class Envelope {

    private final EmailAddress from;
    private final EmailAddress to;
    private final byte[] message;

    /**
     * @param message as it will stand in the recipient's mailbox, its lines ended by CR LF; not to be changed
     */
    Envelope(EmailAddress from, EmailAddress to, byte[] message) {
        this.from = from;
        this.to = to;
        this.message = message;
    }

    EmailAddress from() {
        return from;
    }

    EmailAddress to() {
        return to;
    }

    /** Returns how many octets the message has, without the dots that are only for the way. */
    int size() {
        return message.length;
    }

    /** Returns whether only servers that offer SMTPUTF8 (RFC 6531) can take it. */
    boolean needsUtf8() {
        return isNotAscii(from) || isNotAscii(to) || MailWriter.needsUtf8(message);
    }

    private static boolean isNotAscii(EmailAddress address) {
        return address.value().chars().anyMatch(c -> c >= 0x80);
    }

    /** Returns the message as it is sent: dots before those that begin a line, a dot alone after it (RFC 5321, 4.5.2). */
    byte[] withDots() {
        ByteArrayOutputStream sent = new ByteArrayOutputStream(message.length + 64);
        int start = 0;
        for (int i = 0; i < message.length; i++) {
            boolean beginsLine = i == 0 || message[i - 1] == '\n';
            if (beginsLine && message[i] == '.') {
                sent.write(message, start, i - start);
                sent.write('.');
                start = i;
            }
        }
        sent.write(message, start, message.length - start);
        boolean isEnded = message.length > 0 && message[message.length - 1] == '\n';
        sent.writeBytes(MailWriter.ascii(isEnded ? ".\r\n" : "\r\n.\r\n"));
        return sent.toByteArray();
    }
}
