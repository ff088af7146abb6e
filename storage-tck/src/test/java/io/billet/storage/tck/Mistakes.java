package io.billet.storage.tck;

import io.billet.core.Article;
import io.billet.core.Slug;
import io.billet.core.SubscriberId;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.IdempotencyKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What several mistakes are made of, and what a call was given as its own type. */
final class Mistakes {

    private Mistakes() {}

    /** As a store does that asks for one row more than it returns, and takes the last one away unseen. */
    static <T> List<T> withoutLast(List<T> rows, int limit) {
        return rows.isEmpty() || rows.size() == limit ? rows : rows.subList(0, rows.size() - 1);
    }

    @SuppressWarnings("unchecked")
    static Optional<DatePosition> position(Object argument) {
        return (Optional<DatePosition>) argument;
    }

    @SuppressWarnings("unchecked")
    static Optional<Slug> slug(Object argument) {
        return (Optional<Slug>) argument;
    }

    @SuppressWarnings("unchecked")
    static Optional<SubscriberId> subscriber(Object argument) {
        return (Optional<SubscriberId>) argument;
    }

    static Article cut(Article article) {
        return article.edit(
                Instant.MIN,
                edit -> edit.title(article.title()
                        .substring(0, Math.min(255, article.title().length()))));
    }

    /** The same article under a slug of its own, without former ones. */
    static Article named(Article article, String slug) {
        return Article.draft(
                article.id(),
                article.createdAt(),
                edit -> edit.slug(Slug.of(slug)).title(article.title()).markdown(article.markdown()));
    }

    @SuppressWarnings("unchecked")
    static Optional<IdempotencyKey> key(Object argument) {
        return (Optional<IdempotencyKey>) argument;
    }

    /** Opens the gap between a look and the leap that follows, through which rivals come. */
    static void pause() {
        LockSupport.parkNanos(200_000);
    }
}
