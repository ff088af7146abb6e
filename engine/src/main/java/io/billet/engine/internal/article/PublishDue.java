package io.billet.engine.internal.article;

import io.billet.core.Article;
import io.billet.core.ArticleSummary;
import io.billet.core.NotFoundException;
import io.billet.core.PublicationState;
import io.billet.core.StaleVersionException;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.job.Work;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Publishes scheduled articles whose time has come, and tells of those that have come to their readers by time alone; several
 * nodes may do it at once.
 */
public final class PublishDue implements Work {

    private static final int MOST_AT_ONCE = 100;

    private final ArticleStore articles;
    private final ReviewArticle review;
    private final InstantSource clock;
    private final Listeners listeners;
    private Instant toldUpTo;

    public PublishDue(ArticleStore articles, ReviewArticle review, InstantSource clock, Listeners listeners) {
        this.articles = articles;
        this.review = review;
        this.clock = clock;
        this.listeners = listeners;
        toldUpTo = clock.instant();
    }

    @Override
    public Next run() {
        return publishDue() == MOST_AT_ONCE
                ? Next.AT_ONCE
                : nextTime().map(Next::by).orElse(Next.IDLE);
    }

    /** Asked of the store each time, so that what another node has scheduled is published in time, too. */
    private Optional<Instant> nextTime() {
        ArticleQuery scheduled =
                ArticleQuery.all().in(PublicationState.Kind.SCHEDULED).oldestFirst();
        return articles.list(scheduled, Optional.empty(), 1).stream()
                .map(ArticleSummary::state)
                .filter(PublicationState.Scheduled.class::isInstance)
                .map(state -> ((PublicationState.Scheduled) state).at())
                .findFirst();
    }

    /** Returns how many this call published. */
    public int publishDue() {
        int published = 0;
        for (Article article : articles.due(clock.instant(), MOST_AT_ONCE)) {
            if (article.state() instanceof PublicationState.Scheduled scheduled) {
                published += publish(article, scheduled.at()) ? 1 : 0;
            }
        }
        tellOfTime();
        return published;
    }

    /** Nothing is written: the store is written by others, and may be read-only here. */
    private void tellOfTime() {
        comeByTime()
                .forEach(article ->
                        listeners.tell(new BlogEvent.ArticlePublished(article, review.reviewAndLog(article))));
    }

    private synchronized List<Article> comeByTime() {
        Instant now = clock.instant();
        if (!now.isAfter(toldUpTo)) {
            return List.of();
        }
        List<Article> come = articles.publishedByTime(toldUpTo, now, Bounds.MOST_AT_ONCE);
        toldUpTo = come.size() < Bounds.MOST_AT_ONCE ? now : ArticleQuery.dateOf(come.get(come.size() - 1));
        return come;
    }

    private boolean publish(Article article, Instant at) {
        try {
            Article published = articles.update(article.publish(at, clock.instant()));
            listeners.tell(new BlogEvent.ArticlePublished(published, review.reviewAndLog(published)));
            return true;
        } catch (StaleVersionException | NotFoundException e) {
            // Another node has published it, or its author has changed their mind.
            return false;
        }
    }
}
