package io.billet.storage.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/**
 * How threads fared that all did something at the same moment.
 *
 * @param values   what those returned that succeeded
 * @param failures what those threw that did not
 * @param <T>      what they return
 */
record Race<T>(List<T> values, List<Throwable> failures) {

    private static final int PATIENCE_SECONDS = 120;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "storage-contract-race");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param threads how many, all started before the first goes
     * @param runner  what the thread with this number does
     */
    static <T> Race<T> of(int threads, IntFunction<T> runner) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            running.add(THREADS.submit(() -> {
                start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return runner.apply(number);
            }));
        }
        List<T> values = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<T> runnerDone : running) {
            try {
                values.add(runnerDone.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError("a call has not returned for " + PATIENCE_SECONDS + " seconds", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while threads were racing", e);
            }
        }
        return new Race<>(values, failures);
    }

    /** Returns the only value there may be, when all other threads must have failed in one way. */
    T onlyWinner(String what, Class<? extends Throwable> ofLosers) {
        Optional<Throwable> wrong =
                failures.stream().filter(each -> !ofLosers.isInstance(each)).findFirst();
        if (wrong.isPresent()) {
            throw new AssertionError(
                    what + ": a loser failed with " + wrong.get() + " where " + ofLosers.getSimpleName()
                            + " is asked for",
                    wrong.get());
        }
        if (values.size() != 1) {
            throw new AssertionError(what + ": " + values.size() + " of " + (values.size() + failures.size())
                    + " threads succeeded; exactly one may");
        }
        return values.get(0);
    }

    /** Returns all values, when no thread may have failed. */
    List<T> allSucceeded(String what) {
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    what + ": " + failures.size() + " of " + (values.size() + failures.size())
                            + " threads failed, the first with " + failures.get(0),
                    failures.get(0));
        }
        return values;
    }
}
