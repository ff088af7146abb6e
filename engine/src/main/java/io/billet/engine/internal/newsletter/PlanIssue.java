package io.billet.engine.internal.newsletter;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.IdGenerator;
import io.billet.core.IllegalTransitionException;
import io.billet.core.InvalidValueException;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.IssueStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes an issue of an article: now, at a time, or at the moment of its publication. All of them make the same one, under one
 * key, so that of any number of nodes, clicks and publications one issue comes; another only where that is cancelled, or said.
 */
public final class PlanIssue {

    private final Supplier<IssueStore> issues;
    private final ArticleStore articles;
    private final Translations translations;
    private final IssueChanges changes;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final Runnable wake;

    /** @param wake tells the job that there is an issue */
    PlanIssue(
            Supplier<IssueStore> issues,
            ArticleStore articles,
            Translations translations,
            IssueChanges changes,
            IdGenerator ids,
            InstantSource clock,
            Runnable wake) {
        this.issues = issues;
        this.articles = articles;
        this.translations = translations;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
        this.wake = wake;
    }

    public Issue plan(ArticleId id, Optional<Instant> at) {
        IssueStore store = issues.get();
        requireToCome(at);
        Article article = require(id);
        List<IssueSummary> earlier = about(store, id);
        Optional<IssueSummary> current = current(earlier);
        if (current.isPresent()) {
            return planAnew(current.get(), at);
        }
        Issue planned = Issue.planned(new IssueId(ids.next()), article, at, clock.instant());
        Issue stored = store.create(planned, Optional.of(first(id, earlier)));
        return told(planned, stored);
    }

    private Issue planAnew(IssueSummary current, Optional<Instant> at) {
        if (current.state().kind() == IssueState.Kind.PLANNED) {
            Issue planned = changes.change(current.id(), issue -> issue.plan(at));
            wake.run();
            return planned;
        }
        if (at.isPresent()) {
            throw alreadyMailed(current.article());
        }
        // Published again, or told to go with its publication once more: it has gone.
        return changes.require(current.id());
    }

    public Issue send(ArticleId id, long version) {
        IssueStore store = issues.get();
        Article article = requirePublic(id, version);
        List<IssueSummary> earlier = about(store, id);
        Optional<IssueSummary> current = current(earlier);
        if (current.isPresent()) {
            return sendPlanned(current.get(), article);
        }
        return create(store, article, first(id, earlier));
    }

    private Issue sendPlanned(IssueSummary current, Article article) {
        if (current.state().kind() == IssueState.Kind.PLANNED) {
            Issue preparing = changes.change(
                    current.id(),
                    issue -> issue.freeze(article.version(), translations.texts(article))
                            .prepare());
            wake.run();
            return preparing;
        }
        if (current.articleVersion() != article.version()) {
            throw alreadyMailed(current.article());
        }
        return changes.require(current.id());
    }

    public Issue sendAgain(ArticleId id, long version) {
        IssueStore store = issues.get();
        Article article = requirePublic(id, version);
        int earlier = about(store, id).size();
        return create(
                store,
                article,
                new IdempotencyKey(IdempotencyKey.automaticIssueOf(id).value() + ":again:" + earlier));
    }

    private Issue create(IssueStore store, Article article, IdempotencyKey key) {
        Issue issue = Issue.of(new IssueId(ids.next()), article, clock.instant())
                .freeze(article.version(), translations.texts(article));
        return told(issue, store.create(issue, Optional.of(key)));
    }

    private Issue told(Issue made, Issue stored) {
        if (stored.id().equals(made.id())) {
            changes.tell(stored);
        }
        wake.run();
        return stored;
    }

    public Issue planAnew(IssueId id, Optional<Instant> at) {
        requireToCome(at);
        Issue planned = changes.change(id, issue -> issue.plan(at));
        wake.run();
        return planned;
    }

    /** Who has cancelled an issue may make another; each has its number in the key. */
    private static IdempotencyKey first(ArticleId article, List<IssueSummary> earlier) {
        IdempotencyKey key = IdempotencyKey.automaticIssueOf(article);
        return earlier.isEmpty() ? key : new IdempotencyKey(key.value() + ":" + earlier.size());
    }

    private static Optional<IssueSummary> current(List<IssueSummary> earlier) {
        return earlier.stream()
                .filter(issue -> issue.state().kind() != IssueState.Kind.CANCELLED)
                .findFirst();
    }

    private static List<IssueSummary> about(IssueStore store, ArticleId id) {
        return store.list(IssueQuery.all().about(id), Optional.empty(), Bounds.LONGEST_LIST);
    }

    private static AlreadyExistsException alreadyMailed(ArticleId article) {
        return new AlreadyExistsException("Issue", "article", article.toString());
    }

    private void requireToCome(Optional<Instant> at) {
        if (at.filter(clock.instant()::isAfter).isPresent()) {
            throw InvalidValueException.inconsistent("Issue", "state", "its time is over");
        }
    }

    private Article require(ArticleId id) {
        return articles.find(id).orElseThrow(() -> new NotFoundException("Article", id.toString()));
    }

    private Article requirePublic(ArticleId id, long version) {
        Article article = require(id);
        if (article.version() != version) {
            throw new StaleVersionException("Article", id.toString(), version, article.version());
        }
        if (ArticleAccess.of(article, Reader.ANONYMOUS, clock.instant()) == ArticleAccess.NONE) {
            throw new IllegalTransitionException(
                    "Article", id.toString(), article.state().kind().name().toLowerCase(Locale.ROOT), "be mailed");
        }
        return article;
    }
}
