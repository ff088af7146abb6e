package io.billet.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Tries the server of a blog, in a JVM of its own, from this one, over loopback. Prints one line for each trial, which ends
 * with OK or FAILED; the exit code tells the same.
 *
 * <p>Arguments: which trials ({@code slow}, {@code memory}, {@code kept}, {@code mixed}; all if none is named), and for how
 * many seconds each (default 30).
 */
public final class Availability {

    private static final String FEED = "/blog/feed.xml";

    private final Duration time;
    private boolean failed;

    private Availability(Duration time) {
        this.time = time;
    }

    /**
     * @param arguments see the class
     * @throws Exception if a trial cannot be made
     */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        List<String> named =
                words.stream().filter(word -> !word.matches("[0-9]+")).toList();
        long seconds = words.stream()
                .filter(word -> word.matches("[0-9]+"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(30);
        Availability availability = new Availability(Duration.ofSeconds(seconds));
        for (String trial : named.isEmpty() ? List.of("slow", "memory", "kept", "mixed") : named) {
            availability.run(trial);
        }
        System.exit(availability.failed ? 1 : 0);
    }

    private void run(String trial) throws IOException, InterruptedException {
        switch (trial) {
            case "slow" -> slow();
            case "memory" -> memory();
            case "kept" -> kept();
            case "mixed" -> mixed();
            default -> throw new IllegalArgumentException("slow, memory, kept or mixed, not " + trial);
        }
    }

    /** Who sends slowly, or does not read, is replaced when it is cut off. */
    private void slow() throws IOException, InterruptedException {
        try (BlogProcess blog = BlogProcess.start(ServedBlog.LARGE);
                SlowClients slow = new SlowClients(blog.port(), FEED)) {
            Readers.read(blog.port(), 20, Duration.ofSeconds(5), Availability::page);
            slow.open(500, 100, 100);
            Readers.Outcome outcome = Readers.read(blog.port(), 20, time, Availability::page);
            say(
                    "slow",
                    outcome.failed() == 0 && outcome.millis(99) < 500,
                    "500 slow headers, 100 slow bodies, 100 that do not read, cut off %,d times; 20 readers: %s; %s",
                    slow.cutOff(),
                    outcome,
                    blog);
        }
    }

    private void memory() throws IOException, InterruptedException {
        try (BlogProcess blog = BlogProcess.start(ServedBlog.LARGE, "-Xmx128m")) {
            Readers.Outcome outcome = Readers.read(blog.port(), 64, time, number -> FEED);
            say(
                    "memory",
                    outcome.failed() == 0 && blog.outOfMemory() == 0,
                    "-Xmx128m, 64 connections on a feed of %,d octets: %s; %d OutOfMemoryErrors; %s",
                    outcome.octetsEach(),
                    outcome,
                    blog.outOfMemory(),
                    blog);
        }
    }

    private void kept() throws IOException, InterruptedException {
        try (BlogProcess blog = BlogProcess.start(ServedBlog.SMALL)) {
            Readers.read(blog.port(), 16, Duration.ofSeconds(5), Availability::page);
            // One after the other, so that nothing but the connection can make one wait.
            Readers.Outcome alone = Readers.read(blog.port(), 1, time.dividedBy(4), Availability::page);
            Readers.Outcome outcome = Readers.read(blog.port(), 16, time, Availability::page);
            say(
                    "kept",
                    outcome.failed() == 0 && alone.failed() == 0 && alone.millis(90) < 20,
                    "one kept connection: %s; 16: %s",
                    alone,
                    outcome);
        }
    }

    private void mixed() throws IOException, InterruptedException {
        try (BlogProcess blog = BlogProcess.start(ServedBlog.SMALL)) {
            Readers.read(blog.port(), 8, Duration.ofSeconds(10), Availability::page);
            Readers.Outcome few = Readers.Outcome.NONE;
            Readers.Outcome many = Readers.Outcome.NONE;
            // In turns, so that whatever else the machine does meets both alike.
            for (int turn = 0; turn < 3; turn++) {
                few = few.and(Readers.read(blog.port(), 8, time.dividedBy(3), Availability::page));
                many = many.and(Readers.read(blog.port(), 256, time.dividedBy(3), Availability::page));
            }
            double rate = many.rate() / few.rate();
            double slower = many.millis(99) / few.millis(99);
            say(
                    "mixed",
                    few.failed() + many.failed() == 0 && rate >= 0.9 && slower <= 256 / 8,
                    "h2File, 8 connections: %s; 256: %s; rate %.2f times, p99 %.1f times",
                    few,
                    many,
                    rate,
                    slower);
        }
    }

    /** Lists, articles and tags, as readers find them. */
    private static String page(int number) {
        return switch (number % 10) {
            case 0, 1, 2 -> "/blog/";
            case 3 -> "/blog/tag/" + ServedBlog.TAG;
            default -> "/blog/" + ServedBlog.slug(number % ServedBlog.ARTICLES);
        };
    }

    private void say(String trial, boolean ok, String line, Object... values) {
        failed |= !ok;
        System.out.println(trial + ", JDK " + Runtime.version().feature() + ": "
                + String.format(Locale.ROOT, line, values) + (ok ? ": OK" : ": FAILED"));
    }
}
