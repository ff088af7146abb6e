package io.billet.examples.mvstore;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Revision;
import io.billet.core.RevisionSummary;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.RevisionStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What articles said, under the article's id and its version. */
final class MvRevisions implements RevisionStore {

    private static final Comparator<Long> LATEST_FIRST = Comparator.reverseOrder();

    private final MvFile file;
    private final MvFile.Shelf<Revision> revisions;

    MvRevisions(MvFile file) {
        this.file = file;
        revisions = file.shelf("revisions", Revision.class);
    }

    /** In the write that stores the article (ART-13). */
    void keep(Article article) {
        boolean saysTheSame = of(article.id())
                .findFirst()
                .filter(latest -> latest.saysTheSameAs(article))
                .isPresent();
        if (!saysTheSame) {
            revisions.put(key(article.id(), article.version()), Revision.of(article));
        }
    }

    /** In the write that deletes the article (ART-14). */
    void forget(ArticleId article) {
        of(article).forEach(each -> revisions.remove(key(article, each.version())));
    }

    private static String key(ArticleId article, long version) {
        return article + "/" + version;
    }

    private Stream<Revision> of(ArticleId article) {
        return revisions
                .all()
                .filter(each -> each.article().equals(article))
                .sorted(Comparator.comparing(Revision::version, LATEST_FIRST));
    }

    @Override
    public List<RevisionSummary> list(ArticleId article, OptionalLong beforeVersion, int limit) {
        Optional<Long> after = beforeVersion.isPresent() ? Optional.of(beforeVersion.getAsLong()) : Optional.empty();
        return file.read(() -> MvFile.list(of(article), LATEST_FIRST, Revision::version, after, limit)).stream()
                .map(RevisionSummary::of)
                .toList();
    }

    @Override
    public Optional<Revision> find(ArticleId article, long version) {
        return file.read(() -> revisions.get(key(article, version)));
    }

    @Override
    public int prune(ArticleId article, int keep) {
        Bounds.kept(keep);
        return file.write(() -> {
            List<Revision> gone = of(article).skip(keep).toList();
            gone.forEach(each -> revisions.remove(key(article, each.version())));
            return gone.size();
        });
    }
}
