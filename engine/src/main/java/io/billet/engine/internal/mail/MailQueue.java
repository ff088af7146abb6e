package io.billet.engine.internal.mail;

import io.billet.engine.FailureLog;
import io.billet.engine.OverloadedException;
import io.billet.engine.internal.job.Work;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mail behind the reader's back, so that the time of an answer does not tell who is known here, and repeats what could
 * not be sent yet. One run of this work sends one mail. Thread-safe.
 */
public final class MailQueue implements Work {

    /** How many mails wait at most to be sent, and how many to be sent again. */
    static final int CAPACITY = 1_000;

    /** How often a mail is tried: with the delays between, over half an hour. */
    static final int ATTEMPTS = 8;

    static final Duration FIRST_DELAY = Duration.ofSeconds(15);

    private static final double SPREAD = 0.2;
    private static final Logger log = LoggerFactory.getLogger(MailQueue.class);

    /**
     * A mail that waits.
     *
     * @param mail     makes it when it is its turn; later gives the one that was made
     * @param attempts how often it was tried
     * @param dueAt    when it is to be tried again
     */
    private record Waiting(Supplier<Optional<OutgoingMail>> mail, int attempts, Instant dueAt) {}

    private final Mailer mailer;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final FailureLog failures;
    private final Runnable wake;
    private final Deque<Waiting> fresh = new ArrayDeque<>();
    private final PriorityQueue<Waiting> again = new PriorityQueue<>(Comparator.comparing(Waiting::dueAt));
    private boolean isClosed;
    private boolean isSending;

    /** @param wake tells the job that mail waits */
    public MailQueue(Mailer mailer, InstantSource clock, RandomGenerator random, Runnable wake) {
        this(mailer, clock, random, new FailureLog(log), wake);
    }

    MailQueue(Mailer mailer, InstantSource clock, RandomGenerator random, FailureLog failures, Runnable wake) {
        this.mailer = mailer;
        this.clock = clock;
        this.random = random;
        this.failures = failures;
        this.wake = wake;
    }

    /**
     * Takes a mail that is to be sent.
     *
     * @param mail makes the mail, if there is one to send, when it is its turn
     * @throws OverloadedException if too many wait
     */
    public void send(Supplier<Optional<OutgoingMail>> mail) {
        synchronized (this) {
            if (isClosed) {
                throw new OverloadedException("the mail queue is closed");
            }
            if (fresh.size() >= CAPACITY) {
                throw new OverloadedException("the mail queue is full: it holds " + CAPACITY);
            }
            fresh.add(new Waiting(mail, 0, clock.instant()));
        }
        wake.run();
    }

    @Override
    public Next run() {
        Waiting next = take();
        if (next != null) {
            try {
                attempt(next, false);
            } finally {
                sent();
            }
        }
        return next();
    }

    private synchronized @Nullable Waiting take() {
        Waiting next = fresh.poll();
        if (next == null && isDue(again.peek())) {
            next = again.poll();
        }
        isSending = next != null;
        return next;
    }

    private boolean isDue(@Nullable Waiting waiting) {
        return waiting != null && !waiting.dueAt().isAfter(clock.instant());
    }

    private synchronized void sent() {
        isSending = false;
        notifyAll();
    }

    private synchronized Next next() {
        Waiting first = again.peek();
        if (!fresh.isEmpty() || isDue(first)) {
            return Next.AT_ONCE;
        }
        return first == null ? Next.IDLE : Next.by(first.dueAt());
    }

    /** Returns whether nothing is left to do for it. */
    private boolean attempt(Waiting waiting, boolean isLast) {
        Waiting made = waiting;
        String what = "Writing a mail";
        MailOutcome outcome;
        Optional<Throwable> thrown = Optional.empty();
        try {
            Optional<OutgoingMail> mail = waiting.mail().get();
            if (mail.isEmpty()) {
                return true;
            }
            made = new Waiting(() -> mail, waiting.attempts(), waiting.dueAt());
            what = "Sending " + mail.get();
            outcome = mailer.send(mail.get());
        } catch (Throwable e) {
            // Whatever goes wrong in a host's mailer costs this mail's turn, and not the mail.
            thrown = Optional.of(e);
            outcome = new MailOutcome.RefusedForNow(e.getClass().getSimpleName());
        }
        if (outcome instanceof MailOutcome.Accepted) {
            return true;
        }
        if (outcome instanceof MailOutcome.RefusedForGood refused) {
            failures.error(what, new MailNotSentException("refused for good: " + refused.reason(), null));
            return true;
        }
        if (isLast) {
            return false;
        }
        repeatOrGiveUp(made, what, reason(outcome), thrown);
        return true;
    }

    private static String reason(MailOutcome outcome) {
        if (outcome instanceof MailOutcome.Unknown unknown) {
            return "nobody knows whether it was taken: " + unknown.reason();
        }
        return outcome instanceof MailOutcome.RefusedForNow refused ? refused.reason() : "no outcome";
    }

    private void repeatOrGiveUp(Waiting tried, String what, String reason, Optional<Throwable> thrown) {
        int attempts = tried.attempts() + 1;
        boolean isRepeated = attempts < ATTEMPTS && repeat(new Waiting(tried.mail(), attempts, retryAt(attempts)));
        if (!isRepeated) {
            String why = "given up after " + attempts + " attempts: " + reason;
            failures.error(what, new MailNotSentException(why, thrown.orElse(null)));
        } else if (thrown.isPresent()) {
            failures.error(what + ", which will be tried again,", thrown.get());
        } else {
            log.debug("{} will be tried again: {}", what, reason);
        }
    }

    private synchronized boolean repeat(Waiting waiting) {
        return again.size() < CAPACITY && again.add(waiting);
    }

    private Instant retryAt(int attempts) {
        double delay =
                FIRST_DELAY.toMillis() * Math.pow(2, attempts - 1) * (1 + SPREAD * (2 * random.nextDouble() - 1));
        return clock.instant().plusMillis((long) delay);
    }

    /** Returns once everything that waits to be sent first has had its turn, while the job runs. */
    public synchronized void await() {
        try {
            while (isSending || !fresh.isEmpty()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more mail. */
    public synchronized void close() {
        isClosed = true;
    }

    /**
     * Tries what waits once more until a time, whatever runs jobs; when no job does so any more.
     *
     * @param deadline by {@link System#nanoTime()}
     * @param owner    stands in the name of the thread
     */
    public void sendRest(long deadline, String owner) throws InterruptedException {
        Thread last = new Thread(this::sendRest, "billet-" + owner + ": last mail");
        last.setDaemon(true);
        last.start();
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left > 0) {
            last.join(left);
        }
        last.interrupt();
    }

    private void sendRest() {
        Deque<Waiting> failed = new ArrayDeque<>();
        while (!Thread.currentThread().isInterrupted()) {
            Waiting next = takeAny();
            if (next == null) {
                break;
            }
            if (!attempt(next, true)) {
                failed.add(next);
            }
        }
        synchronized (this) {
            fresh.addAll(failed);
            isSending = false;
        }
    }

    private synchronized @Nullable Waiting takeAny() {
        Waiting next = fresh.poll();
        if (next == null) {
            next = again.poll();
        }
        isSending = next != null;
        return next;
    }

    /** Returns how many mails are not sent yet. */
    public synchronized int size() {
        return fresh.size() + again.size() + (isSending ? 1 : 0);
    }
}
