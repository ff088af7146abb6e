package io.billet.web.jdk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do tasks in the order in which they came, but never more than half of them tasks of one kind: a kind that takes
 * long keeps no other waiting, and one that is only asked for often waits no longer than the rest.
 *
 * <p>Kinds are told apart by their hash, so that two may share a lane.
 *
 * <p>Thread-safe.
 */
final class Turns {

    private static final int LANES = 64;
    private static final long IDLE_SECONDS = 20;

    private final ThreadPoolExecutor threads;
    private final int mostOfAKind;
    private final List<Lane> lanes = new ArrayList<>(LANES);

    /** Of the task that came last; guarded by {@link #lanes}. */
    private long number;

    /** Tasks for which a thread was free that could not do them, as half of all threads did others of the kind. */
    private int passedOver;

    private static final class Lane {
        private final Queue<Task> waiting = new ArrayDeque<>();
        private int underWay;
    }

    private record Task(long number, Lane lane, Runnable work) {}

    /** @param atOnce tasks that are done at the same time */
    Turns(int atOnce) {
        mostOfAKind = (atOnce + 1) / 2;
        for (int i = 0; i < LANES; i++) {
            lanes.add(new Lane());
        }
        AtomicInteger name = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                atOnce, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "billet-blog-" + name.getAndIncrement(), 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Has the work done when its turn comes.
     *
     * @param work throws nothing
     */
    void take(String kind, Runnable work) {
        Lane lane = lanes.get(Math.floorMod(kind.hashCode(), LANES));
        synchronized (lanes) {
            lane.waiting.add(new Task(number++, lane, work));
        }
        threads.execute(this::doNext);
    }

    private void doNext() {
        @Nullable Task task = next();
        while (task != null) {
            try {
                task.work.run();
            } finally {
                end(task);
            }
            task = nextPassedOver();
        }
    }

    private @Nullable Task next() {
        synchronized (lanes) {
            @Nullable Task first = firstThatMayBegin();
            if (first == null) {
                passedOver++;
            }
            return first;
        }
    }

    private @Nullable Task nextPassedOver() {
        synchronized (lanes) {
            @Nullable Task first = passedOver == 0 ? null : firstThatMayBegin();
            if (first != null) {
                passedOver--;
            }
            return first;
        }
    }

    private @Nullable Task firstThatMayBegin() {
        @Nullable Task first = null;
        for (Lane lane : lanes) {
            @Nullable Task head = lane.underWay < mostOfAKind ? lane.waiting.peek() : null;
            if (head != null && (first == null || head.number < first.number)) {
                first = head;
            }
        }
        if (first != null) {
            first.lane.waiting.remove();
            first.lane.underWay++;
        }
        return first;
    }

    private void end(Task task) {
        synchronized (lanes) {
            task.lane.underWay--;
        }
    }

    /** Returns how many tasks wait for their turn. */
    int waiting() {
        synchronized (lanes) {
            return lanes.stream().mapToInt(lane -> lane.waiting.size()).sum();
        }
    }

    /** Takes no further work; does not end what has begun. */
    void shutDown() {
        threads.shutdown();
    }
}
