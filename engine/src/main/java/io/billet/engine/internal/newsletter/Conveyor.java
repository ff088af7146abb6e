package io.billet.engine.internal.newsletter;

import io.billet.storage.api.Bounds;
import io.billet.storage.api.DeliveryOutcome;
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
 * Deliveries on their way from the one thread that claims to those that send, and what came of them on its way to the one that records.
 * Thread-safe.
 */
final class Conveyor {

    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

    private static final int NOT_AWAITED = -1;

    private final Pace pace;
    private final Predicate<Attempt> isOver;
    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private final Set<Attempt> unpaced = new HashSet<>();
    private List<DeliveryReport> done = new ArrayList<>();
    private int onTheWay;
    private int fewAreWanted = NOT_AWAITED;
    private boolean isSupplied;
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
                    if (waiting.size() == fewAreWanted) {
                        notifyAll();
                    }
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
        // For each mail, to all threads, it would cost more than the mail.
        if (pace.watchesDomains() || done.size() == Bounds.MOST_AT_ONCE || isIdle()) {
            notifyAll();
        }
    }

    /** Waits until much is to be recorded, or all that there will be, or for so long. */
    synchronized void awaitOutcomes(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !isWorthRecording(); left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private boolean isWorthRecording() {
        return done.size() >= Bounds.MOST_AT_ONCE || (isIdle() && (isSupplied || !done.isEmpty()));
    }

    /**
     * Waits until so few wait, but no longer than a second.
     *
     * @return whether more may be added
     */
    synchronized boolean awaitRoom(int few) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT;
        fewAreWanted = few;
        for (long left = LONGEST_WAIT;
                left > 0 && !isEnded && waiting.size() > few;
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        fewAreWanted = NOT_AWAITED;
        return !isEnded && waiting.size() <= few;
    }

    /** Says that nothing is added any more. */
    synchronized void supplied() {
        isSupplied = true;
        notifyAll();
    }

    /** Returns whether all that was added, and will be, has come back. */
    synchronized boolean isOver() {
        return isSupplied && isIdle();
    }

    private boolean isIdle() {
        return waiting.isEmpty() && onTheWay == 0;
    }

    /** Ends what waits with an outcome: after the end. */
    synchronized void giveBack(DeliveryOutcome outcome) {
        waiting.forEach(attempt -> done.add(attempt.report(outcome)));
        waiting.clear();
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

    synchronized boolean isEnded() {
        return isEnded;
    }

    /** Hands out no more. */
    synchronized void end() {
        isEnded = true;
        notifyAll();
    }
}
