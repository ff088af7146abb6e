package io.billet.benchmarks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients who send an octet a second, or do not read what they asked for. One that is cut off comes back at once. */
final class SlowClients implements AutoCloseable {

    private static final String HEAD = "GET /blog/ HTTP/1.1\r\nHost: localhost\r\nX: ";
    private static final String BODY = "POST /blog/newsletter/subscribe HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 200000\r\n\r\nemail=";

    private final int port;
    private final String reading;
    private final List<Client> clients = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger cutOff = new AtomicInteger();
    private final Thread trickle = new Thread(this::trickle, "slow-clients");
    private volatile boolean closed;

    /** @param path of what those ask for who do not read */
    SlowClients(int port, String path) {
        this.port = port;
        reading = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    void open(int headers, int bodies, int readers) throws IOException {
        List<String> beginnings = new ArrayList<>();
        beginnings.addAll(Collections.nCopies(headers, HEAD));
        beginnings.addAll(Collections.nCopies(bodies, BODY));
        beginnings.addAll(Collections.nCopies(readers, reading));
        for (String beginning : beginnings) {
            clients.add(new Client(beginning));
        }
        trickle.setDaemon(true);
        trickle.start();
    }

    /** Returns how often the server ended a connection. */
    int cutOff() {
        return cutOff.get();
    }

    private void trickle() {
        while (!closed) {
            for (Client client : List.copyOf(clients)) {
                client.trickle();
            }
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        trickle.interrupt();
        clients.forEach(Client::close);
    }

    private final class Client {

        private final String beginning;
        private SocketChannel channel;

        Client(String beginning) throws IOException {
            this.beginning = beginning;
            channel = connected();
        }

        private SocketChannel connected() throws IOException {
            SocketChannel fresh = SocketChannel.open();
            // As little as possible is sent ahead to one who does not read.
            fresh.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            fresh.write(ByteBuffer.wrap(beginning.getBytes(StandardCharsets.US_ASCII)));
            fresh.configureBlocking(false);
            return fresh;
        }

        private void trickle() {
            try {
                channel.write(ByteBuffer.wrap(new byte[] {'x'}));
                if (!beginning.equals(reading) && channel.read(ByteBuffer.allocate(1_024)) < 0) {
                    throw new IOException("closed");
                }
            } catch (IOException e) {
                if (!closed) {
                    cutOff.incrementAndGet();
                    close();
                    reconnect();
                }
            }
        }

        private void reconnect() {
            try {
                channel = connected();
            } catch (IOException e) {
                System.err.println("a slow client could not come back: " + e);
            }
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // It is over anyway.
            }
        }
    }
}
