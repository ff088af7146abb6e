package io.billet.mail.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server on loopback that goes wrong as told, and writes down every message that came over the wire to its end.
 *
 * <pre>{@code
 * try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder()
 *         .faults(Faults.script(Fault.RCPT_4XX, Fault.DROP_AFTER_END))
 *         .start()) {
 *     // send to port server.port(), from this or any other process
 *     server.messages();    // each Message: id, sender, recipient, what went wrong, whether the server has taken it
 *     server.taken();       // how often each (Message-ID, recipient) was taken
 * }
 * }</pre>
 *
 * <p>A fault is chosen when a transaction begins (MAIL) and holds for this one; a {@code Message} is written down before its
 * reply is sent, so that no client knows of one that the server does not. {@link Fault#isTaken} says for which of them the
 * server answers from then on, {@link Fault#losesTheReply} which of those nobody was told of. After a kill of the sender,
 * {@code Message.isReplied()} tells whether the reply could still be written; that the sender has read it nobody can tell.
 * Bodies are kept unless {@link Builder#withoutBodies()} is said. Thread-safe; each connection has a daemon thread.
 */
public final class MisbehavingSmtpServer implements AutoCloseable {

    /**
     * A message that came to its end.
     *
     * @param id        its {@code Message-ID} in angle brackets, or none
     * @param from      the sender of the envelope
     * @param recipient of the envelope
     * @param mail      parameters of MAIL, such as {@code SMTPUTF8}
     * @param fault     what went wrong with it
     * @param text      the message as it came, without dot-stuffing, in ISO 8859-1 as octets; empty without bodies
     * @param connection number of the connection, from 1
     * @param isSecure  whether it came by TLS
     * @param replied   whether a reply to its end could be written by now
     */
    public record Message(
            String id,
            String from,
            String recipient,
            String mail,
            Fault fault,
            String text,
            int connection,
            boolean isSecure,
            BooleanSupplier replied) {

        /** Returns whether the server has taken it. */
        public boolean isTaken() {
            return fault.isTaken();
        }

        /** Returns whether a reply to the end of the message could be written to the connection. */
        public boolean isReplied() {
            return replied.getAsBoolean();
        }
    }

    /** A message's identity and whom it is for. */
    public record Key(String id, String recipient) {}

    private final Builder options;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Message> messages = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Faults faults;

    private MisbehavingSmtpServer(Builder options) throws IOException {
        this.options = options;
        this.faults = options.faults;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port), 200);
        daemon("smtp-accept-" + port(), this::accept);
    }

    /** Returns a builder of a server without faults, on any port, that offers PIPELINING, 8BITMIME and SMTPUTF8. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the port on loopback. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Changes what goes wrong from the next transaction on. */
    public void faults(Faults next) {
        this.faults = next;
    }

    /** Returns all messages that came to their end, in the order in which they did. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Returns how often each message was taken. */
    public Map<Key, Integer> taken() {
        Map<Key, Integer> counts = new HashMap<>();
        messages.stream()
                .filter(Message::isTaken)
                .forEach(message -> counts.merge(new Key(message.id(), message.recipient()), 1, Integer::sum));
        return counts;
    }

    /** Returns the commands that came, without the messages; passwords among them. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** Returns how many connections were made. */
    public int connections() {
        return connections.get();
    }

    /** Returns how many connections there were at the same time, at most. */
    public int mostConnections() {
        return most.get();
    }

    /** Returns how many connections there are. */
    public int openConnections() {
        return open.size();
    }

    /** Ends all connections without a word, as a server that is started anew; it still listens. */
    public void dropAll() {
        for (Socket socket : open) {
            close(socket);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dropAll();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                most.accumulateAndGet(open.size(), Math::max);
                int number = connections.incrementAndGet();
                daemon("smtp-" + port() + "-" + number, () -> serve(socket, number));
            } catch (IOException e) {
                // Closed, or a client that has gone.
            }
        }
    }

    private void serve(Socket socket, int number) {
        try {
            new Conversation(socket, number).run();
        } catch (IOException | Dropped e) {
            // The client has gone, or the fault wants it.
        } finally {
            close(socket);
            open.remove(socket);
        }
    }

    /** The connection is to end without a word. */
    private static final class Dropped extends RuntimeException {
        Dropped() {
            super(null, null, false, false);
        }
    }

    private final class Conversation {

        private final int number;
        private final Socket plain;
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private boolean isSecure;
        private Fault fault = Fault.NONE;
        private boolean isInTransaction;
        private String from = "";
        private String parameters = "";
        private Optional<String> recipient = Optional.empty();

        Conversation(Socket socket, int number) throws IOException {
            this.number = number;
            this.plain = socket;
            this.socket = socket;
            if (options.isImplicit) {
                startTls();
            }
            this.in = new BufferedInputStream(this.socket.getInputStream());
            this.out = new BufferedOutputStream(this.socket.getOutputStream());
        }

        void run() throws IOException {
            reply(options.greeting);
            if (!options.greeting.startsWith("2")) {
                throw new Dropped();
            }
            while (true) {
                String line = line();
                commands.add(line);
                String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO", "HELO" -> ehlo();
                    case "STARTTLS" -> upgrade();
                    case "AUTH" -> authenticate(line);
                    case "MAIL" -> mail(line);
                    case "RCPT" -> recipient(line);
                    case "DATA" -> message();
                    case "RSET" -> {
                        recipient = Optional.empty();
                        isInTransaction = false;
                        reply("250 2.0.0 Reset");
                    }
                    case "NOOP" -> reply("250 2.0.0 Still here");
                    case "QUIT" -> {
                        reply("221 2.0.0 Bye");
                        return;
                    }
                    default -> reply("502 5.5.1 Not known");
                }
            }
        }

        private void ehlo() throws IOException {
            List<String> lines = new ArrayList<>(List.of("localhost"));
            lines.addAll(options.extensions);
            if (options.tls != null && !isSecure && !options.isStripped) {
                lines.add("STARTTLS");
            }
            if (options.password != null) {
                lines.add("AUTH PLAIN LOGIN");
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                text.append(i + 1 < lines.size() ? "250-" : "250 ")
                        .append(lines.get(i))
                        .append("\r\n");
            }
            raw(text.toString());
        }

        private void upgrade() throws IOException {
            if (options.tls == null || options.isStripped) {
                reply("502 5.5.1 Not known");
                return;
            }
            reply("220 2.0.0 Go ahead");
            startTls();
            in = new BufferedInputStream(socket.getInputStream());
            out = new BufferedOutputStream(socket.getOutputStream());
        }

        private void startTls() throws IOException {
            SSLSocket secure =
                    (SSLSocket) options.tls.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
            secure.setUseClientMode(false);
            secure.startHandshake();
            socket = secure;
            isSecure = true;
        }

        private void authenticate(String line) throws IOException {
            String given;
            if (line.toUpperCase(Locale.ROOT).startsWith("AUTH PLAIN")) {
                String[] words = line.split(" ");
                String response = words.length > 2 ? words[2] : ask("334 ");
                given = decoded(response).replaceFirst("^[^\\x00]*\\x00", "").replace('\0', '/');
            } else {
                given = decoded(ask("334 VXNlcm5hbWU6")) + "/" + decoded(ask("334 UGFzc3dvcmQ6"));
            }
            reply(given.equals(options.password) ? "235 2.7.0 Welcome" : "535 5.7.8 Who are you?");
        }

        private static String decoded(String text) {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        }

        private String ask(String prompt) throws IOException {
            reply(prompt);
            String answer = line();
            commands.add(answer);
            return answer;
        }

        private void mail(String line) throws IOException {
            if (isInTransaction) {
                reply("503 5.5.1 Nested MAIL"); // as strict servers do: RSET first
                return;
            }
            fault = faults.next();
            recipient = Optional.empty();
            from = between(line);
            parameters = line.substring(line.indexOf('>') + 1).strip();
            switch (fault) {
                case MAIL_4XX -> reply("451 4.7.1 Try again later");
                case MAIL_5XX -> reply("550 5.7.1 Not from here");
                case MAIL_DEAD -> reply("550 5.1.1 <" + from + ">: no such sender");
                case MAIL_421 -> lastReply("421 4.3.2 Shutting down");
                case DROP_AT_MAIL -> throw new Dropped();
                case SILENCE_AT_MAIL -> waitForTheEnd();
                default -> {
                    isInTransaction = true;
                    reply("250 2.1.0 Sender ok");
                }
            }
        }

        private void recipient(String line) throws IOException {
            String to = between(line);
            switch (fault) {
                case MAIL_4XX, MAIL_5XX, MAIL_DEAD -> reply("503 5.5.1 MAIL first");
                case RCPT_4XX -> reply("450 4.2.1 <" + to + ">: busy");
                case RCPT_DEAD, RCPT_DEAD_YET_354 ->
                    reply("550 5.1.1 <" + to + ">: Recipient address rejected: User unknown");
                case RCPT_FULL -> reply("552 5.2.2 <" + to + ">: Mailbox full");
                case DROP_AT_RCPT -> throw new Dropped();
                case GARBAGE_AT_RCPT -> reply("\u0000\u0007hm?");
                case LONG_LINE_AT_RCPT -> reply("250 " + "a".repeat(10_000_000));
                case ENDLESS_REPLY_AT_RCPT -> endless("250-and on\r\n", 0);
                case DRIP_AT_RCPT -> endless("2", 20);
                case MANY_LINES_AT_RCPT ->
                    raw("550-5.1.1 The account <" + to + ">\r\n550-5.1.1 does not exist\u0085\r\n550 5.1.1 here\r\n");
                default -> {
                    recipient = Optional.of(to);
                    reply("250 2.1.5 Recipient ok");
                }
            }
        }

        private static String between(String line) {
            return line.substring(line.indexOf('<') + 1, Math.max(line.indexOf('<') + 1, line.indexOf('>')));
        }

        private void message() throws IOException {
            if (recipient.isEmpty()) {
                if (fault == Fault.RCPT_DEAD_YET_354) {
                    reply("354 Go ahead");
                    content();
                    isInTransaction = false;
                }
                reply("554 5.5.1 No valid recipients");
                return;
            }
            switch (fault) {
                case DATA_4XX -> {
                    reply("451 4.3.0 Try again later");
                    return;
                }
                case DROP_AT_DATA -> throw new Dropped();
                default -> reply("354 Go ahead");
            }
            String text = content();
            isInTransaction = false;
            AtomicBoolean replied = new AtomicBoolean();
            messages.add(new Message(
                    id(text),
                    from,
                    recipient.get(),
                    parameters,
                    fault,
                    options.keepsBodies ? text : "",
                    number,
                    isSecure,
                    replied::get));
            recipient = Optional.empty();
            switch (fault) {
                case END_4XX -> reply("451 4.3.0 Try again later");
                case END_CONTENT -> reply("554 5.6.0 Not such a message");
                case END_POLICY -> reply("550 5.7.1 Not from such a network");
                case END_421 -> lastReply("421 4.3.2 Shutting down");
                case DROP_AFTER_END, DROP_AFTER_END_UNTAKEN -> throw new Dropped();
                case SILENCE_AFTER_END -> waitForTheEnd();
                case GARBAGE_AFTER_END -> reply("hm?");
                case SLOW_250 -> {
                    sleep(options.slow);
                    reply("250 2.0.0 Taken");
                }
                case CLOSE_421_AFTERWARDS -> {
                    reply("250 2.0.0 Taken");
                    replied.set(true);
                    lastReply("421 4.7.0 Too many messages");
                }
                case CLOSE_AFTERWARDS -> {
                    reply("250 2.0.0 Taken");
                    replied.set(true);
                    throw new Dropped();
                }
                default -> reply("250 2.0.0 Taken");
            }
            replied.set(true);
        }

        /** Reads up to the line of one dot. */
        private String content() throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            int lines = 0;
            while (true) {
                String line = line();
                if (line.equals(".")) {
                    return text.toString(StandardCharsets.ISO_8859_1);
                }
                if (fault == Fault.DROP_IN_MESSAGE && ++lines > 3) {
                    throw new Dropped();
                }
                text.writeBytes(
                        (line.startsWith(".") ? line.substring(1) : line).getBytes(StandardCharsets.ISO_8859_1));
                text.writeBytes(new byte[] {'\r', '\n'});
            }
        }

        private static String id(String text) {
            for (String line : text.split("\r\n")) {
                if (line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
                    return line.substring(11).strip();
                }
                if (line.isEmpty()) {
                    break;
                }
            }
            return "";
        }

        /** Reads to CR LF, and to nothing else: a bare LF is a part of the line. */
        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            boolean wasEmpty = in.available() == 0;
            int last = -1;
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (wasEmpty) {
                    // As if the octets that were sent together had come from far away.
                    sleep(options.distance);
                    wasEmpty = false;
                }
                if (c == '\n' && last == '\r') {
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    return text.substring(0, text.length() - 1);
                }
                line.write(c);
                last = c;
            }
            throw new Dropped();
        }

        private void reply(String line) throws IOException {
            raw(line + "\r\n");
        }

        private void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            // Replies to commands that came together go together (RFC 2920, 3.2).
            if (in == null || in.available() == 0 || text.startsWith("354")) {
                out.flush();
            }
        }

        private void lastReply(String line) throws IOException {
            raw(line + "\r\n");
            out.flush();
            throw new Dropped();
        }

        private void waitForTheEnd() throws IOException {
            out.flush();
            while (in.read() >= 0) {
                // Nothing is said.
            }
            throw new Dropped();
        }

        private void endless(String piece, int pause) throws IOException {
            while (true) {
                out.write(piece.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                sleep(Duration.ofMillis(pause));
            }
        }
    }

    private static void sleep(Duration time) {
        if (time.isZero()) {
            return;
        }
        try {
            Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            throw new Dropped();
        }
    }

    /** How a server is to be. */
    public static final class Builder {

        private Faults faults = Faults.none();
        private int port;
        private String greeting = "220 localhost ESMTP";
        private List<String> extensions = List.of("PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES");
        private Duration slow = Duration.ofMillis(500);
        private Duration distance = Duration.ZERO;
        private SSLContext tls;
        private boolean isImplicit;
        private boolean isStripped;
        private String password;
        private boolean keepsBodies = true;

        private Builder() {}

        /** What goes wrong; nothing by default. */
        public Builder faults(Faults choice) {
            this.faults = choice;
            return this;
        }

        /** The port; any free one by default. */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /** What is said to who connects; after another code than 2yz the connection ends. */
        public Builder greeting(String line) {
            this.greeting = line;
            return this;
        }

        /** What is offered, in place of PIPELINING, 8BITMIME, SMTPUTF8 and ENHANCEDSTATUSCODES. */
        public Builder extensions(String... keywords) {
            this.extensions = List.of(keywords);
            return this;
        }

        /** How late the reply of {@link Fault#SLOW_250} is; half a second by default. */
        public Builder slow(Duration time) {
            this.slow = time;
            return this;
        }

        /** How long what is sent is under way; no time by default. */
        public Builder distance(Duration time) {
            this.distance = time;
            return this;
        }

        /** Offers STARTTLS. */
        public Builder tls(SSLContext context) {
            this.tls = context;
            return this;
        }

        /** TLS from the first octet on. */
        public Builder implicitTls(SSLContext context) {
            this.tls = context;
            this.isImplicit = true;
            return this;
        }

        /** As if somebody between had taken the offer of STARTTLS away. */
        public Builder stripped() {
            this.isStripped = true;
            return this;
        }

        /** Offers AUTH. */
        public Builder account(String user, String secret) {
            this.password = user + "/" + secret;
            return this;
        }

        /** Keeps no bodies, for very many messages. */
        public Builder withoutBodies() {
            this.keepsBodies = false;
            return this;
        }

        /** Returns a server that listens. */
        public MisbehavingSmtpServer start() throws IOException {
            return new MisbehavingSmtpServer(this);
        }
    }
}
