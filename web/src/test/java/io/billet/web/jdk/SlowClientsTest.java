package io.billet.web.jdk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowClientsTest {

    private static final String HEAD = "GET /blog/ HTTP/1.1\r\nHost: localh";
    private static final String BODY = "POST /blog/newsletter/subscribe HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 200000\r\n\r\nemail=";

    private static Served impatient() throws IOException {
        return Served.with(settings -> settings.requestTime(Duration.ofSeconds(1))
                .responseTime(Duration.ofSeconds(1))
                .threads(8)
                .connections(100));
    }

    /** More than there are threads, where they are few. */
    private static List<Wire> slow(int port, String beginning, int count) throws IOException {
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wires.add(new Wire(port).send(beginning));
        }
        return wires;
    }

    private static void close(List<Wire> wires) throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    @Nested
    class are_cut_off {

        @ParameterizedTest
        @ValueSource(strings = {"G", "GET /blog/ HT", HEAD, BODY, BODY + "0123456789", "\r\n\r\n"})
        void while_they_send_and_others_are_answered(String beginning) throws Exception {
            try (Served served = impatient()) {
                List<Wire> slow = slow(served.port(), beginning, 10);

                assertThat(served.ask(Wire.get("/blog/bonjour")).status()).isEqualTo(200);
                for (Wire wire : slow) {
                    assertThat(wire.restUntilClosed()).doesNotContain(" 200 ");
                }
                close(slow);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {HEAD, BODY})
        void though_they_send_an_octet_now_and_then(String beginning) throws Exception {
            try (Served served = impatient();
                    Wire wire = new Wire(served.port())) {
                wire.send(beginning);
                CompletableFuture<Boolean> cutOff = CompletableFuture.supplyAsync(() -> {
                    for (int i = 0; i < 600; i++) {
                        try {
                            wire.send("o");
                        } catch (IOException e) {
                            return true;
                        }
                        LockSupport.parkNanos(50_000_000);
                    }
                    return false;
                });

                assertThat(cutOff.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }

        @Test
        void while_they_do_not_read_and_others_are_answered() throws Exception {
            try (Served served = impatient()) {
                List<Wire> slow = slow(served.port(), Wire.get(served.largePath()), 10);

                assertThat(served.ask(Wire.get("/blog/bonjour")).status()).isEqualTo(200);
                Served.await("all are given up", () -> served.server.underWay() == 0);
                for (Wire wire : slow) {
                    assertThat(wire.restUntilClosed().length()).isLessThan(Served.LARGE);
                }
                close(slow);
            }
        }

        @Test
        void in_a_handler_of_the_host_too() throws Exception {
            CompletableFuture<Exception> seen = new CompletableFuture<>();
            try (Served served = impatient();
                    Wire wire = new Wire(served.port())) {
                served.server.context("/host", exchange -> {
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                    } catch (IOException e) {
                        seen.complete(e);
                        throw e;
                    }
                });
                wire.send("POST /host HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345");

                assertThat(wire.restUntilClosed()).isEmpty();
                assertThat(seen.get(30, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
            }
        }

        @Test
        void soon_when_they_take_the_places_of_others() throws Exception {
            try (Served served = Served.with(settings ->
                    settings.requestTime(Duration.ofHours(1)).threads(8).connections(40))) {
                List<Wire> slow = slow(served.port(), HEAD, 36);

                assertThat(served.ask(Wire.get("/blog/bonjour")).status()).isEqualTo(200);
                close(slow);
            }
        }

        @Test
        void soon_when_their_bodies_take_the_room_of_others() throws Exception {
            try (Served served = Served.with(
                    settings -> settings.responseTime(Duration.ofHours(1)).room(3L * Served.LARGE))) {
                List<Wire> slow = slow(served.port(), Wire.get(served.largePath()), 5);

                byte[] body = served.ask(Wire.get(served.largePath())).body();
                assertThat(Arrays.equals(body, served.large.content())).isTrue();
                close(slow);
            }
        }
    }

    @Nested
    class are_served {

        @Test
        void while_they_take_what_there_is_of_a_long_response() throws Exception {
            try (Served served = impatient()) {
                served.server.context("/host", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        for (int line = 0; line < 40; line++) {
                            out.write("a line\n".getBytes(ISO_8859_1));
                            out.flush();
                            LockSupport.parkNanos(50_000_000);
                        }
                    }
                });
                try (Wire wire = new Wire(served.port())) {
                    wire.send("GET /host HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                    assertThat(wire.restUntilClosed().split("a line\n", -1)).hasSize(41);
                }
            }
        }

        @Test
        void on_a_connection_that_was_idle_for_longer_than_a_request_may_take() throws Exception {
            try (Served served = impatient();
                    Wire wire = new Wire(served.port())) {
                assertThat(wire.send(Wire.get("/blog/")).answer().status()).isEqualTo(200);
                Thread.sleep(2_500);
                assertThat(wire.send(Wire.get("/blog/")).answer().status()).isEqualTo(200);
            }
        }
    }

    @Nested
    class never_lead_to {

        @Test
        void an_interruption_of_a_handler_that_works() throws Exception {
            CompletableFuture<String> worked = new CompletableFuture<>();
            try (Served served = impatient()) {
                served.server.context("/host", exchange -> {
                    try {
                        Thread.sleep(2_500);
                        worked.complete("to its end");
                    } catch (InterruptedException e) {
                        worked.complete("interrupted");
                    }
                    Sending.send(exchange, Sending.plain(200, "Done."));
                });

                assertThat(served.ask(Wire.get("/host")).text()).isEqualTo("Done.\n");
                assertThat(worked.get(30, TimeUnit.SECONDS)).isEqualTo("to its end");
            }
        }

        @Test
        void an_interruption_of_who_comes_after_them() throws Exception {
            try (Served served = Served.with(settings ->
                    settings.requestTime(Duration.ofMillis(500)).threads(2).connections(100))) {
                served.server.context("/host", exchange -> {
                    boolean interrupted = Thread.currentThread().isInterrupted();
                    Sending.send(exchange, Sending.plain(200, "interrupted: " + interrupted));
                });
                for (int round = 0; round < 3; round++) {
                    List<Wire> slow = slow(served.port(), HEAD, 6);
                    for (Wire wire : slow) {
                        wire.restUntilClosed();
                    }
                    close(slow);
                    assertThat(served.ask(Wire.get("/host")).text()).isEqualTo("interrupted: false\n");
                }
            }
        }
    }
}
