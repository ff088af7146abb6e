package io.billet.web.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.billet.web.http.WebHandler;
import io.billet.web.http.WebHeaders;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.internal.adapter.MountPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.Principal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a blog into a server of the JDK that you have already, under the path of its context. If you have none, begin with
 * {@link BlogServer}.
 *
 * <pre>{@code
 * server.createContext("/blog", BlogHttpHandler.of(BlogHandler.of(blog)));
 * }</pre>
 *
 * <p>How many requests the server answers at once, how long it waits for slow clients and whether its answers are delayed
 * is then your server's business. By its defaults it answers one request after the other, waits for ever, and delays:
 * {@code docs/web.md} says what to set.
 *
 * <p>Who is signed in by the context's {@code Authenticator} is there as {@code request.attribute(Principal.class)}, the exchange as
 * {@code request.attribute(HttpExchange.class)}.
 *
 * <p>What the server hands on and no page answers (a request that cannot be read to its end, a header field with NUL) is
 * answered with 400 and a line of text; an error inside, with 500.
 *
 * <p>Thread-safe.
 */
public final class BlogHttpHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BlogHttpHandler.class);

    /** What is read of a body that is too large, so that its sender gets to read why. */
    private static final long MOST_DISCARDED = 4_194_304;

    /** RFC 9110, 8.6; the server takes a sign too, which others on the way may read otherwise. */
    private static final Pattern LENGTH = Pattern.compile("[0-9]+");

    /**
     * Bodies up to here are collected before the handler sees them, so that slow clients occupy no worker. A handler that
     * takes larger ones reads them as they come, in the thread of the exchange.
     */
    private static final long MOST_COLLECTED = 10_000_000;

    private final WebHandler handler;
    private final Capacity capacity;
    private final boolean streams;

    BlogHttpHandler(WebHandler handler, Capacity capacity) {
        this.handler = handler;
        this.streams = handler.bodyLimit() > MOST_COLLECTED;
        this.capacity = streams ? Capacity.UNLIMITED : capacity;
    }

    /**
     * Creates a handler for a context of the server.
     *
     * @param handler the blog's pages, or another surface
     * @return the handler
     */
    public static BlogHttpHandler of(WebHandler handler) {
        return new BlogHttpHandler(handler, Capacity.UNLIMITED);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Optional<String> path = MountPath.below(
                exchange.getHttpContext().getPath(), exchange.getRequestURI().getRawPath());
        if (path.isEmpty()) {
            Sending.send(exchange, Sending.plain(404, "Not found."));
            return;
        }
        WebResponse response = response(exchange, path.get());
        try {
            Sending.send(exchange, response);
        } finally {
            capacity.give(response.bodyLength().orElse(0));
        }
    }

    /** Returns a response for whose body there is room. */
    private WebResponse response(HttpExchange exchange, String path) throws IOException {
        long body = bodyRoom(exchange.getRequestHeaders());
        if (!capacity.take(body)) {
            return busy();
        }
        try {
            WebRequest request = request(exchange, path);
            Optional<WebResponse> response = request.reads()
                    ? capacity.work(path, () -> handler.handle(request))
                    : capacity.workOnce(path, () -> handler.handle(request));
            return response.orElseGet(BlogHttpHandler::busy);
        } catch (IllegalRequestException e) {
            LOG.debug("A request was refused: {}", e.getMessage());
            return Sending.last(400, "Bad request.");
        } catch (UncheckedIOException e) {
            LOG.debug("A body that was read as it came broke off", e);
            return Sending.last(400, "Bad request.");
        } catch (RuntimeException | Error e) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), path, e);
            return Sending.last(500, "Something went wrong.");
        } finally {
            capacity.give(body);
        }
    }

    private static WebResponse busy() {
        return Sending.last(503, "Too busy. Please try again later.").with("Retry-After", "10");
    }

    private WebRequest request(HttpExchange exchange, String path) throws IOException, IllegalRequestException {
        WebRequest withoutBody = WebRequest.of(exchange.getRequestMethod(), path)
                .withHeaders(headers(exchange.getRequestHeaders()))
                .withAttributes(name -> known(exchange, name));
        WebRequest request = streams
                ? withoutBody.withBody(exchange.getRequestBody(), length(exchange.getRequestHeaders()))
                : withoutBody.withBody(body(exchange.getRequestBody()));
        String query = exchange.getRequestURI().getRawQuery();
        InetAddress address = exchange.getRemoteAddress().getAddress();
        WebRequest located = address == null ? request : request.withRemoteAddress(address.getHostAddress());
        return query == null ? located : located.withQuery(query);
    }

    private static Optional<Object> known(HttpExchange exchange, String name) {
        if (name.equals(Principal.class.getName())) {
            return Optional.ofNullable(exchange.getPrincipal());
        }
        return name.equals(HttpExchange.class.getName()) ? Optional.of(exchange) : Optional.empty();
    }

    private static WebHeaders headers(Headers fields) throws IllegalRequestException {
        String length = fields.getFirst("Content-Length");
        if (length != null && !LENGTH.matcher(length).matches()) {
            throw new IllegalRequestException("Content-Length is no number", null);
        }
        try {
            return WebHeaders.of(fields);
        } catch (IllegalArgumentException e) {
            throw new IllegalRequestException("a header field holds NUL or a line break", e);
        }
    }

    /** Returns the most octets that are kept of the body. */
    private long bodyRoom(Headers fields) {
        return streams ? 0 : Math.min(length(fields).orElse(Long.MAX_VALUE), handler.bodyLimit());
    }

    private static OptionalLong length(Headers fields) {
        String length = fields.getFirst("Content-Length");
        boolean told =
                length != null && length.length() < 18 && LENGTH.matcher(length).matches();
        boolean none = length == null && !fields.containsKey("Transfer-Encoding");
        return none ? OptionalLong.of(0) : told ? OptionalLong.of(Long.parseLong(length)) : OptionalLong.empty();
    }

    private byte[] body(InputStream stream) throws IOException, IllegalRequestException {
        try {
            byte[] body = stream.readNBytes((int) handler.bodyLimit() + 1);
            if (body.length > handler.bodyLimit()) {
                discard(stream);
            }
            return body;
        } catch (SlowClientException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Chunks that are malformed (some make the server's own stream fail otherwise), or a client that has gone.
            throw new IllegalRequestException("the body cannot be read", e);
        }
    }

    private static void discard(InputStream stream) throws IOException {
        byte[] discarded = new byte[8_192];
        long left = MOST_DISCARDED;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = stream.read(discarded);
            left -= read;
        }
    }

    /** A request that cannot be handed on. */
    private static final class IllegalRequestException extends Exception {

        IllegalRequestException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
