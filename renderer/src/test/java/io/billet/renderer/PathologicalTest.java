package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * No text overflows a small stack or takes long, on a thread with a stack of 512 KB. The time is the thread's own, so that
 * what else the machine does is not counted.
 */
class PathologicalTest {

    private static final int SMALL_STACK = 512 * 1024;
    private static final int COMMENT = 10 * 1024;
    private static final int ARTICLE = 1024 * 1024;

    @BeforeAll
    static void warm_up_as_a_running_application_is() {
        PathologicalFamilies.all().values().forEach(family -> {
            render(MarkdownRenderer.comment(), cut(family.apply(1_000), COMMENT));
            render(MarkdownRenderer.article(), cut(family.apply(1_000), COMMENT));
        });
    }

    @TestFactory
    Stream<DynamicTest> a_comment_of_ten_kilobytes_takes_at_most_a_quarter_of_a_second() {
        return within(MarkdownRenderer.comment(), COMMENT, Duration.ofMillis(250));
    }

    @TestFactory
    Stream<DynamicTest> an_article_of_one_megabyte_takes_at_most_five_seconds() {
        return within(MarkdownRenderer.article(), ARTICLE, Duration.ofSeconds(5));
    }

    private static Stream<DynamicTest> within(MarkdownRenderer renderer, int size, Duration most) {
        return PathologicalFamilies.all().entrySet().stream()
                .flatMap(family -> Stream.of(1_000, 10_000, 100_000)
                        .map(n -> DynamicTest.dynamicTest(
                                family.getKey() + " x " + n, () -> check(renderer, family.getValue(), n, size, most))));
    }

    private static void check(
            MarkdownRenderer renderer, IntFunction<String> family, int repetitions, int size, Duration most)
            throws InterruptedException {
        String markdown = cut(family.apply(repetitions), size);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicLong cpu = new AtomicLong();
        Runnable timed = () -> {
            render(renderer, markdown);
            cpu.set(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        };
        Thread thread = new Thread(null, timed, "small-stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((any, e) -> failure.set(e));
        thread.start();
        thread.join();
        Duration took = Duration.ofNanos(cpu.get());

        assertThat(failure.get()).isNull();
        assertThat(took).isLessThanOrEqualTo(most);
    }

    /** A typed rejection is an answer too. */
    static void render(MarkdownRenderer renderer, String markdown) {
        try {
            renderer.render(markdown, LanguageTag.FRENCH);
        } catch (MarkdownLimitException e) {
            assertThat(e.line()).isPositive();
        }
    }

    static String cut(String text, int size) {
        return text.length() <= size ? text : text.substring(0, size);
    }
}
