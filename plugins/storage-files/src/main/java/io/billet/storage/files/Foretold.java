package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.PublicationState;
import io.billet.storage.api.ArticleQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Articles whose files name a date to come: at that time they are public without a call. What a call has published is not
 * among them; its file has been written by the storage, and was not seen with a date to come.
 *
 * <p>Thread-safe.
 */
final class Foretold {

    private final Set<ArticleId> seen = ConcurrentHashMap.newKeySet();

    /** Whoever changes the state by a call tells of it; any other change leaves the time to come what it was. */
    void written(Optional<ArticleContent> before, Article after) {
        boolean sameState = before.map(content -> content.article().state())
                .filter(after.state()::equals)
                .isPresent();
        if (!sameState) {
            seen.remove(after.id());
        } else if (before.filter(content -> content.seal().id().isEmpty()).isPresent()) {
            seen.add(after.id());
        }
    }

    /** Returns which have come between two times, the earliest first, and remembers which are still to come. */
    List<ArticleId> come(ArticleFolder folder, Instant after, Instant upTo, int limit) {
        List<ArticleId> come = folder.byDate().values().stream()
                .filter(article -> hasCome(article, after, upTo))
                .map(Article::id)
                .filter(id -> seen.contains(id)
                        || folder.find(id)
                                .filter(stored -> !stored.file().written())
                                .isPresent())
                .limit(limit)
                .toList();
        Set<ArticleId> toCome = folder.byDate().descendingMap().values().stream()
                .takeWhile(article -> ArticleQuery.dateOf(article).isAfter(upTo))
                .filter(article -> article.state().kind() == PublicationState.Kind.PUBLISHED)
                .map(Article::id)
                .collect(Collectors.toSet());
        seen.addAll(toCome);
        return come;
    }

    static boolean hasCome(Article article, Instant after, Instant upTo) {
        return article.publishedAt()
                .filter(at -> at.isAfter(after) && !at.isAfter(upTo))
                .isPresent();
    }
}
