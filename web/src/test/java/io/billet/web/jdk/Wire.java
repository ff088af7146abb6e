package io.billet.web.jdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection on which anything may be sent, or nothing. */
final class Wire implements AutoCloseable {

    /** Long enough for a machine that does other things too; no test waits for it to pass. */
    private static final int MOST_MILLIS = 30_000;

    private final Socket socket = new Socket();

    Wire(int port) throws IOException {
        // Set before it is connected: as little as possible is sent ahead to one who does not read.
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(MOST_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MOST_MILLIS);
    }

    record Answer(int status, String head, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** Asks on a connection of its own. */
    static Answer ask(int port, String request) throws IOException {
        try (Wire wire = new Wire(port)) {
            return wire.send(request).answer();
        }
    }

    Wire send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Says that nothing will follow. */
    Wire sendNoMore() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads one answer, interim ones left out. */
    Answer answer() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!octets.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new AssertionError("no answer, but: " + octets.toString(StandardCharsets.ISO_8859_1));
            }
            octets.write(octet);
        }
        String head = octets.toString(StandardCharsets.ISO_8859_1);
        int status = Integer.parseInt(head.substring(9, 12));
        if (status == 100) {
            return answer();
        }
        Matcher length = Pattern.compile("\r\ncontent-length: ([0-9]+)\r\n").matcher(head.toLowerCase(Locale.ROOT));
        return new Answer(status, head, length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0]);
    }

    /** Reads what comes until the other side closes the connection. */
    String restUntilClosed() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] some = new byte[8_192];
        try {
            for (int read = socket.getInputStream().read(some);
                    read >= 0;
                    read = socket.getInputStream().read(some)) {
                octets.write(some, 0, read);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after " + octets.size() + " octets", e);
        } catch (IOException e) {
            // Closed with something unread on its way: a reset.
        }
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
