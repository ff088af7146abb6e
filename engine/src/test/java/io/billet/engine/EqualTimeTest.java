package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import io.billet.engine.internal.limit.EqualTime;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.RateLimiter;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.jdbc.JdbcStorage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether the time of an answer tells what an address is. Mann and Whitney's test over 1,000 answers for each state of an
 * address, in random order, against a store on disk. Minutes long, so it runs in the profile {@code timing} only; that it
 * would see a leak is shown by the same answers without {@link EqualTime}.
 */
class EqualTimeTest {

    private static final int ANSWERS = 1_000;

    /** Beyond it by chance once in 15,000 comparisons. */
    private static final double SIGNIFICANT = 4;

    private enum State {
        UNKNOWN,
        PENDING,
        CONFIRMED,
        UNSUBSCRIBED,
        SUPPRESSED
    }

    @Test
    void work_of_any_length_ends_with_a_tick() {
        EqualTime time = new EqualTime(Duration.ofMillis(20));
        for (int millis : new int[] {0, 5, 25}) {
            long begun = System.nanoTime();
            time.spend(() -> sleep(millis));
            long ticks = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 20;

            assertThat(ticks).as("ticks after %s ms", millis).isGreaterThan(millis / 20);
        }
    }

    @Test
    void an_interrupted_caller_does_not_wait_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        long begun = System.nanoTime();
        new EqualTime(Duration.ofHours(1)).spend(() -> {});

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void the_time_of_an_answer_does_not_tell_what_an_address_is(@TempDir Path folder) {
        boolean wanted = Boolean.getBoolean("billet.timing");
        if (!wanted) {
            System.err.println("SKIPPED: the time of answers is measured in the profile timing only");
        }
        assumeTrue(wanted);
        Map<State, long[]> leaking = measure(folder.resolve("leaking"), new EqualTime(Duration.ZERO));
        Map<State, long[]> equal = measure(folder.resolve("equal"), EqualTime.DEFAULT);
        double worstLeaking = report("without equal time", leaking);
        double worstEqual = report("with equal time", equal);

        assertThat(worstLeaking).as("the planted leak, in standard deviations").isGreaterThan(SIGNIFICANT);
        assertThat(worstEqual).as("with equal time, in standard deviations").isLessThan(SIGNIFICANT);
    }

    private static Map<State, long[]> measure(Path file, EqualTime equalTime) {
        try (BlogStorage storage = JdbcStorage.h2File(file);
                Blog blog = Blog.builder()
                        .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                        .storage(storage)
                        .mailer(mail -> MailOutcome.accepted())
                        .rateLimiter(RateLimiter.unlimited())
                        .equalTime(equalTime)
                        .build()
                        .start(BackgroundJob.MAIL)) {
            List<State> order = new ArrayList<>();
            for (State state : State.values()) {
                for (int i = 0; i < ANSWERS; i++) {
                    prepare(blog, storage, state, i);
                    order.add(state);
                }
            }
            blog.awaitMail();
            Collections.shuffle(order, new Random(7));
            Map<State, long[]> times = new EnumMap<>(State.class);
            Map<State, Integer> next = new EnumMap<>(State.class);
            for (State state : order) {
                int number = next.merge(state, 1, Integer::sum) - 1;
                SubscribeRequest request = request(state, number);
                long begun = System.nanoTime();
                blog.subscribers().subscribe(request);
                long nanos = System.nanoTime() - begun;
                times.computeIfAbsent(state, any -> new long[ANSWERS])[number] = nanos;
                blog.awaitMail();
            }
            return times;
        }
    }

    private static void prepare(Blog blog, BlogStorage storage, State state, int number) {
        if (state == State.UNKNOWN) {
            return;
        }
        blog.subscribers().subscribe(request(state, number));
        EmailAddress email = request(state, number).email();
        Subscriber subscriber = storage.subscribers().findByEmail(email).orElseThrow();
        if (state != State.PENDING) {
            subscriber =
                    storage.subscribers().update(subscriber.confirm(blog.clock().instant()));
        }
        if (state == State.UNSUBSCRIBED) {
            blog.subscribers().unsubscribe(subscriber.id());
        }
        if (state == State.SUPPRESSED) {
            blog.subscribers().suppress(subscriber.id(), SubscriberState.Reason.BOUNCED);
        }
    }

    private static SubscribeRequest request(State state, int number) {
        EmailAddress email = EmailAddress.of(state.ordinal() + "-" + number + "@example.org");
        return SubscribeRequest.of(email, LanguageTag.FRENCH, "test");
    }

    /** Returns how far the state that differs most from an unknown address lies from chance, in standard deviations. */
    private static double report(String what, Map<State, long[]> times) {
        double worst = 0;
        for (State state : State.values()) {
            if (state != State.UNKNOWN) {
                double area = areaUnderCurve(times.get(State.UNKNOWN), times.get(state));
                double deviations = (area - 0.5) / Math.sqrt((2.0 * ANSWERS + 1) / (12.0 * ANSWERS * ANSWERS));
                System.err.printf(
                        java.util.Locale.ROOT,
                        "%s: unknown against %s: medians %.3f and %.3f ms, AUC %.3f, %+.1f standard deviations%n",
                        what,
                        state,
                        median(times.get(State.UNKNOWN)),
                        median(times.get(state)),
                        area,
                        deviations);
                worst = Math.max(worst, Math.abs(deviations));
            }
        }
        return worst;
    }

    /** How often an answer for the first takes longer than one for the second. */
    private static double areaUnderCurve(long[] first, long[] second) {
        double wins = 0;
        for (long one : first) {
            for (long other : second) {
                wins += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        return wins / ((double) first.length * second.length);
    }

    private static double median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
