package io.billet.engine.internal.newsletter;

import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryState;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.Reader;
import io.billet.engine.NewsletterOptions;
import io.billet.engine.internal.job.Work;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.IssueStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the job of the newsletter does in one run, on any number of nodes: begins what is planned, fills ledgers, sends, and says
 * what is finished; for {@value #BUDGET_SECONDS} seconds or so, so that many blogs share a thread, and in turns, so that many
 * issues share a blog.
 */
public final class SendNewsletters implements Work {

    private static final int BUDGET_SECONDS = 2;
    private static final Duration BUDGET = Duration.ofSeconds(BUDGET_SECONDS);
    private static final Duration TURN = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKED_AT = 100;

    /** Whether this deployment may send is a read of the database: not with each of a hundred claims a second. */
    private static final long ASKED_AGAIN = Duration.ofMillis(200).toNanos();

    private final Supplier<IssueStore> issues;
    private final ArticleStore articles;
    private final BeginIssues begin;
    private final EnqueueAudience enqueue;
    private final SendIssue send;
    private final SenderThreads threads;
    private final Brake brake;
    private final IssueChanges changes;
    private final LastSeen lastSeen;
    private final NewsletterOptions options;
    private final BooleanSupplier mayMail;
    private final InstantSource clock;
    private final Deque<IssueId> turns = new ArrayDeque<>();
    private Instant lookedAtPlans = Instant.MIN;
    private Optional<Instant> nextPlan = Optional.empty();

    SendNewsletters(
            Supplier<IssueStore> issues,
            ArticleStore articles,
            BeginIssues begin,
            EnqueueAudience enqueue,
            SendIssue send,
            SenderThreads threads,
            Brake brake,
            IssueChanges changes,
            LastSeen lastSeen,
            NewsletterOptions options,
            BooleanSupplier mayMail,
            InstantSource clock) {
        this.issues = issues;
        this.articles = articles;
        this.begin = begin;
        this.enqueue = enqueue;
        this.send = send;
        this.threads = threads;
        this.brake = brake;
        this.changes = changes;
        this.lastSeen = lastSeen;
        this.options = options;
        this.mayMail = mayMail;
        this.clock = clock;
    }

    /** The rest of one run; asked by several threads. */
    private final class Budget implements BooleanSupplier {

        private final long end = System.nanoTime() + BUDGET.toNanos();
        private boolean may = mayMail.getAsBoolean();
        private long askedAt = System.nanoTime();

        @Override
        public synchronized boolean getAsBoolean() {
            long now = System.nanoTime();
            if (now - askedAt > ASKED_AGAIN) {
                may = mayMail.getAsBoolean();
                askedAt = now;
            }
            return may && now - end < 0 && !threads.isClosed();
        }
    }

    @Override
    public Next run() {
        Budget budget = new Budget();
        if (!budget.getAsBoolean()) {
            return Next.IDLE;
        }
        beginPlanned();
        Optional<Instant> next = nextPlan;
        List<IssueSummary> open = inTurn(open());
        for (IssueSummary issue : open) {
            if (!budget.getAsBoolean()) {
                return Next.AT_ONCE;
            }
            turns.remove(issue.id());
            turns.addLast(issue.id());
            Next mine = workAt(issue, budget);
            if (mine.more()) {
                return threads.isClosed() ? Next.IDLE : mine;
            }
            next = BeginIssues.earlier(next, mine.noLaterThan());
        }
        return next.map(Next::by).orElse(Next.IDLE);
    }

    /** While an issue is sent, one run follows the other at once: that is no reason to ask for plans all the time. */
    private void beginPlanned() {
        Instant now = clock.instant();
        boolean isDue = nextPlan.filter(at -> !at.isAfter(now)).isPresent();
        if (isDue
                || turns.isEmpty()
                || Duration.between(lookedAtPlans, now).abs().compareTo(BUDGET) >= 0) {
            lookedAtPlans = now;
            nextPlan = begin.begin();
        }
    }

    private List<IssueSummary> open() {
        List<IssueSummary> open = new ArrayList<>();
        for (IssueState.Kind kind : List.of(IssueState.Kind.PREPARING, IssueState.Kind.SENDING)) {
            open.addAll(issues.get().list(IssueQuery.all().in(kind), Optional.empty(), Bounds.LONGEST_LIST));
        }
        return open;
    }

    /** Those first that had no turn yet, the oldest of them first; then those whose turn was longest ago. */
    private List<IssueSummary> inTurn(List<IssueSummary> open) {
        turns.removeIf(id -> open.stream().noneMatch(issue -> issue.id().equals(id)));
        List<IssueId> order = List.copyOf(turns);
        return open.stream()
                .sorted(Comparator.comparingInt((IssueSummary issue) -> order.indexOf(issue.id()))
                        .thenComparing(IssueSummary::id))
                .toList();
    }

    private Next workAt(IssueSummary summary, Budget budget) {
        Optional<Issue> found = issues.get().find(summary.id()).filter(issue -> issue.version() == summary.version());
        if (found.isEmpty()) {
            return Next.AT_ONCE;
        }
        Issue issue = found.get();
        if (isLate(issue)) {
            changes.tryToChange(issue.pause(IssueState.Reason.LATE, clock.instant()));
            return Next.IDLE;
        }
        return issue.state() instanceof IssueState.Preparing ? prepare(issue, budget) : send(issue, budget);
    }

    /** Nobody was at it for long: its first half is yesterday's, or last week's. */
    private boolean isLate(Issue issue) {
        Optional<Instant> seen = lastSeen.of(issue.id());
        Optional<Instant> since = issue.state() instanceof IssueState.Sending sending
                ? Optional.of(seen.filter(sending.at()::isBefore).orElse(sending.at()))
                : seen;
        return since.filter(at -> at.plus(options.latest()).isBefore(clock.instant()))
                .isPresent();
    }

    private Next prepare(Issue issue, Budget budget) {
        Optional<Article> article = articles.find(issue.article());
        if (article.isEmpty()
                || ArticleAccess.of(article.get(), Reader.ANONYMOUS, clock.instant()) == ArticleAccess.NONE) {
            changes.tryToChange(issue.pause(IssueState.Reason.OWNER, clock.instant()));
            return Next.IDLE;
        }
        if (!lastSeen.takeTurn(issue.id(), TURN)) {
            // It is sent as soon as it is there.
            return Next.by(clock.instant().plus(LOOK));
        }
        Optional<Issue> withText =
                issue.texts().isEmpty() ? changes.tryToChange(begin.frozen(issue, article.get())) : Optional.of(issue);
        // Enqueued to the end, the next look finds it on its way.
        withText.ifPresent(each -> enqueue.enqueue(each, ArticleSummary.of(article.get()), budget));
        return Next.AT_ONCE;
    }

    private Next send(Issue issue, Budget budget) {
        lastSeen.note(issue.id());
        if (brake.until().isPresent()) {
            return Next.by(brake.until().get());
        }
        if (!send.send(issue, budget)) {
            return brake.until().map(Next::by).orElse(Next.AT_ONCE);
        }
        return finished(issue);
    }

    private Next finished(Issue issue) {
        List<Delivery> open = new ArrayList<>();
        for (DeliveryState.Kind kind : List.of(DeliveryState.Kind.PENDING, DeliveryState.Kind.CLAIMED)) {
            open.addAll(issues.get().deliveries(issue.id(), kind, Optional.empty(), LOOKED_AT));
        }
        if (!open.isEmpty()) {
            Optional<Instant> soonest = open.stream()
                    .flatMap(delivery -> delivery.state().claimableFrom().stream())
                    .min(Instant::compareTo);
            return soonest.map(Next::by).orElse(Next.IDLE);
        }
        DeliveryCounts counts = issues.get().counts(issue.id());
        if (counts.open() > 0) {
            return Next.AT_ONCE;
        }
        Optional<Issue> current =
                issues.get().find(issue.id()).filter(each -> each.state().kind() == IssueState.Kind.SENDING);
        current.map(each -> each.complete(counts, clock.instant()))
                .flatMap(changes::tryToChange)
                .ifPresent(done -> lastSeen.forget(done.id()));
        return Next.IDLE;
    }

    /** Sends nothing more: what is not begun goes back for others. */
    public void close() {
        threads.close();
    }

    /** Ends the threads, once no run is to come. */
    public void end() {
        threads.end();
    }
}
