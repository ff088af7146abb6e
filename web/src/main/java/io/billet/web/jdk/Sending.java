package io.billet.web.jdk;

import com.sun.net.httpserver.HttpExchange;
import io.billet.web.http.WebResponse;
import io.billet.web.internal.adapter.PlainAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends responses to their end, and makes those that no blog makes. */
final class Sending {

    private static final Logger LOG = LoggerFactory.getLogger(BlogHttpHandler.class);

    private Sending() {}

    /** Returns a response of one line of text. */
    static WebResponse plain(int status, String line) {
        return PlainAnswer.of(status, line);
    }

    /** Returns such a response to a request that cannot be read to its end: nothing can follow it on its connection. */
    static WebResponse last(int status, String line) {
        return plain(status, line).with("Connection", "close");
    }

    /**
     * Sends a response and ends the exchange.
     *
     * @throws IOException if the client did not take it; that must reach the server, which then forgets the connection
     */
    static void send(HttpExchange exchange, WebResponse response) throws IOException {
        if (!PlainAnswer.canBeSent(response)) {
            // Some versions of the server cut characters to octets, and make a line break of U+010A.
            LOG.error("A response with {} had a header field that is not of octets", response.headers());
            send(exchange, last(500, "Something went wrong."));
            return;
        }
        for (Map.Entry<String, List<String>> field : response.headers().asMap().entrySet()) {
            exchange.getResponseHeaders().put(field.getKey(), new ArrayList<>(field.getValue()));
        }
        boolean empty =
                response.bodyLength().isPresent() && response.bodyLength().getAsLong() == 0;
        if (empty || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        // Zero stands for chunks: the length is known at the end.
        exchange.sendResponseHeaders(response.status(), response.bodyLength().orElse(0));
        OutputStream body = exchange.getResponseBody();
        response.writeBody(body);
        body.flush();
        try {
            body.close();
        } catch (RuntimeException e) {
            // The server reads what is left of the request, which fails so if its chunks are malformed.
            throw new IOException("the request cannot be read to its end", e);
        }
    }
}
