package io.billet.benchmarks.mail;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** An SMTP server on loopback that takes everything, keeps nothing and counts. */
final class MailSink implements AutoCloseable {

    private final ServerSocket listener;
    private final long distance;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param distance how long what is sent is under way and back, in nanoseconds; 0 on loopback
     */
    MailSink(long distance) throws IOException {
        this.distance = distance;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    long taken() {
        return taken.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "sink");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream(), 32_768);
            OutputStream out = new BufferedOutputStream(client.getOutputStream());
            reply(in, out, "220 sink");
            byte[] start = new byte[4];
            while (line(in, start) >= 0) {
                switch (new String(start, StandardCharsets.US_ASCII)) {
                    case "EHLO" -> reply(in, out, "250-sink\r\n250 PIPELINING");
                    case "DATA" -> {
                        reply(in, out, "354 go on");
                        while (line(in, start) != 1 || start[0] != '.') {
                            // nothing is kept
                        }
                        taken.incrementAndGet();
                        reply(in, out, "250 taken");
                    }
                    case "QUIT" -> {
                        return;
                    }
                    default -> reply(in, out, "250 ok");
                }
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Reads a line; returns its length without the end, and its first four octets. */
    private int line(InputStream in, byte[] start) throws IOException {
        boolean isNew = distance > 0 && in.available() == 0;
        int length = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return -1;
            }
            if (isNew) {
                LockSupport.parkNanos(distance);
                isNew = false;
            }
            if (length < start.length) {
                start[length] = (byte) c;
            }
            length += c == '\r' ? 0 : 1;
        }
        return length;
    }

    /** Replies to what came together go together. */
    private static void reply(InputStream in, OutputStream out, String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        if (in.available() == 0) {
            out.flush();
        }
    }
}
