package io.billet.engine.internal.newsletter;

import io.billet.storage.api.DeliveryReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Deliveries on their way from the one thread that asks the store to those that send, and what came of them on its way back.
 * Thread-safe.
 */
final class Conveyor {

    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

    private final Pace pace;
    private final Predicate<Attempt> isOver;
    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private final Set<Attempt> unpaced = new HashSet<>();
    private List<DeliveryReport> done = new ArrayList<>();
    private int onTheWay;
    private boolean isEnded;

    /** @param isOver whether there is no time left for an attempt, so that it is handed out whatever the pace */
    Conveyor(Pace pace, Predicate<Attempt> isOver) {
        this.pace = pace;
        this.isOver = isOver;
    }

    synchronized void add(Collection<Attempt> attempts) {
        waiting.addAll(attempts);
        notifyAll();
    }

    /** Returns the next that may be sent, once it may; none any more after the end. */
    synchronized Optional<Attempt> take() throws InterruptedException {
        while (!isEnded) {
            long wait = LONGEST_WAIT;
            for (Iterator<Attempt> each = waiting.iterator(); each.hasNext(); ) {
                Attempt attempt = each.next();
                boolean paced = !isOver.test(attempt);
                long mine = paced ? pace.begin(attempt.domain(), System.nanoTime()) : 0;
                if (mine == 0) {
                    if (!paced) {
                        unpaced.add(attempt);
                    }
                    each.remove();
                    onTheWay++;
                    return Optional.of(attempt);
                }
                wait = Math.min(wait, mine);
                if (!pace.watchesDomains()) {
                    break;
                }
            }
            TimeUnit.NANOSECONDS.timedWait(this, wait);
        }
        return Optional.empty();
    }

    synchronized void done(Attempt attempt, DeliveryReport report) {
        if (!unpaced.remove(attempt)) {
            pace.end(attempt.domain(), System.nanoTime());
        }
        onTheWay--;
        done.add(report);
        notifyAll();
    }

    /**
     * Waits until there is something to do for who asks the store.
     *
     * @param fewWaiting how few are to wait for more to be wanted
     * @param nanos      the longest wait
     */
    synchronized void await(int fewWaiting, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos;
                left > 0 && !isIdle() && waiting.size() > fewWaiting;
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Returns what is to be recorded, at most so many. */
    synchronized List<DeliveryReport> collect(int most) {
        if (done.size() <= most) {
            List<DeliveryReport> all = done;
            done = new ArrayList<>();
            return all;
        }
        List<DeliveryReport> part = List.copyOf(done.subList(0, most));
        done = new ArrayList<>(done.subList(most, done.size()));
        return part;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Returns whether nothing waits and nothing is on its way. */
    synchronized boolean isIdle() {
        return waiting.isEmpty() && onTheWay == 0;
    }

    /** Hands out no more. */
    synchronized void end() {
        isEnded = true;
        notifyAll();
    }
}
