package io.billet.mail.smtp;

import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.MailOutcome.Cause;
import io.billet.engine.spi.MailOutcome.RefusedForGood;
import io.billet.engine.spi.MailOutcome.RefusedForNow;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a mail server. Greeting, TLS and authentication are Angus Mail's; the transaction is ours, for its {@code
 * sendMessage} neither tells whether the connection was lost before or after the end of a message, nor sends several commands
 * at once (RFC 2920). For one thread at a time.
 */
final class SmtpConnection extends SMTPTransport {

    /**
     * What an attempt came to.
     *
     * @param outcome of the mail
     * @param isStale whether the connection was gone before any of the message was sent: another may be tried at once
     */
    record Attempt(MailOutcome outcome, boolean isStale) {}

    private enum Step {
        RESET,
        SENDER,
        RECIPIENT,
        MESSAGE
    }

    /** A server's reply: its three digits, or something below 200 if it was none, and all of its text. */
    private record Reply(int code, String text) {

        boolean isYesTo(Step step) {
            return step == Step.MESSAGE ? code == 354 : code >= 200 && code < 300;
        }

        /** The server ends the connection (RFC 5321, 3.8) or has, or we speak at cross purposes: there is no use in going on. */
        boolean isLastAt(Step step) {
            return code == 421 || (!isRefusal() && !isYesTo(step));
        }

        boolean isRefusal() {
            return code >= 400 && code <= 599;
        }

        /** Returns what a refusal means for the mail. */
        MailOutcome outcome() {
            return code >= 500 && !isOfAccount() ? new RefusedForGood(text) : new RefusedForNow(text);
        }

        /** What is said to the sender, or of a transaction, says nothing of the recipient. */
        MailOutcome outcomeAt(Step step) {
            boolean isOfRecipient = step == Step.RECIPIENT;
            if (!isOfRecipient && outcome() instanceof RefusedForGood refused && isOfMailbox(refused.cause())) {
                return new RefusedForGood(Cause.OTHER, text);
            }
            return outcome();
        }

        private static boolean isOfMailbox(Cause cause) {
            return cause == Cause.ADDRESS || cause == Cause.MAILBOX;
        }

        /** Whether who sends is not let in: for the owner to mend, and nothing of this mail (RFC 4954, 6; RFC 5321, 4.2.3). */
        private boolean isOfAccount() {
            return code == 503 || code == 530 || code == 534 || code == 535 || code == 538;
        }
    }

    private final SmtpSettings settings;
    private final WireSocket wire;
    private boolean isOpen;
    private boolean mustReset;
    private int sent;

    private SmtpConnection(SmtpSettings settings, WireSocket wire) {
        super(session(settings, wire), null);
        this.settings = settings;
        this.wire = wire;
    }

    /**
     * Returns a connection on which mail can be sent.
     *
     * @throws MessagingException if there is none, it is not as secure as asked for, or the account is not taken
     */
    static SmtpConnection open(SmtpSettings settings, ScheduledExecutorService watch) throws MessagingException {
        SmtpConnection connection = new SmtpConnection(settings, new WireSocket(settings, watch));
        try {
            connection.connect(settings.host(), settings.port(), settings.user(), settings.password());
            if (settings.tls() != SmtpTls.NONE && !connection.wire.isSecured()) {
                throw new MessagingException("the connection is not secured");
            }
            if (settings.user() != null && !connection.supportsExtension("AUTH")) {
                throw new MessagingException("the server offers no AUTH, and an account is given");
            }
            connection.isOpen = true;
            return connection;
        } finally {
            if (!connection.isOpen) {
                connection.abandon();
            }
        }
    }

    private static Session session(SmtpSettings settings, WireSocket wire) {
        Properties properties = new Properties();
        properties.put("mail.smtp.socketFactory", factoryOf(wire));
        properties.put("mail.smtp.ssl.socketFactory", wire.starter());
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.setProperty(
                "mail.smtp.connectiontimeout",
                Long.toString(settings.connectTimeout().toMillis()));
        properties.setProperty(
                "mail.smtp.timeout", Long.toString(settings.readTimeout().toMillis()));
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.user() != null));
        if (settings.tls() == SmtpTls.STARTTLS) {
            properties.setProperty("mail.smtp.starttls.enable", "true");
            properties.setProperty("mail.smtp.starttls.required", "true");
        }
        if (settings.localName() != null) {
            properties.setProperty("mail.smtp.localhost", settings.localName());
        }
        return Session.getInstance(properties);
    }

    private static SocketFactory factoryOf(WireSocket wire) {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return wire;
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(String host, int port, java.net.InetAddress local, int localPort) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(java.net.InetAddress host, int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(java.net.InetAddress host, int port, java.net.InetAddress local, int localPort) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Returns whether another mail can be sent. */
    boolean isUsable() {
        return isOpen;
    }

    /** Returns how many mails have been tried on it. */
    int sent() {
        return sent;
    }

    /** Sends a mail, if this server can take it. */
    synchronized Attempt deliver(Envelope envelope) {
        if (envelope.needsUtf8() && !supportsExtension("SMTPUTF8")) {
            return new Attempt(
                    new RefusedForGood(
                            Cause.OTHER,
                            "the mail server takes no addresses that are not ASCII (it offers no SMTPUTF8)"),
                    false);
        }
        if (envelope.size() > maxSize()) {
            return new Attempt(
                    new RefusedForGood(
                            Cause.CONTENT,
                            "the mail server takes " + maxSize() + " octets, the message has " + envelope.size()),
                    false);
        }
        sent++;
        boolean isEnding = false;
        try {
            Attempt refused = begin(envelope);
            if (refused != null) {
                return refused;
            }
            byte[] message = envelope.withDots();
            isEnding = true;
            wire.say(message);
            return new Attempt(end(reply()), false);
        } catch (MessagingException | IOException | RuntimeException e) {
            abandon();
            return isEnding
                    ? new Attempt(new MailOutcome.Unknown("no reply to the message: " + told(e)), false)
                    : new Attempt(new RefusedForNow(told(e)), true);
        }
    }

    /** Says who sends and for whom; returns why the server does not take it, or null if it waits for the message. */
    private @Nullable Attempt begin(Envelope envelope) throws MessagingException, IOException {
        Map<Step, String> commands = commands(envelope);
        boolean isAtOnce = settings.isPipelined() && supportsExtension("PIPELINING");
        if (isAtOnce) {
            wire.say(utf8(String.join("", commands.values())));
        }
        MailOutcome refusal = null;
        for (Map.Entry<Step, String> command : commands.entrySet()) {
            if (!isAtOnce) {
                wire.say(utf8(command.getValue()));
            }
            Step step = command.getKey();
            Reply reply = reply();
            if (reply.isLastAt(step)) {
                abandon();
                return refusal != null
                        ? new Attempt(refusal, false)
                        : new Attempt(new RefusedForNow(reply.text()), true);
            }
            if (refusal == null && !reply.isYesTo(step)) {
                refusal = reply.outcomeAt(step);
                mustReset = true;
            } else if (refusal != null && step == Step.MESSAGE && reply.isYesTo(step)) {
                withdraw();
            }
            if (refusal != null && !isAtOnce) {
                break;
            }
        }
        return refusal == null ? null : new Attempt(refusal, false);
    }

    private Map<Step, String> commands(Envelope envelope) {
        Map<Step, String> commands = new EnumMap<>(Step.class);
        if (mustReset) {
            commands.put(Step.RESET, "RSET\r\n");
            mustReset = false;
        }
        String size = supportsExtension("SIZE") ? " SIZE=" + envelope.size() : "";
        String letters = envelope.needsUtf8() ? " SMTPUTF8" : "";
        commands.put(Step.SENDER, "MAIL FROM:<" + envelope.from().value() + ">" + size + letters + "\r\n");
        commands.put(Step.RECIPIENT, "RCPT TO:<" + envelope.to().value() + ">\r\n");
        commands.put(Step.MESSAGE, "DATA\r\n");
        return commands;
    }

    /** The server waits for a message to nobody, for it was asked before it had refused: it gets none (RFC 2920, 3.1). */
    private void withdraw() throws MessagingException, IOException {
        wire.say(utf8(".\r\n"));
        if (!reply().isRefusal()) {
            abandon();
        }
    }

    private MailOutcome end(Reply reply) {
        if (reply.isYesTo(Step.RECIPIENT)) {
            return MailOutcome.accepted();
        }
        if (reply.code() == 421 || !reply.isRefusal()) {
            abandon();
        }
        return reply.isRefusal()
                ? reply.outcome()
                : new MailOutcome.Unknown("no reply to the message but: " + reply.text());
    }

    private Reply reply() throws MessagingException {
        int code = readServerResponse();
        return new Reply(code, getLastServerResponse());
    }

    private long maxSize() {
        String size = supportsExtension("SIZE") ? getExtensionParameter("SIZE") : "";
        return size.matches("[0-9]{1,18}") && !size.matches("0+") ? Long.parseLong(size) : Long.MAX_VALUE;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns what went wrong, with what lies beneath. */
    static String told(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String own = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return root == failure ? own : own + " (" + root.getClass().getSimpleName() + ": " + root.getMessage() + ")";
    }

    /** Ends the connection as one should. */
    synchronized void quit() {
        if (isOpen) {
            isOpen = false;
            try {
                close();
            } catch (MessagingException e) {
                // It was gone already.
            }
        }
        wire.abandon();
    }

    /** Ends the connection at once. */
    void abandon() {
        isOpen = false;
        wire.abandon();
    }
}
