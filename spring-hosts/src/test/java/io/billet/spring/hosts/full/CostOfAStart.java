package io.billet.spring.hosts.full;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what the blog costs an application when it starts: {@code -Dtest=CostOfAStart -Dbillet.pairs=20}. Pairs are started in turns, now
 * one first and now the other, so that whatever else the machine does meets both.
 */
class CostOfAStart {

    private static final Pattern FIGURE = Pattern.compile("(?m)^figure (.+)=([0-9]+)$");
    private static final int WARM_UP = 1;

    @Test
    @EnabledIfSystemProperty(named = "billet.pairs", matches = "[0-9]+")
    void in_time_and_memory(@TempDir Path folder) throws Exception {
        int pairs = Integer.getInteger("billet.pairs");
        Map<String, List<Long>> without = new TreeMap<>();
        Map<String, List<Long>> with = new TreeMap<>();
        for (int pair = 0; pair < pairs + WARM_UP; pair++) {
            boolean isCounted = pair >= WARM_UP;
            for (boolean hasBlog : pair % 2 == 0 ? new boolean[] {false, true} : new boolean[] {true, false}) {
                Map<String, Long> figures = figures(hasBlog, folder.resolve(pair + "-" + hasBlog));
                System.out.println((hasBlog ? "with " : "without ") + figures);
                if (isCounted) {
                    figures.forEach((name, value) -> (hasBlog ? with : without)
                            .computeIfAbsent(name, none -> new ArrayList<>())
                            .add(value));
                }
            }
        }
        System.out.println(
                "| " + pairs + " pairs | without | with | difference of the medians | median of the differences |");
        System.out.println("|---|---|---|---|---|");
        without.forEach((name, before) -> {
            List<Long> after = with.get(name);
            List<Long> differences = new ArrayList<>();
            for (int i = 0; i < before.size(); i++) {
                differences.add(after.get(i) - before.get(i));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %+d | %s |%n",
                    name,
                    spread(before),
                    spread(after),
                    quantile(after, 0.5) - quantile(before, 0.5),
                    spread(differences));
        });
    }

    private static Map<String, Long> figures(boolean hasBlog, Path folder) throws Exception {
        try (HostProcess host = hasBlog
                ? HostProcess.with(
                        folder, "host", "billet.base-url=http://localhost/shop/blog", "logging.level.root=warn")
                : HostProcess.without(folder)) {
            Map<String, Long> figures = new TreeMap<>();
            Matcher figure = FIGURE.matcher(host.console());
            while (figure.find()) {
                figures.put(figure.group(1), Long.valueOf(figure.group(2)));
            }
            if (figures.isEmpty()) {
                throw new AssertionError("no figures:\n" + host.console());
            }
            return figures;
        }
    }

    /** The median, and between which values half of them lie. */
    private static String spread(List<Long> values) {
        return quantile(values, 0.5) + " (" + quantile(values, 0.25) + " to " + quantile(values, 0.75) + ")";
    }

    private static long quantile(List<Long> values, double part) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return Math.round(sorted[below] + (place - below) * (sorted[above] - sorted[below]));
    }

    /** What a process says of itself once it has started. */
    static List<String> figuresOfThisProcess() throws InterruptedException {
        java.lang.management.RuntimeMXBean runtime = java.lang.management.ManagementFactory.getRuntimeMXBean();
        long processor = java.lang.management.ManagementFactory.getPlatformMXBean(
                        com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
        long started = java.time.Clock.systemUTC().millis() - runtime.getStartTime();
        java.lang.management.MemoryMXBean memory = java.lang.management.ManagementFactory.getMemoryMXBean();
        for (int times = 0; times < 3; times++) {
            memory.gc();
            Thread.sleep(100);
        }
        long heap = memory.getHeapMemoryUsage().getUsed();
        long other = memory.getNonHeapMemoryUsage().getUsed();
        int classes =
                java.lang.management.ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        return Arrays.asList(
                "figure ready after ms=" + started,
                "figure processor time until then ms=" + processor / 1_000_000,
                "figure heap after a collection KB=" + heap / 1024,
                "figure outside the heap KB=" + other / 1024,
                "figure classes=" + classes);
    }
}
