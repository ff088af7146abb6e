package io.billet.engine.internal.newsletter;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.DeliveryId;
import io.billet.core.Issue;
import io.billet.core.IssueState;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.NewsletterOptions;
import io.billet.engine.NewsletterOptions.LostReply;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.ClaimedDelivery;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.DeliveryReport;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.StorageException;
import io.billet.storage.api.SubscriberStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due of an issue: one thread claims and looks the recipients up, one records, and others send, all at the same time.
 * What came of a mail is recorded within {@value #RECORD_WITHIN_MILLIS} ms, so that a kill costs few a second copy; what was claimed
 * and is not begun while there is time goes back.
 */
final class SendIssue {

    private static final Logger log = LoggerFactory.getLogger(SendIssue.class);
    private static final int RECORD_WITHIN_MILLIS = 100;
    private static final long RECORD_WITHIN = TimeUnit.MILLISECONDS.toNanos(RECORD_WITHIN_MILLIS);
    private static final Duration LOOK_AT_STATE = Duration.ofMillis(500);
    private static final int RECORDING_ATTEMPTS = 10;
    private static final long LEARNS_WITHIN = TimeUnit.SECONDS.toNanos(2);

    /** How long what is claimed may hold up the other work of the runner, when the time of the run is over. */
    private static final long OVERTIME = TimeUnit.SECONDS.toNanos(10);

    private final Supplier<IssueStore> issues;
    private final SubscriberStore subscribers;
    private final ArticleStore articles;
    private final Translations translations;
    private final IssueChanges changes;
    private final Function<Subscriber, Reader> readers;
    private final Letters letters;
    private final Courier courier;
    private final SenderThreads threads;
    private final Brake brake;
    private final Pace pace;
    private final NewsletterOptions options;
    private final String worker;
    private final InstantSource clock;
    private final Front front = new Front();
    private volatile int chunk;

    SendIssue(
            Supplier<IssueStore> issues,
            SubscriberStore subscribers,
            ArticleStore articles,
            Translations translations,
            IssueChanges changes,
            Function<Subscriber, Reader> readers,
            Letters letters,
            Courier courier,
            SenderThreads threads,
            Brake brake,
            NewsletterOptions options,
            String worker,
            InstantSource clock) {
        this.issues = issues;
        this.subscribers = subscribers;
        this.articles = articles;
        this.translations = translations;
        this.changes = changes;
        this.readers = readers;
        this.letters = letters;
        this.courier = courier;
        this.threads = threads;
        this.brake = brake;
        this.pace = new Pace(options);
        this.options = options;
        this.worker = worker;
        this.clock = clock;
        this.chunk = leastChunk();
    }

    private int leastChunk() {
        return Math.min(Bounds.MOST_AT_ONCE, 4 * options.connections());
    }

    /** One issue in one run. */
    private final class Round {

        private final Issue issue;
        private final ArticleSummary article;
        private final LetterCase letterCase;
        private final BooleanSupplier mayClaim;
        private final Conveyor conveyor = new Conveyor(pace, this::isOver);
        private volatile boolean isHalted;
        private volatile long overSince = Long.MAX_VALUE;
        private long stateSeenAt = System.nanoTime();
        private long learntAt = System.nanoTime();
        private int sentSinceLearnt;

        Round(Issue issue, ArticleSummary article, BooleanSupplier mayClaim) {
            this.issue = issue;
            this.article = article;
            this.mayClaim = mayClaim;
            Map<LanguageTag, ArticleSummary> byLanguage = new LinkedHashMap<>();
            byLanguage.put(issue.texts().get(0).language(), article);
            translations.of(article).forEach(byLanguage::putIfAbsent);
            this.letterCase = new LetterCase(issue, byLanguage, readers, letters);
        }

        /** Returns whether there was nothing to claim any more. */
        boolean run() throws InterruptedException {
            Future<Boolean> claims = threads.supply(this::claimAll);
            threads.run(this::sendAll);
            try {
                while (!conveyor.isOver()) {
                    conveyor.awaitOutcomes(RECORD_WITHIN);
                    if (overSince == Long.MAX_VALUE && !mayClaim.getAsBoolean()) {
                        overSince = System.nanoTime();
                    }
                    record();
                    seeState();
                }
                record();
                return isDry(claims);
            } finally {
                conveyor.end();
                // What was recorded too late to be collected, when this thread was interrupted or the store failed.
                threads.await();
                conveyor.giveBack(new DeliveryOutcome.Retry(clock.instant()));
                record();
            }
        }

        private boolean isDry(Future<Boolean> claims) throws InterruptedException {
            try {
                return claims.get();
            } catch (ExecutionException e) {
                throw SenderThreads.failure(e);
            }
        }

        /** Keeps some waiting, so that nobody who sends waits for the store. Returns whether there is nothing to claim any more. */
        private boolean claimAll() throws InterruptedException {
            try {
                while (mayGoOn() && !conveyor.isEnded()) {
                    if (conveyor.awaitRoom(chunk / 2) && mayGoOn()) {
                        List<Attempt> claimed = claim();
                        if (claimed.isEmpty()) {
                            return true;
                        }
                        conveyor.add(claimed);
                    }
                }
                return false;
            } finally {
                conveyor.supplied();
            }
        }

        private boolean mayGoOn() {
            return !isHalted && mayClaim.getAsBoolean() && brake.until().isEmpty();
        }

        private List<Attempt> claim() {
            List<ClaimedDelivery> claimed = front.claim(
                    issue.id(),
                    after -> issues.get()
                            .claim(issue.id(), after, worker, brake.atMost(chunk), clock.instant(), options.lease()));
            if (claimed.isEmpty()) {
                return List.of();
            }
            long readAt = System.nanoTime();
            Map<SubscriberId, Subscriber> found =
                    subscribers
                            .findAll(claimed.stream()
                                    .map(row -> row.delivery().subscriber())
                                    .toList())
                            .stream()
                            .collect(Collectors.toMap(Subscriber::id, Function.identity()));
            boolean holdsLapsed = options.lostReply() == LostReply.HOLD_UNCERTAIN;
            return claimed.stream()
                    .map(row -> new Attempt(
                            row.delivery(),
                            Optional.ofNullable(found.get(row.delivery().subscriber())),
                            readAt,
                            holdsLapsed && row.isLapsed()))
                    .toList();
        }

        private void sendAll() {
            try {
                for (Optional<Attempt> next = conveyor.take(); next.isPresent(); next = conveyor.take()) {
                    Attempt attempt = next.get();
                    DeliveryOutcome outcome = new DeliveryOutcome.Retry(clock.instant());
                    try {
                        outcome = outcome(attempt);
                    } finally {
                        conveyor.done(attempt, attempt.report(outcome));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private DeliveryOutcome outcome(Attempt attempt) {
            if (attempt.isDoubtful()) {
                return new DeliveryOutcome.Uncertain(clock.instant());
            }
            if (isOver(attempt)) {
                return new DeliveryOutcome.Retry(brake.until().orElseGet(clock::instant));
            }
            return courier.deliver(attempt, article, letterCase);
        }

        /** A third of the lease is for a mail that is begun: it may take that long, and its outcome is still ours to record. */
        private boolean isOver(Attempt attempt) {
            if (isHalted || threads.isClosed() || brake.until().isPresent()) {
                return true;
            }
            if (overSince != Long.MAX_VALUE && System.nanoTime() - overSince > OVERTIME) {
                return true;
            }
            long third = options.lease().toNanos() / 3;
            Instant leaseUntil = attempt.delivery().state().claimableFrom().orElse(Instant.MIN);
            return System.nanoTime() - attempt.readAt() > 2 * third
                    || clock.instant().isAfter(leaseUntil.minusNanos(third));
        }

        private void record() {
            for (List<DeliveryReport> part = conveyor.collect(Bounds.MOST_AT_ONCE);
                    !part.isEmpty();
                    part = conveyor.collect(Bounds.MOST_AT_ONCE)) {
                Set<DeliveryId> refused = recordPatiently(part);
                refused.forEach(id -> log.warn(
                        "The outcome of delivery {} came too late to be recorded: its lease was over, another node has it",
                        id));
                learn(part.size());
            }
        }

        /** What is not recorded is sent a second time: worth waiting for a database that is away for a moment. */
        private Set<DeliveryId> recordPatiently(List<DeliveryReport> part) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return issues.get().record(part);
                } catch (StorageException e) {
                    isHalted = true;
                    if (attempt == RECORDING_ATTEMPTS) {
                        throw e;
                    }
                    log.warn("{} outcomes could not be recorded and will be once more", part.size(), e);
                    pause();
                }
            }
        }

        private void pause() {
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(options.lease().toNanos() / 30, TimeUnit.SECONDS.toNanos(1)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** As many at a time as are sent within about a second. */
        private void learn(int outcomes) {
            long nanos = Math.max(1, System.nanoTime() - learntAt);
            sentSinceLearnt += outcomes;
            if (sentSinceLearnt >= chunk || nanos > LEARNS_WITHIN) {
                long perSecond = (long) (sentSinceLearnt * 1e9 / nanos);
                chunk = (int) Math.max(leastChunk(), Math.min(Bounds.MOST_AT_ONCE, Math.min(perSecond, 2L * chunk)));
                sentSinceLearnt = 0;
                learntAt = System.nanoTime();
            }
        }

        /** Paused or cancelled by its owner, or its article taken away: what is not begun goes back. */
        private void seeState() {
            if (isHalted || System.nanoTime() - stateSeenAt < LOOK_AT_STATE.toNanos()) {
                return;
            }
            stateSeenAt = System.nanoTime();
            isHalted = issues.get()
                            .find(issue.id())
                            .filter(each -> each.state().kind() == IssueState.Kind.SENDING)
                            .isEmpty()
                    || publicArticle(issue).isEmpty();
        }
    }

    private Optional<ArticleSummary> publicArticle(Issue issue) {
        return articles.summaries(List.of(issue.article())).stream()
                .filter(each -> ArticleAccess.of(each, Reader.ANONYMOUS, clock.instant()) != ArticleAccess.NONE)
                .findFirst();
    }

    /**
     * Sends until there is nothing to claim or no time.
     *
     * @param mayClaim asked before each claim
     * @return whether there was nothing to claim any more
     */
    boolean send(Issue issue, BooleanSupplier mayClaim) {
        Optional<ArticleSummary> article = publicArticle(issue);
        if (article.isEmpty()) {
            // Its owner has taken it from its readers: who has not got it is not to get it now.
            changes.tryToChange(issue.pause(IssueState.Reason.OWNER, clock.instant()));
            return true;
        }
        try {
            return new Round(issue, article.get(), mayClaim).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            removeRestOfCancelled(issue);
        }
    }

    private void removeRestOfCancelled(Issue issue) {
        if (issues.get()
                .find(issue.id())
                .filter(each -> each.state().kind() == IssueState.Kind.CANCELLED)
                .isPresent()) {
            issues.get().cancelPending(issue.id());
        }
    }
}
