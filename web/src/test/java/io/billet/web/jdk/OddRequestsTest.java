package io.billet.web.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as no browser sends them. */
class OddRequestsTest {

    private static final String FORM = "POST /blog/newsletter/subscribe HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n";

    private static Served served;

    @BeforeAll
    static void open() throws Exception {
        // What is left of a request is read for as long, though it is answered.
        served = Served.with(
                settings -> settings.requestTime(Duration.ofSeconds(1)).responseTime(Duration.ofSeconds(1)));
    }

    @AfterAll
    static void close() {
        served.close();
    }

    private static String get(String fields) {
        return "GET /blog/bonjour HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
    }

    @Nested
    class are_a_bad_request {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "X: a\0b\r\n",
                    "X: a\0\0b\r\n",
                    "Cookie: billet=\0; a=b\r\n",
                    "If-None-Match: \"\0\"\r\n",
                    "X\0Y: a\r\n",
                    "X: a\rb\r\n",
                    "X Y: a\r\n",
                    "X : a\r\n",
                    ": a\r\n",
                    "nonsense\r\n",
                    "\u00e9: a\r\n"
                })
        void by_a_header_field(String field) throws Exception {
            assertThat(served.ask(get(field)).status()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: +3\r\n\r\nabc",
                    "Content-Length: -0\r\n\r\n",
                    "Content-Length: -1\r\n\r\n",
                    "Content-Length: 0x3\r\n\r\nabc",
                    "Content-Length: 3, 3\r\n\r\nabc",
                    "Content-Length:\r\n\r\n",
                    "Content-Length: 99999999999999999999\r\n\r\nabc",
                    "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
                    "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                })
        void by_the_length_of_the_body(String rest) throws Exception {
            assertThat(served.ask(FORM + rest).status()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "zz\r\nabc\r\n0\r\n\r\n",
                    "-3\r\nabc\r\n0\r\n\r\n",
                    "ffffffff\r\nabc\r\n0\r\n\r\n",
                    "80000000\r\nabc\r\n0\r\n\r\n",
                    "7fffffffffffffff\r\nabc\r\n0\r\n\r\n",
                    "0000000000000000000000003\r\nabc\r\n0\r\n\r\n",
                    "3\r\nabcXX0\r\n\r\n",
                    "3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n"
                })
        void by_a_chunk_and_nothing_follows_on_that_connection(String chunks) throws Exception {
            try (Wire wire = new Wire(served.port())) {
                wire.send(FORM + "Transfer-Encoding: chunked\r\n\r\n" + chunks);

                assertThat(wire.answer().status()).isEqualTo(400);
                assertThat(wire.restUntilClosed()).isEmpty();
            }
        }

        @Test
        void by_a_body_that_ends_too_early() throws Exception {
            try (Wire wire = new Wire(served.port())) {
                wire.send(FORM + "Content-Length: 30\r\n\r\nemail=").sendNoMore();

                assertThat(wire.answer().status()).isEqualTo(400);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"/blog/%zz", "/blog/%", "/blog/%C0%AE", "/blog/?after=%f", "/blog/a|b", "/blog/\0"})
        void by_the_target(String target) throws Exception {
            assertThat(served.ask(Wire.get(target)).status()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET /blog/\r\n\r\n", "GET\r\n\r\n", "\u0016\u0003\u0001\u0002\r\n\r\n"})
        void by_the_first_line(String request) throws Exception {
            assertThat(served.ask(request).status()).isEqualTo(400);
        }
    }

    @Nested
    class are_answered {

        @Test
        void in_the_absolute_form() throws Exception {
            assertThat(served.ask(Wire.get("http://elsewhere.example/blog/bonjour"))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void in_the_asterisk_form() throws Exception {
            assertThat(served.ask("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void without_a_page() throws Exception {
            assertThat(served.ask(Wire.get("/blogger")).status()).isEqualTo(404);
            assertThat(served.ask(Wire.get("/elsewhere")).status()).isEqualTo(404);
            try (Wire wire = new Wire(served.port())) {
                wire.send("HEAD /blogger HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

                assertThat(wire.restUntilClosed()).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
            }
        }

        @Test
        void by_the_method_as_it_is_written() throws Exception {
            assertThat(served.ask("get /blog/bonjour HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .status())
                    .isEqualTo(405);
            assertThat(served.ask("head /blog/bonjour HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .status())
                    .isEqualTo(405);
            assertThat(served.ask("X".repeat(5_000) + " /blog/bonjour HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .status())
                    .isEqualTo(405);
        }

        @Test
        void in_the_first_version_which_closes() throws Exception {
            try (Wire wire = new Wire(served.port())) {
                wire.send("GET /blog/bonjour HTTP/1.0\r\n\r\n");

                assertThat(wire.answer().text()).contains("premier");
                assertThat(wire.restUntilClosed()).isEmpty();
            }
        }

        @Test
        void with_a_long_header() throws Exception {
            assertThat(served.ask(get("X: " + "a".repeat(100_000) + "\r\n")).status())
                    .isEqualTo(200);
        }

        @Test
        void after_they_were_told_to_go_on() throws Exception {
            assertThat(served.ask(FORM + "Expect: 100-continue\r\nContent-Length: 6\r\n\r\nemail=")
                            .status())
                    .isEqualTo(422);
        }

        @Test
        void to_head_with_no_body_though_they_have_one() throws Exception {
            try (Wire wire = new Wire(served.port())) {
                wire.send("HEAD /blog/bonjour HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")
                        .send("GET /blog/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

                String answers = wire.restUntilClosed();
                assertThat(answers).startsWith("HTTP/1.1 200 ");
                assertThat(answers.substring(answers.indexOf("\r\n\r\n") + 4)).startsWith("HTTP/1.1 404 ");
            }
        }

        @Test
        void one_after_the_other_that_were_sent_at_once() throws Exception {
            try (Wire wire = new Wire(served.port())) {
                wire.send(get("") + FORM + "Content-Length: 6\r\n\r\nemail=" + Wire.get("/blog/x") + get(""));

                assertThat(wire.answer().text()).contains("premier");
                assertThat(wire.answer().status()).isEqualTo(422);
                assertThat(wire.answer().status()).isEqualTo(404);
                assertThat(wire.answer().text()).contains("premier");
            }
        }
    }

    @Nested
    class are_ended {

        /** The server of the JDK gives no answer to these, and hands them on to nobody. */
        @Test
        void and_others_go_on() throws Exception {
            String many =
                    IntStream.range(0, 300).mapToObj(i -> "X-" + i + ": y\r\n").collect(Collectors.joining());
            for (String request : new String[] {
                get("X: " + "a".repeat(500_000) + "\r\n"),
                Wire.get("/blog/" + "a".repeat(500_000)),
                get(many),
                "CONNECT example.com:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                Wire.get("mailto:x")
            }) {
                try (Wire wire = new Wire(served.port())) {
                    try {
                        wire.send(request);
                    } catch (IOException e) {
                        // Closed before all was sent.
                    }
                    assertThat(wire.restUntilClosed()).doesNotContain(" 200 ");
                }
            }
            assertThat(served.ask(get("")).status()).isEqualTo(200);
        }
    }
}
