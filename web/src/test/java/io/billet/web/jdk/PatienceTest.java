package io.billet.web.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final long SHORT = Duration.ofMillis(1).toNanos();
    private static final long LONG = Duration.ofHours(1).toNanos();

    private final Patience patience = new Patience(() -> false);

    @BeforeEach
    void start() {
        patience.start();
    }

    @AfterEach
    void close() {
        patience.close();
    }

    /** A client who does nothing; ends when the thread is interrupted, and leaves it so. */
    private static String silence() {
        try {
            TimeUnit.SECONDS.sleep(60);
            return "it was waited for to the end";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it was given up";
        }
    }

    @Test
    void a_thread_that_gave_up_is_not_interrupted_any_more() {
        assertThatThrownBy(() -> patience.await(SHORT, PatienceTest::silence)).isInstanceOf(SlowClientException.class);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void nor_is_one_whose_call_failed_by_it() {
        assertThatThrownBy(() -> patience.await(SHORT, () -> {
                    silence();
                    throw new IOException("closed by interrupt");
                }))
                .hasMessage("closed by interrupt");

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void what_comes_in_time_is_given_on() throws Exception {
        assertThat(patience.await(LONG, () -> "a request")).isEqualTo("a request");
    }

    @Test
    void a_thread_is_not_interrupted_once_its_wait_is_over() throws Exception {
        Patience.Wait wait = patience.begin(SHORT);
        assertThat(wait.end()).isFalse();

        Thread.sleep(600);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void nobody_is_waited_for_once_it_is_closed() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<String> client = CompletableFuture.supplyAsync(() -> {
            try {
                return patience.await(LONG, () -> {
                    waiting.countDown();
                    return silence();
                });
            } catch (IOException e) {
                return e.getClass().getSimpleName();
            }
        });
        waiting.await();

        patience.close();

        assertThat(client.get(30, TimeUnit.SECONDS)).isEqualTo("SlowClientException");
        assertThatThrownBy(() -> patience.await(LONG, PatienceTest::silence)).isInstanceOf(SlowClientException.class);
    }
}
