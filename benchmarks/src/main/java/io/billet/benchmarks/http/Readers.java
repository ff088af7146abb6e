package io.billet.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** Readers who keep their connection and open one page after the other. */
final class Readers {

    private Readers() {}

    /** Lets so many read for so long; each begins at another page. */
    static Outcome read(int port, int count, Duration time, IntFunction<String> pages) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Reader reader = new Reader(port, until, i * 7, pages);
            readers.add(reader);
            reader.start();
        }
        Outcome outcome = Outcome.NONE;
        long begin = System.nanoTime();
        for (Reader reader : readers) {
            reader.join();
            outcome = outcome.and(new Outcome(0, reader.failed, reader.octets, reader.times()));
        }
        return new Outcome(System.nanoTime() - begin, outcome.failed, outcome.octets, outcome.nanos);
    }

    /**
     * What came of it.
     *
     * @param during how long it took, in nanoseconds
     * @param failed requests without a whole answer of status 200
     * @param octets of all bodies
     * @param nanos  how long each answer took
     */
    record Outcome(long during, long failed, long octets, long[] nanos) {

        static final Outcome NONE = new Outcome(0, 0, 0, new long[0]);

        Outcome and(Outcome other) {
            return new Outcome(
                    during + other.during,
                    failed + other.failed,
                    octets + other.octets,
                    LongStream.concat(Arrays.stream(nanos), Arrays.stream(other.nanos))
                            .toArray());
        }

        double rate() {
            return nanos.length * 1e9 / during;
        }

        double millis(double percent) {
            if (nanos.length == 0) {
                return Double.POSITIVE_INFINITY;
            }
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))] / 1e6;
        }

        long octetsEach() {
            return nanos.length == 0 ? 0 : octets / nanos.length;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d answers, %,.0f/s, %d failed, p50 %.1f ms, p99 %.1f ms, longest %.0f ms",
                    nanos.length,
                    rate(),
                    failed,
                    millis(50),
                    millis(99),
                    millis(100));
        }
    }

    private static final class Reader extends Thread {

        private final int port;
        private final long until;
        private final IntFunction<String> pages;
        private int page;
        private long failed;
        private long octets;
        private long[] nanos = new long[1_024];
        private int answered;

        Reader(int port, long until, int first, IntFunction<String> pages) {
            this.port = port;
            this.until = until;
            this.pages = pages;
            page = first;
        }

        @Override
        public void run() {
            while (System.nanoTime() < until) {
                try (KeptConnection connection = new KeptConnection(port)) {
                    while (System.nanoTime() < until) {
                        long begin = System.nanoTime();
                        octets += connection.get(pages.apply(page++));
                        note(System.nanoTime() - begin);
                    }
                } catch (IOException e) {
                    if (failed++ == 0) {
                        System.err.println("a reader failed: " + e);
                    }
                    rest();
                }
            }
        }

        private static void rest() {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void note(long time) {
            if (answered == nanos.length) {
                nanos = Arrays.copyOf(nanos, answered * 2);
            }
            nanos[answered++] = time;
        }

        long[] times() {
            return Arrays.copyOf(nanos, answered);
        }
    }
}
