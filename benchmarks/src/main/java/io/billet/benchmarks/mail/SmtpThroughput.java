package io.billet.benchmarks.mail;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.OutgoingMail;
import io.billet.mail.smtp.SmtpMailer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;

/**
 * How many mails a second go out: by {@code SmtpMailer} over 1, 4 and 16 connections, with and without pipelining, beside bare
 * loops over {@code Transport.sendMessage} on a connection that is kept, and one that is made for each mail.
 *
 * <p>Arguments: mails a round (2,000), rounds (5), milliseconds that a word is under way and back (0).
 */
public final class SmtpThroughput {

    private static final String HTML = "<p>" + "Un mot après l’autre, et le billet se remplit. ".repeat(120) + "</p>";
    private static final String TEXT = "Un mot après l’autre, et le billet se remplit.\n".repeat(120);

    private static final String BARE = "sendMessage, one connection kept";

    private SmtpThroughput() {}

    /** Prints the medians. */
    public static void main(String[] arguments) throws Exception {
        int mails = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        double distance = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 0;
        try (MailSink sink = new MailSink((long) (distance * 1e6))) {
            Map<String, Callable<Integer>> ways = new LinkedHashMap<>();
            ways.put(BARE, () -> kept(sink, mails / 10, false));
            ways.put("the same, TCP_NODELAY", () -> kept(sink, mails, true));
            ways.put("sendMessage, a connection each", () -> each(sink, mails / 10));
            for (int connections : new int[] {1, 4, 16}) {
                ways.put("SmtpMailer, " + connections, () -> mailer(sink, mails, connections, true));
                ways.put(
                        "SmtpMailer, " + connections + ", not pipelined",
                        () -> mailer(sink, mails, connections, false));
            }
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            // In turns, after a round that does not count.
            for (int round = -1; round < rounds; round++) {
                for (Map.Entry<String, Callable<Integer>> way : ways.entrySet()) {
                    long before = sink.taken();
                    long start = System.nanoTime();
                    int sent = way.getValue().call();
                    double rate = sent / ((System.nanoTime() - start) / 1e9);
                    if (sink.taken() - before != sent) {
                        throw new IllegalStateException("not all were taken");
                    }
                    if (round >= 0) {
                        rates.computeIfAbsent(way.getKey(), key -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            double bare = median(rates.getOrDefault(BARE, List.of()));
            rates.forEach((way, all) -> System.out.printf(
                    Locale.ROOT,
                    "%-40s %8.0f mails/s (%.0f to %.0f) %6.2f times%n",
                    way,
                    median(all),
                    Collections.min(all),
                    Collections.max(all),
                    median(all) / bare));
        }
    }

    private static double median(List<Double> all) {
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static int mailer(MailSink sink, int mails, int connections, boolean isPipelined) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try (SmtpMailer mailer = SmtpMailer.builder("localhost")
                .port(sink.port())
                .localName("localhost")
                .connections(connections)
                .messagesPerConnection(1_000_000)
                .pipelining(isPipelined)
                .build()) {
            AtomicInteger next = new AtomicInteger();
            List<Future<Void>> workers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                workers.add(threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < mails; number = next.getAndIncrement()) {
                        if (!(mailer.send(mail(number)) instanceof MailOutcome.Accepted)) {
                            throw new IllegalStateException("refused");
                        }
                    }
                    return null;
                }));
            }
            for (Future<Void> worker : workers) {
                worker.get();
            }
            return mails;
        } finally {
            threads.shutdown();
        }
    }

    private static OutgoingMail mail(int number) {
        return new OutgoingMail(
                "<" + number + "@example.net>",
                Optional.of(new OutgoingMail.Sender("Le Billet", EmailAddress.of("blog@example.net"))),
                EmailAddress.of("reader" + number + "@example.org"),
                "L’été à la plage",
                TEXT,
                Optional.of(HTML),
                Optional.of(new OutgoingMail.MailingList(
                        "blog.example.net", "Le Billet", URI.create("https://example.net/leave?token=" + number))));
    }

    private static int kept(MailSink sink, int mails, boolean isWithoutDelay) throws MessagingException {
        Session session = session(sink, isWithoutDelay);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            for (int i = 0; i < mails; i++) {
                MimeMessage message = message(session, i);
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
        return mails;
    }

    private static int each(MailSink sink, int mails) throws MessagingException {
        Session session = session(sink, false);
        for (int i = 0; i < mails; i++) {
            Transport.send(message(session, i));
        }
        return mails;
    }

    private static Session session(MailSink sink, boolean isWithoutDelay) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "localhost");
        properties.setProperty("mail.smtp.port", Integer.toString(sink.port()));
        properties.setProperty("mail.smtp.localhost", "localhost");
        properties.setProperty("mail.smtp.quitwait", "false");
        if (isWithoutDelay) {
            properties.put("mail.smtp.socketFactory", new SocketsWithoutDelay());
        }
        return Session.getInstance(properties);
    }

    /** Jakarta Mail has no setting for it. */
    private static final class SocketsWithoutDelay extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("not asked for");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            throw new IOException("not asked for");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw new IOException("not asked for");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            throw new IOException("not asked for");
        }
    }

    private static MimeMessage message(Session session, int number) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("blog@example.net"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("reader" + number + "@example.org"));
        message.setSubject("L’été à la plage", "UTF-8");
        message.setHeader("List-Unsubscribe", "<https://example.net/leave?token=" + number + ">");
        MimeMultipart forms = new MimeMultipart("alternative");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(TEXT, "UTF-8");
        forms.addBodyPart(text);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(HTML, "UTF-8", "html");
        forms.addBodyPart(html);
        message.setContent(forms);
        message.saveChanges();
        return message;
    }
}
