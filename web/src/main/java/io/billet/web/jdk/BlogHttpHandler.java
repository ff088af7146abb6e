package io.billet.web.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.billet.web.BlogHandler;
import io.billet.web.http.WebHeaders;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a blog into the JDK's own HTTP server, under the path of its context.
 *
 * <pre>{@code
 * HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
 * server.createContext("/blog", BlogHttpHandler.of(blog));
 * server.setExecutor(Executors.newFixedThreadPool(8));   // by default it serves one request after the other
 * server.start();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class BlogHttpHandler implements HttpHandler {

    /** What is read of a body that is too large, so that its sender gets to read why. */
    private static final long MOST_DISCARDED = 4_194_304;

    private final BlogHandler blog;

    private BlogHttpHandler(BlogHandler blog) {
        this.blog = blog;
    }

    /**
     * @param blog the blog's pages
     * @return a handler for a context of the server
     */
    public static BlogHttpHandler of(BlogHandler blog) {
        return new BlogHttpHandler(blog);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> path = MountPath.below(
                    exchange.getHttpContext().getPath(),
                    exchange.getRequestURI().getRawPath());
            if (path.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            send(exchange, blog.handle(request(exchange, path.get())));
        }
    }

    private WebRequest request(HttpExchange exchange, String path) throws IOException {
        WebRequest request = WebRequest.of(exchange.getRequestMethod().toUpperCase(Locale.ROOT), path)
                .withHeaders(headers(exchange))
                .withBody(body(exchange.getRequestBody()));
        String query = exchange.getRequestURI().getRawQuery();
        InetAddress address = exchange.getRemoteAddress().getAddress();
        WebRequest located = address == null ? request : request.withRemoteAddress(address.getHostAddress());
        return query == null ? located : located.withQuery(query);
    }

    private static WebHeaders headers(HttpExchange exchange) {
        return WebHeaders.of(exchange.getRequestHeaders());
    }

    private byte[] body(InputStream stream) throws IOException {
        byte[] body = stream.readNBytes((int) blog.bodyLimit() + 1);
        if (body.length > blog.bodyLimit()) {
            byte[] discarded = new byte[8_192];
            long left = MOST_DISCARDED;
            int read = 0;
            while (left > 0 && read >= 0) {
                read = stream.read(discarded);
                left -= read;
            }
        }
        return body;
    }

    private static void send(HttpExchange exchange, WebResponse response) throws IOException {
        for (Map.Entry<String, List<String>> field : response.headers().asMap().entrySet()) {
            exchange.getResponseHeaders().put(field.getKey(), new ArrayList<>(field.getValue()));
        }
        byte[] body = response.body();
        if (body.length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
