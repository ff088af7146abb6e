package io.billet.web.jdk;

import io.billet.web.http.WebResponse;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many requests the blogs of a server work on at once, in threads of their own; and how much memory those bodies may
 * take that are being received from clients or sent to them. Who comes first is served first.
 *
 * <p>Work has threads of its own because those of the exchanges may be interrupted while they wait for clients (a database
 * in a file may close when that happens to a thread that reads it), and because virtual threads that compute keep others
 * from running.
 *
 * <p>Thread-safe.
 */
sealed interface Capacity {

    /** No bounds: each request is worked on in its own thread. */
    Capacity UNLIMITED = new Unlimited();

    /**
     * Takes room for a body, and waits for it if there is none.
     *
     * @return false if there was none for long
     */
    boolean take(long octets);

    /** Gives back what was taken for a body of that size. */
    void give(long octets);

    /**
     * Works on a request, and takes room for the body of the response.
     *
     * @param page what is asked for; requests for the same have at most half of the turns at once
     * @return nothing if it was too busy for long
     */
    Optional<WebResponse> work(String page, Supplier<WebResponse> blog);

    /**
     * Works on a request that changes something, and so is worked on once: its response waits for room.
     *
     * @param page where it is sent to
     * @return nothing if it was too busy for long
     */
    Optional<WebResponse> workOnce(String page, Supplier<WebResponse> blog);

    /** Without bounds. */
    final class Unlimited implements Capacity {

        private Unlimited() {}

        @Override
        public boolean take(long octets) {
            return true;
        }

        @Override
        public void give(long octets) {}

        @Override
        public Optional<WebResponse> work(String page, Supplier<WebResponse> blog) {
            return Optional.of(blog.get());
        }

        @Override
        public Optional<WebResponse> workOnce(String page, Supplier<WebResponse> blog) {
            return work(page, blog);
        }
    }

    /** Within bounds. */
    final class Limited implements Capacity {

        /** Such a body is as small as the buffers that each connection has. */
        static final int FREE = 16_384;

        private static final int UNIT = 1_024;

        private final Turns turns;
        private final int units;
        private final Semaphore room;
        private final long patienceMillis;

        /**
         * @param atOnce         requests that are worked on at the same time
         * @param octets         of bodies larger than {@value #FREE}, together
         * @param patienceMillis how long a request waits for its turn, and for room
         */
        Limited(int atOnce, long octets, long patienceMillis) {
            turns = new Turns(atOnce);
            units = (int) Math.min(Integer.MAX_VALUE, octets / UNIT);
            room = new Semaphore(units, true);
            this.patienceMillis = patienceMillis;
        }

        /** Smaller ones may overtake larger ones for which there is no room. */
        @Override
        public boolean take(long octets) {
            int needed = units(octets);
            return room.tryAcquire(needed) || await(room, needed);
        }

        private boolean await(Semaphore semaphore, int permits) {
            try {
                return semaphore.tryAcquire(permits, patienceMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void give(long octets) {
            room.release(units(octets));
        }

        /** One that is larger than all the room takes all of it. */
        private int units(long octets) {
            return octets <= FREE ? 0 : (int) Math.min(units, (octets + UNIT - 1) / UNIT);
        }

        /**
         * How large a response is, is known when it is there. If there is no room for it then, it is dropped and made again
         * once there is: a worker that waited would keep small pages from being made.
         */
        @Override
        public Optional<WebResponse> work(String page, Supplier<WebResponse> blog) {
            AtomicInteger wanted = new AtomicInteger();
            Optional<WebResponse> first = inTurn(page, () -> {
                WebResponse response = blog.get();
                wanted.set(units(response.bodyLength().orElse(0)));
                return room.tryAcquire(wanted.get()) ? Optional.of(response) : Optional.empty();
            });
            int taken = wanted.get();
            if (first.isPresent() || taken == 0 || !take((long) taken * UNIT)) {
                return first;
            }
            int left = taken;
            try {
                Optional<WebResponse> again = inTurn(page, () -> Optional.of(blog.get()))
                        .filter(response -> units(response.bodyLength().orElse(0)) <= taken);
                left -= again.map(response -> units(response.bodyLength().orElse(0)))
                        .orElse(0);
                return again;
            } finally {
                room.release(left);
            }
        }

        @Override
        public Optional<WebResponse> workOnce(String page, Supplier<WebResponse> blog) {
            return inTurn(page, () -> Optional.of(blog.get()))
                    .filter(response -> take(response.bodyLength().orElse(0)));
        }

        /** Returns what work gives that waits for its turn; nothing if the turn did not come for long. */
        private Optional<WebResponse> inTurn(String page, Supplier<Optional<WebResponse>> work) {
            AtomicBoolean decided = new AtomicBoolean();
            FutureTask<Optional<WebResponse>> task = new FutureTask<>(
                    () -> decided.compareAndSet(false, true) ? work.get() : Optional.<WebResponse>empty());
            turns.take(page, task);
            boolean interrupted = false;
            try {
                for (long patience = patienceMillis; ; patience = Long.MAX_VALUE) {
                    try {
                        return task.get(patience, TimeUnit.MILLISECONDS);
                    } catch (TimeoutException e) {
                        if (decided.compareAndSet(false, true)) {
                            return Optional.empty();
                        }
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private static RuntimeException rethrown(@Nullable Throwable cause) {
            if (cause instanceof Error error) {
                throw error;
            }
            return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
        }

        /** Returns whether a body waits for room. */
        boolean isCrowded() {
            return room.hasQueuedThreads();
        }

        /** Returns how many requests wait for their turn. */
        int waiting() {
            return turns.waiting();
        }

        /** Takes no further work; does not end what has begun. */
        void shutDown() {
            turns.shutDown();
        }
    }
}
