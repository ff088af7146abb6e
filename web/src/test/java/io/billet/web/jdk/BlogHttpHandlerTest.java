package io.billet.web.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.billet.engine.Blog;
import io.billet.web.BlogHandler;
import io.billet.web.http.WebHandler;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a server that the host has made itself. */
class BlogHttpHandlerTest {

    private HttpServer server;

    @BeforeEach
    void create() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Wire.Answer ask(String request) throws IOException {
        return Wire.ask(server.getAddress().getPort(), request);
    }

    @Test
    void a_blog_is_shown() throws Exception {
        try (Blog blog = Served.blog("Le Billet", "http://localhost/blog")) {
            server.createContext("/blog", BlogHttpHandler.of(BlogHandler.of(blog)));

            assertThat(ask(Wire.get("/blog/bonjour")).text()).contains("premier");
            assertThat(ask(Wire.get("/blogger")).status()).isEqualTo(404);
            assertThat(ask("GET /blog/ HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n")
                            .status())
                    .isEqualTo(400);
            assertThat(ask("POST /blog/newsletter/subscribe HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void what_a_handler_throws_is_answered() throws Exception {
        server.createContext("/unchecked", BlogHttpHandler.of(request -> {
            throw new IllegalStateException("on purpose");
        }));
        server.createContext("/error", BlogHttpHandler.of(request -> {
            throw new StackOverflowError("on purpose");
        }));

        assertThat(ask(Wire.get("/unchecked")).status()).isEqualTo(500);
        assertThat(ask(Wire.get("/error")).status()).isEqualTo(500);
    }

    @Test
    void a_body_that_breaks_off_while_it_is_read_is_no_error_of_the_handler() throws Exception {
        server.createContext("/upload", BlogHttpHandler.of(new WebHandler() {
            @Override
            public WebResponse handle(WebRequest request) {
                try {
                    return WebResponse.of(200)
                            .withText("text/plain", "" + request.bodyStream().readAllBytes().length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public long bodyLimit() {
                return 1_000_000_000;
            }
        }));

        try (Wire wire = new Wire(server.getAddress().getPort())) {
            wire.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc")
                    .sendNoMore();
            assertThat(wire.answer().status()).isEqualTo(400);
        }
        assertThat(ask("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")
                        .text())
                .isEqualTo("3");
    }

    @Test
    void who_is_signed_in_reaches_the_handler() throws Exception {
        WebHandler who = request -> WebResponse.of(200)
                .withText(
                        "text/plain",
                        request.attribute(Principal.class)
                                        .map(Principal::getName)
                                        .orElse("nobody") + " "
                                + request.attribute(HttpExchange.class).isPresent());
        server.createContext("/open", BlogHttpHandler.of(who));
        server.createContext("/closed", BlogHttpHandler.of(who)).setAuthenticator(new BasicAuthenticator("host") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals("ana") && password.equals("secret");
            }
        });

        assertThat(ask(Wire.get("/open")).text()).isEqualTo("nobody true");
        assertThat(ask("GET /closed HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic YW5hOnNlY3JldA==\r\n\r\n")
                        .text())
                .isEqualTo("host:ana true");
    }

    @Test
    void a_header_field_that_is_not_of_octets_is_not_sent() throws Exception {
        server.createContext(
                "/split",
                BlogHttpHandler.of(request -> WebResponse.of(200)
                        .with("X", "a\u010d\u010aSet-Cookie: evil=1")
                        .withText("text/plain", "text")));

        assertThat(ask(Wire.get("/split"))).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.head()).doesNotContain("evil");
        });
    }
}
