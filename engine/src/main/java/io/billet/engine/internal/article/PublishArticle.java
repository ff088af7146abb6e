package io.billet.engine.internal.article;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.HostIdentity;
import io.billet.core.InvalidValueException;
import io.billet.engine.internal.Listeners;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.ArticleStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Publishes an article, now or, as a schedule, later. */
public final class PublishArticle {

    private final ArticleStore articles;
    private final ArticleVersions versions;
    private final ReviewArticle review;
    private final InstantSource clock;
    private final Listeners listeners;
    private final Runnable wake;

    /** @param wake tells the job that publishes what is due that an article is scheduled */
    public PublishArticle(
            ArticleStore articles,
            ArticleVersions versions,
            ReviewArticle review,
            InstantSource clock,
            Listeners listeners,
            Runnable wake) {
        this.articles = articles;
        this.versions = versions;
        this.review = review;
        this.clock = clock;
        this.listeners = listeners;
        this.wake = wake;
    }

    public Article publishNow(ArticleId id, long version, Optional<HostIdentity> by) {
        return published(versions.require(id, version).publish(clock.instant()).changedBy(by));
    }

    public Article publish(ArticleId id, long version, Optional<HostIdentity> by, Instant at) {
        Instant now = clock.instant();
        if (at.isAfter(now)) {
            throw InvalidValueException.inconsistent("Article", "state", "the date of publication is in the future");
        }
        return published(versions.require(id, version).publish(at, now).changedBy(by));
    }

    private Article published(Article article) {
        Article published = articles.update(article);
        listeners.tell(new BlogEvent.ArticlePublished(published, review.reviewAndLog(published)));
        return published;
    }

    public Article schedule(ArticleId id, long version, Optional<HostIdentity> by, Instant at) {
        Article scheduled = articles.update(
                versions.require(id, version).schedule(at, clock.instant()).changedBy(by));
        wake.run();
        return scheduled;
    }
}
