package io.billet.storage.api;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Revision;
import io.billet.core.RevisionSummary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Revisions of each article, the latest first. */
final class MemoryRevisionStore implements RevisionStore {

    private final MemoryGuard guard;
    private final Map<ArticleId, NavigableMap<Long, Revision>> revisions = new HashMap<>();

    MemoryRevisionStore(MemoryGuard guard) {
        this.guard = guard;
    }

    /** For who stores the article, and holds the guard. */
    void keep(Article article) {
        NavigableMap<Long, Revision> history =
                revisions.computeIfAbsent(article.id(), id -> new TreeMap<>(Comparator.reverseOrder()));
        if (history.isEmpty() || !history.firstEntry().getValue().saysTheSameAs(article)) {
            history.put(article.version(), Revision.of(article));
        }
    }

    /** For who deletes the article, and holds the guard. */
    void forget(ArticleId article) {
        revisions.remove(article);
    }

    @Override
    public List<RevisionSummary> list(ArticleId article, OptionalLong beforeVersion, int limit) {
        Optional<Long> after = beforeVersion.isPresent() ? Optional.of(beforeVersion.getAsLong()) : Optional.empty();
        return guard.read(() -> SortedRows.list(of(article), after, limit, revision -> true).stream()
                .map(RevisionSummary::of)
                .toList());
    }

    @Override
    public Optional<Revision> find(ArticleId article, long version) {
        return guard.read(() -> Optional.ofNullable(of(article).get(version)));
    }

    @Override
    public int prune(ArticleId article, int keep) {
        Bounds.kept(keep);
        return guard.write(() -> {
            NavigableMap<Long, Revision> history = of(article);
            int removed = 0;
            for (; history.size() > keep; removed++) {
                history.pollLastEntry();
            }
            return removed;
        });
    }

    private NavigableMap<Long, Revision> of(ArticleId article) {
        return revisions.getOrDefault(article, new TreeMap<>());
    }
}
