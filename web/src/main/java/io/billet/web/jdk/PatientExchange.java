package io.billet.web.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An exchange whose client is waited for within bounds: for the whole of its request, and for each slice of the response.
 *
 * <p>It ends as the JDK's server needs it to. That server forgets a connection when a handler throws, or when a response
 * was sent to its end; where {@code close} itself finds that the client has gone, it keeps the connection for ever.
 */
final class PatientExchange extends HttpExchange {

    /** Octets that are handed to the connection at once; it keeps a buffer of twice the size for as long as it lives. */
    static final int SLICE = 8_192;

    private final HttpExchange exchange;
    private final Patience patience;
    private final long responseNanos;
    private long requestNanosLeft;
    private InputStream in;
    private OutputStream out;
    private boolean broken;

    PatientExchange(HttpExchange exchange, Patience patience, long requestNanosLeft, long responseNanos) {
        this.exchange = exchange;
        this.patience = patience;
        this.requestNanosLeft = requestNanosLeft;
        this.responseNanos = responseNanos;
        in = new PatientInput(exchange.getRequestBody());
        out = new PatientOutput(exchange.getResponseBody());
    }

    /** Returns whether the connection is of no use any more, though the server may not have noticed. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        if (length < 0
                || status < 200
                || status == 204
                || status == 304
                || getRequestMethod().equals("HEAD")) {
            // The server reads what is left of the request once such a response is sent, and does not say if that
            // fails.
            in.close();
        }
        respond(() -> {
            exchange.sendResponseHeaders(status, length);
            return status;
        });
    }

    @Override
    public void close() {
        try {
            if (exchange.getResponseCode() < 0) {
                broken = true;
            } else {
                in.close();
                out.close();
            }
        } catch (IOException e) {
            broken = true;
        }
        try {
            respond(() -> {
                exchange.close();
                return 0;
            });
        } catch (IOException e) {
            broken = true;
        }
    }

    private <T> T request(Patience.Call<T> call) throws IOException {
        long begin = patience.clock();
        try {
            return noting(() -> patience.await(requestNanosLeft, call));
        } finally {
            requestNanosLeft = Math.max(0, requestNanosLeft - (patience.clock() - begin));
        }
    }

    private <T> T respond(Patience.Call<T> call) throws IOException {
        return noting(() -> patience.await(responseNanos, call));
    }

    private <T> T noting(Patience.Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    /** Ends a stream; the server then reads what is left of the request, which fails unchecked if its chunks are malformed. */
    private static int close(Closeable stream) throws IOException {
        try {
            stream.close();
            return 0;
        } catch (RuntimeException e) {
            throw new IOException("the request cannot be read to its end", e);
        }
    }

    @Override
    public InputStream getRequestBody() {
        return in;
    }

    @Override
    public OutputStream getResponseBody() {
        return out;
    }

    @Override
    public void setStreams(@Nullable InputStream newIn, @Nullable OutputStream newOut) {
        in = newIn == null ? in : newIn;
        out = newOut == null ? out : newOut;
    }

    @Override
    public Headers getRequestHeaders() {
        return exchange.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return exchange.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return exchange.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return exchange.getHttpContext();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return exchange.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return exchange.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return exchange.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return exchange.getProtocol();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return exchange.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        exchange.setAttribute(name, value);
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return exchange.getPrincipal();
    }

    /** Reads within what is left of the time for the request. */
    private final class PatientInput extends InputStream {

        private final InputStream body;

        PatientInput(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            return request(body::read);
        }

        @Override
        public int read(byte[] octets, int from, int length) throws IOException {
            return request(() -> body.read(octets, from, length));
        }

        @Override
        public int available() throws IOException {
            return body.available();
        }

        @Override
        public void close() throws IOException {
            request(() -> PatientExchange.close(body));
        }
    }

    /** Writes slice by slice, each within the time for it. */
    private final class PatientOutput extends OutputStream {

        private final OutputStream body;

        PatientOutput(OutputStream body) {
            this.body = body;
        }

        @Override
        public void write(int octet) throws IOException {
            respond(() -> {
                body.write(octet);
                return 1;
            });
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            for (int done = 0; done < length; done += SLICE) {
                int begin = from + done;
                int slice = Math.min(SLICE, length - done);
                respond(() -> {
                    body.write(octets, begin, slice);
                    return slice;
                });
            }
        }

        @Override
        public void flush() throws IOException {
            respond(() -> {
                body.flush();
                return 0;
            });
        }

        @Override
        public void close() throws IOException {
            respond(() -> PatientExchange.close(body));
        }
    }
}
