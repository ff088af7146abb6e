package io.billet.engine.internal.mail;

import io.billet.core.OutboxMail;
import io.billet.engine.FailureLog;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.job.Work;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.OutboxReport;
import io.billet.storage.api.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mails of the outbox, one in a run, from any number of nodes: a mail is claimed under a lease, written, sent and
 * recorded. Whoever dies at it, another one sends it once the lease has run out, under the same {@code Message-ID}; what a
 * worker does past its lease is refused.
 *
 * <p>Thread-safe.
 */
public final class SendOutbox implements Work {

    /** Far longer than a mailer may take. */
    static final Duration LEASE = Duration.ofMinutes(5);

    static final Duration FIRST_DELAY = Duration.ofSeconds(15);
    static final Duration LONGEST_DELAY = Duration.ofMinutes(30);

    /** How long a mail is tried: as long as most mail servers do before they give up what they could not hand on. */
    static final Duration PATIENCE = Duration.ofDays(1);

    /** How long what a mail is about may take to be there; it is written down in the same moment. */
    static final Duration EARLIEST = Duration.ofMinutes(10);

    private static final int MOMENTS = 20;
    private static final int MOMENT_IN_MILLIS = 10;
    static final Duration SOON = Duration.ofSeconds(2);

    private static final String WITHHELD = "withheld: ";
    private static final double SPREAD = 0.2;
    private static final int LONGEST_REASON = 500;
    private static final Logger log = LoggerFactory.getLogger(SendOutbox.class);

    private final OutboxStore store;
    private final Mailer mailer;
    private final Deployment deployment;
    private final String worker;
    private final Duration lateAfter;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Listeners listeners;
    private final FailureLog failures;
    private final Map<MailPurpose, MailWriter> writers = new EnumMap<>(MailPurpose.class);
    private Optional<Instant> nextKnown = Optional.empty();

    /**
     * @param worker    names this node in the store
     * @param lateAfter after how long a mail that nobody waits for is left to the owner
     */
    public SendOutbox(
            OutboxStore store,
            Mailer mailer,
            Deployment deployment,
            String worker,
            Duration lateAfter,
            InstantSource clock,
            RandomGenerator random,
            Listeners listeners) {
        this(store, mailer, deployment, worker, lateAfter, clock, random, listeners, new FailureLog(log));
    }

    SendOutbox(
            OutboxStore store,
            Mailer mailer,
            Deployment deployment,
            String worker,
            Duration lateAfter,
            InstantSource clock,
            RandomGenerator random,
            Listeners listeners,
            FailureLog failures) {
        this.store = store;
        this.mailer = mailer;
        this.deployment = deployment;
        this.worker = worker;
        this.lateAfter = lateAfter;
        this.clock = clock;
        this.random = random;
        this.listeners = listeners;
        this.failures = failures;
    }

    /** Says who writes the mails of a purpose; before the job is started. */
    public void define(MailPurpose purpose, MailWriter writer) {
        writers.put(purpose, writer);
    }

    @Override
    public Next run() {
        return sendNext() ? Next.AT_ONCE : nextKnown().map(Next::by).orElse(Next.IDLE);
    }

    /** Returns whether there was a mail whose turn it was. */
    public boolean sendNext() {
        if (!deployment.mayClaim()) {
            return false;
        }
        List<OutboxMail> claimed = store.claim(worker, 1, clock.instant(), LEASE);
        if (claimed.isEmpty()) {
            return false;
        }
        OutboxMail mail = claimed.get(0);
        // Asked once there is a mail: a deployment that has none to send does not call the database its own.
        boolean maySend = deployment.maySend();
        record(mail, maySend ? attempt(mail) : new DeliveryOutcome.Retry(mail.createdAt()));
        return maySend;
    }

    /**
     * Sends what may be sent at once until a time, whatever runs jobs; when no job does so any more.
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
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = sendNext();
            }
        } catch (RuntimeException e) {
            log.warn(
                    "The mail that waits was not looked at once more: {}. It will be sent at the next start",
                    e.toString());
        }
    }

    private void record(OutboxMail mail, DeliveryOutcome outcome) {
        boolean isRefused = !store.record(List.of(new OutboxReport(mail.id(), mail.fence(), outcome)))
                .isEmpty();
        if (isRefused) {
            log.info("What became of mail {} was not recorded: it was forgotten, or another node is at it", mail.id());
        } else if (outcome instanceof DeliveryOutcome.Retry retry) {
            remember(retry.notBefore());
        } else if (outcome instanceof DeliveryOutcome.Failed failed
                && !failed.reason().startsWith(WITHHELD)) {
            listeners.tell(new BlogEvent.MailGivenUp(mail.in(failed.toState())));
        }
    }

    private synchronized void remember(Instant time) {
        nextKnown = nextKnown.filter(known -> known.isBefore(time)).or(() -> Optional.of(time));
    }

    private synchronized Optional<Instant> nextKnown() {
        Optional<Instant> known = nextKnown.filter(time -> time.isAfter(clock.instant()));
        nextKnown = known;
        return known;
    }

    private DeliveryOutcome attempt(OutboxMail mail) {
        Optional<MailPurpose> purpose = MailPurpose.of(mail.purpose()).filter(writers::containsKey);
        if (purpose.isEmpty()) {
            // A later release has written it, and a node of that release will send it.
            return again(mail, "this release does not know mails to " + mail.purpose(), Optional.empty());
        }
        Duration age = Duration.between(mail.createdAt(), clock.instant());
        if (purpose.get().waitsForTheOwnerWhenLate() && age.compareTo(lateAfter) > 0) {
            return failed(
                    mail, "it is late: it was written down " + age.toHours() + " hours ago; it waits for the owner");
        }
        MailWriter.Written written;
        try {
            written = Objects.requireNonNull(writers.get(purpose.get())).write(mail);
        } catch (RuntimeException e) {
            return again(mail, e.getClass().getSimpleName(), Optional.of(e));
        }
        if (written instanceof MailWriter.Written.TooEarly) {
            return age.compareTo(EARLIEST) > 0
                    ? new DeliveryOutcome.Failed(clock.instant(), WITHHELD + "what it is about was never there")
                    : new DeliveryOutcome.Retry(afterTheAct(mail));
        }
        return written instanceof MailWriter.Written.Withheld withheld
                ? new DeliveryOutcome.Failed(clock.instant(), oneLine(WITHHELD + withheld.reason()))
                : sent(mail, ((MailWriter.Written.Letter) written).mail());
    }

    /** The act is made at this very moment, most likely; whether the blog's clock goes on or stands still. */
    private Instant afterTheAct(OutboxMail mail) {
        if (mail.attempts() > MOMENTS) {
            return clock.instant().plus(SOON);
        }
        try {
            Thread.sleep(MOMENT_IN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return clock.instant();
    }

    private DeliveryOutcome sent(OutboxMail mail, OutgoingMail letter) {
        MailOutcome outcome = mailer.send(letter);
        if (outcome instanceof MailOutcome.Accepted) {
            return new DeliveryOutcome.Sent(clock.instant());
        }
        if (outcome instanceof MailOutcome.RefusedForGood refused) {
            return failed(mail, "refused for good: " + refused.reason());
        }
        String reason = outcome instanceof MailOutcome.Unknown unknown
                ? "nobody knows whether it was taken: " + unknown.reason()
                : outcome instanceof MailOutcome.RefusedForNow refused ? refused.reason() : "no outcome";
        return again(mail, reason, Optional.empty());
    }

    private DeliveryOutcome again(OutboxMail mail, String reason, Optional<Throwable> thrown) {
        Instant now = clock.instant();
        if (mail.createdAt().plus(PATIENCE).isBefore(now)) {
            String why = "given up after " + mail.attempts() + " attempts: " + reason;
            failures.error(what(mail), new MailNotSentException(why, thrown.orElse(null)));
            return new DeliveryOutcome.Failed(now, oneLine(why));
        }
        thrown.ifPresentOrElse(
                failure -> failures.error(what(mail) + ", which will be tried again,", failure),
                () -> log.debug("{} will be tried again: {}", what(mail), reason));
        return new DeliveryOutcome.Retry(now.plus(delay(mail.attempts())));
    }

    private DeliveryOutcome failed(OutboxMail mail, String reason) {
        failures.error(what(mail), new MailNotSentException(reason, null));
        return new DeliveryOutcome.Failed(clock.instant(), oneLine(reason));
    }

    private static String what(OutboxMail mail) {
        return "Sending mail " + mail.id() + " (" + mail.purpose() + ")";
    }

    private Duration delay(int attempts) {
        double doubled = FIRST_DELAY.toMillis() * Math.pow(2, Math.min(attempts, 20) - 1.0);
        double delay = Math.min(doubled, LONGEST_DELAY.toMillis()) * (1 + SPREAD * (2 * random.nextDouble() - 1));
        return Duration.ofMillis((long) delay);
    }

    /** A reason may be what a foreign server said. */
    private static String oneLine(String reason) {
        String line =
                reason.replaceAll("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]+", " ").strip();
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
    }
}
