package io.billet.mail.smtp;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a blog's mail by an SMTP server (RFC 5321), over a few connections that are used again and again.
 *
 * <pre>{@code
 * SmtpMailer mailer = SmtpMailer.builder("smtp.example.org")
 *         .account("blog@example.org", password)
 *         .build();
 * Blog blog = Blog.builder().site(site).storage(storage).mailer(mailer).start();
 * }</pre>
 *
 * <p>Outside the own machine the connection is secured by STARTTLS, and a server that does not offer it, or whose certificate is
 * not trusted for its name, gets neither password nor mail.
 *
 * <p>Each mail has one recipient. What becomes of it is the server's last word: a reply 4yz is {@link
 * MailOutcome.RefusedForNow}, 5yz {@link MailOutcome.RefusedForGood} with its cause, and a connection that is lost after the end
 * of the message {@link MailOutcome.Unknown}. What concerns no mail in particular (no connection, no TLS, the account is not
 * taken) is refused for now, and logged. A connection that turns out to be gone before any of the message was sent is replaced at
 * once by a new one, so that a server's restart costs no mail and doubles none.
 *
 * <p>Thread-safe: as many threads send at the same time as there are connections, others wait. Connections are made when
 * needed; {@link #close()} ends them.
 */
public final class SmtpMailer implements Mailer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);

    private final MailWriter writer;
    private final Optional<EmailAddress> bounceAddress;
    private final Optional<MessageSigner> signer;
    private final SmtpConnections connections;
    private final Duration patience;
    private final SmtpSettings settings;

    private SmtpMailer(Builder builder) {
        this.settings = builder.settings();
        this.writer = new MailWriter(builder.sender(), builder.clock);
        this.bounceAddress = Optional.ofNullable(builder.bounceAddress);
        this.signer = Optional.ofNullable(builder.signer);
        this.patience = builder.patience;
        this.connections =
                new SmtpConnections(settings, builder.connections, builder.messagesPerConnection, builder.idleTime);
    }

    /**
     * Returns a builder.
     *
     * @param host the server's name or IP address; TLS asks for a certificate of this name
     * @throws IllegalArgumentException if it is neither
     */
    public static Builder builder(String host) {
        return new Builder(host);
    }

    @Override
    public MailOutcome send(OutgoingMail mail) {
        Optional<EmailAddress> from = writer.sender(mail);
        if (from.isEmpty()) {
            return refused("neither the blog nor the mailer names who sends mail");
        }
        Envelope envelope;
        try {
            envelope = new Envelope(bounceAddress.or(() -> from).get(), mail.to(), signed(writer.write(mail)));
        } catch (UnwritableMailException e) {
            return e.outcome();
        }
        try {
            if (!connections.enter(patience)) {
                return new MailOutcome.RefusedForNow(
                        "no connection was free for " + patience + ", or the mailer is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new MailOutcome.RefusedForNow("interrupted while all connections were busy");
        }
        try {
            return deliver(envelope);
        } finally {
            connections.leave();
        }
    }

    private MailOutcome deliver(Envelope envelope) {
        Optional<SmtpConnection> used = connections.waiting();
        if (used.isPresent()) {
            SmtpConnection.Attempt attempt = attempt(used.get(), envelope);
            if (!attempt.isStale()) {
                return attempt.outcome();
            }
        }
        SmtpConnection fresh;
        try {
            fresh = connections.open();
        } catch (MessagingException | RuntimeException e) {
            return refused(SmtpConnection.told(e));
        }
        return attempt(fresh, envelope).outcome();
    }

    /** What holds for any mail is for the owner to mend. */
    private MailOutcome refused(String why) {
        MailOutcome.RefusedForNow refused = new MailOutcome.RefusedForNow(why);
        LOG.warn("No mail can be sent by {}: {}", settings, refused.reason());
        return refused;
    }

    private SmtpConnection.Attempt attempt(SmtpConnection connection, Envelope envelope) {
        try {
            return connection.deliver(envelope);
        } finally {
            connections.giveBack(connection);
        }
    }

    private byte[] signed(byte[] message) {
        if (signer.isEmpty()) {
            return message;
        }
        ByteArrayOutputStream signed = new ByteArrayOutputStream(message.length + 1_024);
        signed.writeBytes(signer.get().sign(message).getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(message);
        return signed.toByteArray();
    }

    /** Ends the connections; a mail that is under way is sent to its end, one that comes later is refused for now. */
    @Override
    public void close() {
        connections.close();
    }

    /** Returns server and port: fit for logs. */
    @Override
    public String toString() {
        return "mail by " + settings;
    }

    /** Which server, and how. Not thread-safe. */
    public static final class Builder {

        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:.]{2,45}]?");
        private static final Pattern LOCAL_NAME = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Za-z:.]{2,60}]");

        private final String host;
        private int port;
        private @Nullable SmtpTls tls;
        private @Nullable SSLContext trust;
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable EmailAddress sender;
        private @Nullable EmailAddress bounceAddress;
        private @Nullable MessageSigner signer;
        private @Nullable String localName;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(60);
        private Duration writeTimeout = Duration.ofSeconds(30);
        private Duration patience = Duration.ofSeconds(60);
        private Duration idleTime = Duration.ofSeconds(30);
        private int connections = 4;
        private int messagesPerConnection = 100;
        private boolean isPipelined = true;
        private Clock clock = Clock.systemUTC();

        private Builder(String host) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException("a host is a name in ASCII or an IP address");
            }
            this.host = host;
        }

        /**
         * Sets the port: 1 to 65,535. By default 587 (RFC 6409), 465 with {@link SmtpTls#IMPLICIT}, 25 with {@link
         * SmtpTls#NONE}.
         */
        public Builder port(int number) {
            require(number >= 1 && number <= 65_535, "a port is 1 to 65535");
            this.port = number;
            return this;
        }

        /**
         * Sets how the connection is secured. By default {@link SmtpTls#NONE} if the host is this machine ({@code localhost},
         * {@code 127.0.0.1}, {@code ::1}), {@link SmtpTls#IMPLICIT} at port 465, and {@link SmtpTls#STARTTLS} else. With {@link
         * SmtpTls#NONE} said for another machine, password and mail are sent in clear.
         */
        public Builder tls(SmtpTls kind) {
            this.tls = kind;
            return this;
        }

        /** Sets which certificates are trusted; those that the JDK trusts by default. They have to bear the host's name. */
        public Builder trust(SSLContext context) {
            this.trust = context;
            return this;
        }

        /**
         * Sets the account; none by default. A server that offers no AUTH is then refused.
         *
         * @param name   as the server knows it; if it is an address, it is the sender of mails for which the blog names none
         * @param secret the password; it stands in no log and no {@code toString}
         */
        public Builder account(String name, String secret) {
            this.user = name;
            this.password = secret;
            return this;
        }

        /** Sets who sends mails for which the blog names nobody (see {@code Site.mailFrom}). */
        public Builder sender(EmailAddress address) {
            this.sender = address;
            return this;
        }

        /** Sets where bounces go, the sender of the envelope (RFC 5321, 2.3.1); by default the mail's sender. */
        public Builder bounceAddress(EmailAddress address) {
            this.bounceAddress = address;
            return this;
        }

        /** Sets what signs each message, such as {@link DkimSigner}; nothing by default. */
        public Builder signer(MessageSigner how) {
            this.signer = how;
            return this;
        }

        /**
         * Sets by which name this machine introduces itself (EHLO): a domain name, or an IP address in brackets. By default the
         * name under which it knows itself, for which name servers may be asked.
         */
        public Builder localName(String name) {
            require(LOCAL_NAME.matcher(name).matches(), "a local name is a domain name, or an IP address in brackets");
            this.localName = name;
            return this;
        }

        /** Sets how long a connection may take to be made; 10 seconds by default, 1 ms to an hour. */
        public Builder connectTimeout(Duration time) {
            this.connectTimeout = bounded(time);
            return this;
        }

        /**
         * Sets how long a whole reply may take; 60 seconds by default, 1 ms to an hour. RFC 5321, 4.5.3.2.6, would wait ten
         * minutes for the one to a message: who gives up early does not know what became of it.
         */
        public Builder readTimeout(Duration time) {
            this.readTimeout = bounded(time);
            return this;
        }

        /** Sets how long the server may take to receive what is written at once; 30 seconds by default, 1 ms to an hour. */
        public Builder writeTimeout(Duration time) {
            this.writeTimeout = bounded(time);
            return this;
        }

        /** Sets how long a mail waits for a connection while all are busy; 60 seconds by default, 1 ms to an hour. */
        public Builder patience(Duration time) {
            this.patience = bounded(time);
            return this;
        }

        /** Sets after which time without mail a connection is ended; 30 seconds by default, 1 ms to an hour. */
        public Builder idleTime(Duration time) {
            this.idleTime = bounded(time);
            return this;
        }

        /** Sets how many connections there are at most: 4 by default, 1 to 1,000. Servers limit them, too. */
        public Builder connections(int count) {
            require(count >= 1 && count <= 1_000, "connections are 1 to 1000");
            this.connections = count;
            return this;
        }

        /** Sets how many mails are sent over one connection: 100 by default, 1 to 1,000,000. */
        public Builder messagesPerConnection(int count) {
            require(count >= 1 && count <= 1_000_000, "messages per connection are 1 to 1000000");
            this.messagesPerConnection = count;
            return this;
        }

        /**
         * Sets whether sender, recipient and DATA are said at once to servers that offer it (RFC 2920); true by default. It
         * spares two journeys a mail.
         */
        public Builder pipelining(boolean isUsed) {
            this.isPipelined = isUsed;
            return this;
        }

        /** Sets what time it is, for the field {@code Date}; the system's clock by default. */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /** Returns a mailer; no connection is made yet. */
        public SmtpMailer build() {
            return new SmtpMailer(this);
        }

        private SmtpSettings settings() {
            SmtpTls kind = tls != null ? tls : defaultTls();
            if (kind == SmtpTls.NONE && user != null && !isLoopback(host)) {
                LOG.warn("The password for {} is sent in clear, as SmtpTls.NONE says", host);
            }
            return new SmtpSettings(
                    host,
                    port != 0 ? port : defaultPort(kind),
                    kind,
                    trust != null ? trust.getSocketFactory() : (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    user,
                    password,
                    localName,
                    connectTimeout,
                    readTimeout,
                    writeTimeout,
                    isPipelined);
        }

        private SmtpTls defaultTls() {
            if (port == 465) {
                return SmtpTls.IMPLICIT;
            }
            return isLoopback(host) ? SmtpTls.NONE : SmtpTls.STARTTLS;
        }

        private static int defaultPort(SmtpTls kind) {
            return switch (kind) {
                case STARTTLS -> 587;
                case IMPLICIT -> 465;
                case NONE -> 25;
            };
        }

        private Optional<EmailAddress> sender() {
            if (sender == null && user != null && user.contains("@")) {
                try {
                    return Optional.of(EmailAddress.of(user));
                } catch (io.billet.core.InvalidValueException e) {
                    return Optional.empty();
                }
            }
            return Optional.ofNullable(sender);
        }

        /** By the look of it: a name server's word does not make a connection safe. */
        private static boolean isLoopback(String host) {
            String name = host.toLowerCase(Locale.ROOT);
            return name.equals("localhost")
                    || name.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}")
                    || name.matches("\\[?(::1|0:0:0:0:0:0:0:1)]?");
        }

        private static Duration bounded(Duration time) {
            require(
                    time.compareTo(Duration.ofMillis(1)) >= 0 && time.compareTo(Duration.ofHours(1)) <= 0,
                    "a time is 1 ms to an hour");
            return time;
        }

        private static void require(boolean isRight, String rule) {
            if (!isRight) {
                throw new IllegalArgumentException(rule);
            }
        }
    }
}
