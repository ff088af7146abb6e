package io.billet.mail.smtp;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which no reply is longer, later or slower than allowed. A read timeout of the JDK holds for one packet, so
 * that a server which sends an octet now and then holds a thread for ever; here it holds from what was last sent to the end of
 * the reply. A write that does not end in its time closes the socket.
 */
final class WireSocket extends Socket {

    /** Of octets between two things that we say; a reply has a few lines, a certificate chain some thousand. */
    private static final int MAX_REPLY = 128 * 1024;

    private final SmtpSettings settings;
    private final ScheduledExecutorService watch;
    private @Nullable SSLSocket secured;
    private long deadline;
    private int received;

    WireSocket(SmtpSettings settings, ScheduledExecutorService watch) {
        this.settings = settings;
        this.watch = watch;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        super.connect(endpoint, timeout);
        setTcpNoDelay(true);
        expectReply();
        if (settings.tls() == SmtpTls.IMPLICIT) {
            String host = ((InetSocketAddress) endpoint).getHostString();
            SSLSocket tls = (SSLSocket) settings.trust().createSocket(this, host, settings.port(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            secured = tls;
        }
    }

    /** Returns a factory of TLS over this connection, which then writes to it. */
    SSLSocketFactory starter() {
        return new TlsOverWire();
    }

    boolean isSecured() {
        return secured != null;
    }

    /** Writes in one go, past the buffers of who reads the replies. */
    void say(byte[] octets) throws IOException {
        OutputStream out = secured == null ? getOutputStream() : secured.getOutputStream();
        out.write(octets);
        out.flush();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return secured == null ? new BoundedInput(super.getInputStream()) : secured.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return secured == null ? new BoundedOutput(super.getOutputStream()) : secured.getOutputStream();
    }

    private void expectReply() {
        deadline = System.nanoTime() + settings.readTimeout().toNanos();
        received = 0;
    }

    private final class BoundedInput extends FilterInputStream {

        BoundedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] octets, int from, int length) throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("no reply in " + settings.readTimeout());
            }
            setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
            int count = in.read(octets, from, length);
            received += Math.max(0, count);
            if (received > MAX_REPLY) {
                throw new IOException("a reply of more than " + MAX_REPLY + " octets");
            }
            return count;
        }
    }

    private final class BoundedOutput extends FilterOutputStream {

        BoundedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            ScheduledFuture<?> end =
                    watch.schedule(this::giveUp, settings.writeTimeout().toMillis(), TimeUnit.MILLISECONDS);
            try {
                out.write(octets, from, length);
            } finally {
                end.cancel(false);
            }
            expectReply();
        }

        private void giveUp() {
            WireSocket.this.abandon();
        }
    }

    /** Closes at once, without a word. */
    void abandon() {
        try {
            super.close();
        } catch (IOException e) {
            // It is closed as far as it can be.
        }
    }

    /** TLS after STARTTLS, as Angus Mail asks for it. */
    private final class TlsOverWire extends SSLSocketFactory {

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            SSLSocket tls = (SSLSocket) settings.trust().createSocket(socket, host, port, autoClose);
            secured = tls;
            return tls;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return settings.trust().getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return settings.trust().getSupportedCipherSuites();
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
    }
}
