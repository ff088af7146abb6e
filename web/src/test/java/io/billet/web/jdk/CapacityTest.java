package io.billet.web.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.web.http.WebResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static final long KB = 1_024;
    private static final long PATIENCE_MILLIS = 100;

    private final Capacity.Limited capacity = new Capacity.Limited(2, 100 * KB, PATIENCE_MILLIS);

    private final AtomicInteger page = new AtomicInteger();
    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AfterEach
    void shutDown() {
        capacity.shutDown();
        clients.shutdownNow();
    }

    private CompletableFuture<Optional<WebResponse>> ask(Capacity of, Supplier<WebResponse> work) {
        return CompletableFuture.supplyAsync(() -> of.work("page " + page.getAndIncrement(), work), clients);
    }

    private static WebResponse ofKilobytes(int count) {
        return WebResponse.of(200).withBody("text/plain", new byte[count * 1_024]);
    }

    @Test
    void no_more_is_worked_on_at_once_than_was_set() throws Exception {
        Capacity.Limited patient = new Capacity.Limited(2, 100 * KB, 30_000);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Optional<WebResponse>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(ask(patient, () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.yield();
                now.decrementAndGet();
                return ofKilobytes(1);
            }));
        }

        for (CompletableFuture<Optional<WebResponse>> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isPresent();
        }
        assertThat(most.get()).isLessThanOrEqualTo(2);
        patient.shutDown();
    }

    @Test
    void a_page_that_takes_long_keeps_no_other_waiting() throws Exception {
        Capacity.Limited patient = new Capacity.Limited(2, 100 * KB, 30_000);
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<Optional<WebResponse>>> slow = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            slow.add(CompletableFuture.supplyAsync(
                    () -> patient.work("/slow", () -> {
                        awaitQuietly(end);
                        return ofKilobytes(1);
                    }),
                    clients));
        }

        assertThat(ask(patient, () -> ofKilobytes(1)).get(30, TimeUnit.SECONDS)).isPresent();

        end.countDown();
        for (CompletableFuture<Optional<WebResponse>> answer : slow) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isPresent();
        }
        patient.shutDown();
    }

    @Test
    void a_page_that_is_asked_for_often_waits_no_longer_than_others() throws Exception {
        Capacity.Limited patient = new Capacity.Limited(1, 100 * KB, 30_000);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Optional<WebResponse>> holding = ask(patient, () -> {
            begun.countDown();
            awaitQuietly(end);
            return ofKilobytes(1);
        });
        begun.await();
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Optional<WebResponse>>> answers = new ArrayList<>();
        List<String> paths = List.of("/often", "/often", "/often", "/rare", "/often", "/rarer");
        for (String path : paths) {
            int waiting = patient.waiting();
            answers.add(CompletableFuture.supplyAsync(
                    () -> patient.work(path, () -> {
                        done.add(path);
                        return ofKilobytes(1);
                    }),
                    clients));
            Served.await("it waits", () -> patient.waiting() > waiting);
        }

        end.countDown();

        for (CompletableFuture<Optional<WebResponse>> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isPresent();
        }
        assertThat(holding.get()).isPresent();
        assertThat(done).isEqualTo(paths);
        patient.shutDown();
    }

    @Test
    void what_finds_no_turn_for_long_is_told_so_and_never_done() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<Optional<WebResponse>>> holding = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            holding.add(ask(capacity, () -> {
                begun.countDown();
                awaitQuietly(end);
                return ofKilobytes(1);
            }));
        }
        begun.await();
        AtomicInteger done = new AtomicInteger();

        assertThat(capacity.work("x", () -> {
                    done.incrementAndGet();
                    return ofKilobytes(1);
                }))
                .isEmpty();

        end.countDown();
        for (CompletableFuture<Optional<WebResponse>> answer : holding) {
            assertThat(answer.get(30, TimeUnit.SECONDS))
                    .as("what had begun in time comes to its end")
                    .isPresent();
        }
        assertThat(capacity.work("x", () -> ofKilobytes(1))).isPresent();
        assertThat(done.get()).isZero();
    }

    @Test
    void bodies_find_room_until_it_is_taken_and_again_when_it_is_given_back() {
        assertThat(capacity.work("x", () -> ofKilobytes(60))).isPresent();
        assertThat(capacity.isCrowded()).isFalse();
        assertThat(capacity.work("x", () -> ofKilobytes(60))).isEmpty();
        assertThat(capacity.work("x", () -> ofKilobytes(40)))
                .as("a smaller one overtakes")
                .isPresent();
        assertThat(capacity.work("x", () -> ofKilobytes(16)))
                .as("a small one needs none")
                .isPresent();

        capacity.give(60 * KB);
        capacity.give(40 * KB);
        capacity.give(16 * KB);
        assertThat(capacity.take(100 * KB)).isTrue();
    }

    @Test
    void a_body_that_waits_for_room_keeps_nobody_from_working() throws Exception {
        Capacity.Limited patient = new Capacity.Limited(1, 100 * KB, 2_000);
        assertThat(patient.take(100 * KB)).isTrue();
        CompletableFuture<Optional<WebResponse>> large = ask(patient, () -> ofKilobytes(50));
        Served.await("it waits", patient::isCrowded);

        assertThat(patient.work("x", () -> ofKilobytes(10))).isPresent();

        large.get(30, TimeUnit.SECONDS);
        patient.shutDown();
    }

    @Test
    void a_body_that_waited_gets_its_room_and_no_more() throws Exception {
        Capacity.Limited patient = new Capacity.Limited(1, 100 * KB, 30_000);
        assertThat(patient.take(100 * KB)).isTrue();
        AtomicInteger made = new AtomicInteger();
        CompletableFuture<Optional<WebResponse>> large =
                ask(patient, () -> ofKilobytes(made.incrementAndGet() == 1 ? 50 : 30));
        Served.await("it waits", patient::isCrowded);

        patient.give(100 * KB);

        assertThat(large.get(30, TimeUnit.SECONDS))
                .hasValueSatisfying(
                        response -> assertThat(response.bodyLength()).hasValue(30 * KB));
        patient.give(30 * KB);
        assertThat(patient.take(100 * KB)).as("all room was given back").isTrue();
        patient.shutDown();
    }

    @Test
    void what_changes_something_is_worked_on_once_though_its_response_waits_for_room() throws Exception {
        Capacity.Limited patient = new Capacity.Limited(1, 100 * KB, 30_000);
        assertThat(patient.take(100 * KB)).isTrue();
        AtomicInteger done = new AtomicInteger();
        CompletableFuture<Optional<WebResponse>> large = CompletableFuture.supplyAsync(
                () -> patient.workOnce("/comments", () -> {
                    done.incrementAndGet();
                    return ofKilobytes(50);
                }),
                clients);
        Served.await("it waits", patient::isCrowded);

        patient.give(100 * KB);

        assertThat(large.get(30, TimeUnit.SECONDS)).isPresent();
        assertThat(done.get()).isEqualTo(1);
        patient.shutDown();
    }

    @Test
    void a_body_larger_than_all_the_room_takes_all_of_it() {
        assertThat(capacity.work("x", () -> ofKilobytes(500))).isPresent();
        assertThat(capacity.take(20 * KB)).isFalse();
        capacity.give(500 * KB);
        assertThat(capacity.take(100 * KB)).isTrue();
    }

    @Test
    void what_work_throws_is_thrown_and_takes_no_room() {
        assertThatThrownBy(() -> capacity.work("x", () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThatThrownBy(() -> capacity.work("x", () -> {
                    throw new StackOverflowError("on purpose");
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(capacity.take(100 * KB)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
