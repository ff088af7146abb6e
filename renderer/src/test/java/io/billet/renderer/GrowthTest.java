package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.billet.core.LanguageTag;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How the time grows from 10,000 to 100,000 repetitions of each pathological family: at most as much as the text, times
 * 1.5. A measurement of minutes, so it runs only with {@code -Dbillet.growth=true}.
 */
class GrowthTest {

    private static final double MOST = 1.5;
    private static final int ATTEMPTS = 3;
    private static final int FEWEST_RENDERINGS = 15;
    private static final int MOST_RENDERINGS = 50;
    private static final long ENOUGH_NANOS = 1_000_000_000;

    private static final MarkdownRenderer UNBOUNDED = MarkdownRenderer.builder()
            .limits(new MarkdownLimits(
                    20_000_000, 100, 20_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000))
            .build();

    @Test
    void the_time_grows_at_most_like_the_text() {
        boolean wanted = Boolean.getBoolean("billet.growth");
        if (!wanted) {
            System.err.println("SKIPPED: growth is measured with -Dbillet.growth=true only");
        }
        assumeTrue(wanted);
        List<String> tooFast = new ArrayList<>();
        PathologicalFamilies.all().forEach((name, family) -> {
            String small = family.apply(10_000);
            String large = family.apply(100_000);
            millis(small);
            millis(large);
            double smallMillis = Double.MAX_VALUE;
            double largeMillis = Double.MAX_VALUE;
            double growth = Double.MAX_VALUE;
            for (int attempt = 0; attempt < ATTEMPTS && growth > MOST; attempt++) {
                smallMillis = Math.min(smallMillis, millis(small));
                largeMillis = Math.min(largeMillis, millis(large));
                growth = largeMillis / smallMillis / ((double) large.length() / small.length());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %9d %8.1f ms %10d %8.1f ms  x %.2f%n",
                    name,
                    small.length(),
                    smallMillis,
                    large.length(),
                    largeMillis,
                    growth);
            if (growth > MOST) {
                tooFast.add(name + " x " + growth);
            }
        });

        assertThat(tooFast).isEmpty();
    }

    /**
     * The least time of one rendering of many: that in which neither the compiler nor a collection had a part. The first
     * call for a text only warms up; measured cold, the families that come first would look as if they grew.
     */
    private static double millis(String markdown) {
        long least = Long.MAX_VALUE;
        long spent = 0;
        for (int i = 0; i < FEWEST_RENDERINGS || (i < MOST_RENDERINGS && spent < ENOUGH_NANOS); i++) {
            long start = cpuNanos();
            render(markdown);
            long took = cpuNanos() - start;
            least = Math.min(least, took);
            spent += took;
        }
        return least / 1e6;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void render(String markdown) {
        try {
            UNBOUNDED.render(markdown, LanguageTag.FRENCH);
        } catch (MarkdownLimitException e) {
            assertThat(e.line()).isPositive();
        }
    }
}
