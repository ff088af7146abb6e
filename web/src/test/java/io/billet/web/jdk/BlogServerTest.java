package io.billet.web.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.engine.Blog;
import io.billet.web.BlogHandler;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlogServerTest {

    @Nested
    class shows_a_blog {

        @ParameterizedTest
        @CsvSource({
            "http://localhost:8080, /bonjour",
            "http://localhost:8080/, /bonjour",
            "https://example.org/blog, /blog/bonjour",
            "https://example.org/a/b/, /a/b/bonjour",
            "https://example.org/%D0%B6%D1%83%D1%80%D0%BD%D0%B0%D0%BB, /%D0%B6%D1%83%D1%80%D0%BD%D0%B0%D0%BB/bonjour"
        })
        void under_the_path_of_its_base_url(String base, String path) throws Exception {
            try (Served served = Served.at(base)) {
                Wire.Answer answer = served.ask(Wire.get(path));

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).contains("premier");
            }
        }

        @Test
        void in_one_line() throws Exception {
            try (Blog blog = Served.blog("Le Billet", "http://localhost/blog");
                    BlogServer server = BlogServer.start(BlogHandler.of(blog), 0)) {
                assertThat(Wire.ask(server.port(), Wire.get("/blog/bonjour")).status())
                        .isEqualTo(200);
                assertThat(server.address().getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
            }
        }

        @Test
        void beside_another_and_beside_what_the_host_has() throws Exception {
            try (Blog french = Served.blog("Le Billet", "https://example.org/fr");
                    Blog german = Served.blog("Der Zettel", "https://example.org/de");
                    BlogServer server = BlogServer.builder().build()) {
                server.mount(BlogHandler.of(french))
                        .mount(BlogHandler.of(german))
                        .mount("/inner", BlogHandler.of(german))
                        .start()
                        .context("/", exchange -> Sending.send(exchange, Sending.plain(200, "The host")));

                assertThat(Wire.ask(server.port(), Wire.get("/fr/")).text()).contains("Le Billet");
                assertThat(Wire.ask(server.port(), Wire.get("/de/")).text()).contains("Der Zettel");
                assertThat(Wire.ask(server.port(), Wire.get("/inner/")).text()).contains("Der Zettel");
                assertThat(Wire.ask(server.port(), Wire.get("/")).text()).contains("The host");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> server.mount(BlogHandler.of(french)))
                        .withMessageContaining("/fr");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> server.mount("inner", BlogHandler.of(french)))
                        .withMessageContaining("slash");
            }
        }
    }

    @Nested
    class answers {

        @Test
        void with_an_error_where_a_handler_fails() throws Exception {
            try (Served served = Served.at("http://localhost/blog")) {
                served.server.context("/unchecked", exchange -> {
                    throw new IllegalStateException("on purpose");
                });
                served.server.context("/error", exchange -> {
                    throw new StackOverflowError("on purpose");
                });

                assertThat(served.ask(Wire.get("/unchecked")).status()).isEqualTo(500);
                assertThat(served.ask(Wire.get("/error")).status()).isEqualTo(500);
                assertThat(served.ask(Wire.get("/blog/")).status()).isEqualTo(200);
            }
        }

        @Test
        void large_bodies_to_their_end_and_from_their_beginning() throws Exception {
            try (Served served = Served.withFileOf(719_321);
                    Wire wire = new Wire(served.port())) {
                byte[] first = wire.send(Wire.get(served.largePath())).answer().body();
                byte[] second = wire.send(Wire.get(served.largePath())).answer().body();

                assertThat(first.length).isEqualTo(719_321);
                assertThat(Arrays.equals(first, served.large.content())).isTrue();
                assertThat(Arrays.equals(second, first)).isTrue();
            }
        }

        @Test
        void without_keeping_memory_for_connections_that_are_idle() throws Exception {
            int connections = 150;
            try (Served served = Served.withFileOf(719_321)) {
                Wire[] wires = new Wire[connections];
                for (int i = 0; i < connections; i++) {
                    wires[i] = new Wire(served.port());
                    wires[i].send(Wire.get("/blog/bonjour")).answer();
                }
                long before = used();
                for (Wire wire : wires) {
                    assertThat(wire.send(Wire.get(served.largePath())).answer().body())
                            .hasSize(719_321);
                }
                long kept = used() - before;
                for (Wire wire : wires) {
                    wire.close();
                }

                // In one piece the JDK would keep 1.4 MB for each.
                assertThat(kept / connections).isLessThan(200_000);
            }
        }

        private long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    @Nested
    class refuses {

        @Test
        void what_is_out_of_range() {
            BlogServer.Builder builder = BlogServer.builder();
            assertThatIllegalArgumentException().isThrownBy(() -> builder.port(-1));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.port(65_536));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.requestTime(Duration.ZERO));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.responseTime(Duration.ofDays(1)));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.closeTime(Duration.ofMillis(-1)));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.connections(0));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.threads(1));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.concurrency(0));
        }

        @Test
        void a_port_that_is_taken() throws Exception {
            try (Served served = Served.at("http://localhost/blog")) {
                assertThatThrownBy(
                                () -> BlogServer.builder().port(served.port()).build())
                        .isInstanceOf(BindException.class);
            }
        }

        @Test
        void to_start_twice_or_when_it_is_closed() throws Exception {
            BlogServer server = BlogServer.builder().build().start();
            assertThatIllegalStateException().isThrownBy(server::start);
            server.close();
            server.close();
            assertThatIllegalStateException().isThrownBy(server::start);
        }
    }

    @Nested
    class when_it_is_closed {

        @Test
        void its_port_is_free_though_it_was_never_started() throws Exception {
            BlogServer idle = BlogServer.builder().build();
            int port = idle.port();
            idle.close();

            BlogServer.builder().port(port).build().close();
            assertThatThrownBy(() -> new Wire(port)).isInstanceOf(ConnectException.class);
        }

        @Test
        void answers_under_way_are_given() throws Exception {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch closing = new CountDownLatch(1);
            try (Served served = Served.at("http://localhost/blog");
                    Wire wire = new Wire(served.port())) {
                served.server.context("/slow", exchange -> {
                    begun.countDown();
                    try {
                        closing.await();
                        Thread.sleep(200);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    Sending.send(exchange, Sending.plain(200, "Done."));
                });
                wire.send(Wire.get("/slow"));
                begun.await();
                CompletableFuture<Void> close = CompletableFuture.runAsync(() -> {
                    closing.countDown();
                    served.server.close();
                });

                assertThat(wire.answer().text()).isEqualTo("Done.\n");
                close.get(30, TimeUnit.SECONDS);
            }
        }

        @Test
        void nobody_can_keep_it_open() throws Exception {
            CountDownLatch never = new CountDownLatch(1);
            Served served = Served.with(
                    settings -> settings.closeTime(Duration.ofMillis(300)).requestTime(Duration.ofHours(1)));
            served.server.context("/stuck", exchange -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Wire silent = new Wire(served.port());
            Wire head = new Wire(served.port()).send("GET /blog/");
            Wire body = new Wire(served.port())
                    .send("POST /blog/newsletter/subscribe HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na");
            Wire reader = new Wire(served.port()).send(Wire.get(served.largePath()));
            Wire stuck = new Wire(served.port()).send(Wire.get("/stuck"));
            Served.await("they are under way", () -> served.server.underWay() == 3);

            CompletableFuture.runAsync(served::close).get(30, TimeUnit.SECONDS);

            for (Wire wire : new Wire[] {silent, head, body, stuck}) {
                assertThat(wire.restUntilClosed()).isEmpty();
                wire.close();
            }
            assertThat(reader.restUntilClosed().length()).isLessThan(Served.LARGE);
            reader.close();
            never.countDown();
            Served.await(
                    "its threads end",
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals("billet-http-patience")));
        }
    }
}
