package io.billet.engine.internal.newsletter;

import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.DeliveryCounts;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.Reader;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.IssueStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Begins planned issues whose time has come, and leaves to their owner what is late. Any number of nodes may do it at once: one
 * changes the state.
 */
final class BeginIssues {

    private final Supplier<IssueStore> issues;
    private final ArticleStore articles;
    private final Translations translations;
    private final IssueChanges changes;
    private final Duration latest;
    private final InstantSource clock;

    BeginIssues(
            Supplier<IssueStore> issues,
            ArticleStore articles,
            Translations translations,
            IssueChanges changes,
            Duration latest,
            InstantSource clock) {
        this.issues = issues;
        this.articles = articles;
        this.translations = translations;
        this.changes = changes;
        this.latest = latest;
        this.clock = clock;
    }

    /** Returns when the time of the next one is, if that is known. */
    Optional<Instant> begin() {
        IssueQuery planned = IssueQuery.all().in(IssueState.Kind.PLANNED);
        Optional<Instant> next = Optional.empty();
        Optional<IssueId> after = Optional.empty();
        List<IssueSummary> part;
        do {
            part = issues.get().list(planned, after, Bounds.MOST_AT_ONCE);
            Map<ArticleId, ArticleSummary> articlesOf = articlesOf(part);
            for (IssueSummary issue : part) {
                next = earlier(next, begin(issue, Optional.ofNullable(articlesOf.get(issue.article()))));
                after = Optional.of(issue.id());
            }
        } while (part.size() == Bounds.MOST_AT_ONCE);
        return next;
    }

    private Map<ArticleId, ArticleSummary> articlesOf(List<IssueSummary> part) {
        return articles
                .summaries(part.stream().map(IssueSummary::article).distinct().toList())
                .stream()
                .collect(Collectors.toMap(ArticleSummary::id, Function.identity()));
    }

    static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || one.get().isBefore(other.get())) ? one : other;
    }

    private Optional<Instant> begin(IssueSummary issue, Optional<ArticleSummary> article) {
        Optional<Instant> at = ((IssueState.Planned) issue.state()).at();
        Instant now = clock.instant();
        if (article.isEmpty()) {
            change(issue, planned -> planned.cancel(DeliveryCounts.NONE, now));
            return Optional.empty();
        }
        if (at.filter(now::isBefore).isPresent()) {
            return at;
        }
        Optional<Instant> published = publishedAt(article.get(), now);
        if (published.isEmpty() && at.isEmpty()) {
            return article.get().publishedAt();
        }
        Instant since = latest(at.orElse(issue.createdAt()), published.orElse(issue.createdAt()));
        if (since.plus(latest).isBefore(now)) {
            change(issue, planned -> planned.pause(IssueState.Reason.LATE, now));
        } else if (published.isPresent()) {
            prepare(issue);
        }
        return Optional.empty();
    }

    private static Optional<Instant> publishedAt(ArticleSummary article, Instant now) {
        return ArticleAccess.of(article, Reader.ANONYMOUS, now) == ArticleAccess.NONE
                ? Optional.empty()
                : article.publishedAt();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void change(IssueSummary issue, Function<Issue, Issue> transition) {
        issues.get()
                .find(issue.id())
                .filter(each -> each.version() == issue.version())
                .map(transition)
                .ifPresent(changes::tryToChange);
    }

    private void prepare(IssueSummary issue) {
        articles.find(issue.article())
                .ifPresent(article ->
                        change(issue, planned -> frozen(planned, article).prepare()));
    }

    /** Resumed before it had a text, an issue takes it when it is prepared. */
    Issue frozen(Issue issue, Article article) {
        return issue.freeze(article.version(), translations.texts(article));
    }
}
