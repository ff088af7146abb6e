package io.billet.storage.api;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.NotFoundException;
import io.billet.core.Slug;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Articles in maps; {@code claims} knows of each address, slug or alias, whose it is. */
final class MemoryArticleStore implements ArticleStore {

    private final MemoryGuard guard;
    private final MemoryChanges changes;
    private final Map<ArticleId, Article> articles = new HashMap<>();
    private final Map<Alias, ArticleId> claims = new HashMap<>();
    private final NavigableMap<DatePosition, Article> byDate = new TreeMap<>();
    private final NavigableMap<DatePosition, Article> byChange = new TreeMap<>();
    private final MemoryRevisionStore revisions;

    private final MemoryBorneNames tags;
    private final MemoryBorneNames authors;

    /**
     * @param tags    told which tags articles bear
     * @param authors told which authors articles bear
     */
    MemoryArticleStore(
            MemoryGuard guard,
            MemoryChanges changes,
            MemoryRevisionStore revisions,
            MemoryBorneNames tags,
            MemoryBorneNames authors) {
        this.guard = guard;
        this.changes = changes;
        this.revisions = revisions;
        this.tags = tags;
        this.authors = authors;
    }

    @Override
    public Article create(Article article) {
        Versions.requireNew("Article", article.version());
        return guard.write(() -> {
            if (articles.containsKey(article.id())) {
                throw new AlreadyExistsException("Article", "id", article.id().toString());
            }
            requireFreeAddresses(article);
            changes.of(article);
            return put(article.withVersion(1));
        });
    }

    @Override
    public Article update(Article article) {
        return guard.write(() -> {
            Article stored = required(article.id());
            Versions.requireCurrent("Article", article.id(), article.version(), stored.version());
            requireFreeAddresses(article);
            remove(stored);
            changes.of(stored, article);
            return put(article.withVersion(stored.version() + 1));
        });
    }

    @Override
    public void delete(ArticleId id, long version) {
        guard.write(() -> {
            Article stored = required(id);
            Versions.requireCurrent("Article", id, version, stored.version());
            remove(stored);
            changes.of(stored);
            revisions.forget(id);
            return stored;
        });
    }

    @Override
    public Optional<Article> find(ArticleId id) {
        return guard.read(() -> Optional.ofNullable(articles.get(id)));
    }

    @Override
    public Optional<Article> findBySlug(Slug slug) {
        return claimant(Alias.of(slug)).filter(article -> article.slug().equals(slug));
    }

    @Override
    public Optional<Article> findByAlias(Alias alias) {
        return claimant(alias).filter(article -> article.aliases().contains(alias));
    }

    @Override
    public List<ArticleSummary> list(ArticleQuery query, Optional<DatePosition> after, int limit) {
        NavigableMap<DatePosition, Article> rows = query.order().isByChange() ? byChange : byDate;
        return guard.read(() ->
                SortedRows.list(
                                query.order().isDescending() ? rows.descendingMap() : rows,
                                after,
                                limit,
                                query::accepts)
                        .stream()
                        .map(ArticleSummary::of)
                        .toList());
    }

    @Override
    public List<Long> count(List<ArticleQuery> queries, long atMost) {
        Bounds.counts(queries, atMost);
        return guard.read(() -> queries.stream()
                .map(query -> SortedRows.count(byDate, atMost, query::accepts))
                .toList());
    }

    private Optional<Article> claimant(Alias address) {
        return guard.read(() -> Optional.ofNullable(claims.get(address)).map(articles::get));
    }

    private Article required(ArticleId id) {
        Article stored = articles.get(id);
        if (stored == null) {
            throw new NotFoundException("Article", id.toString());
        }
        return stored;
    }

    private void requireFreeAddresses(Article article) {
        addressesOf(article).forEach(address -> {
            ArticleId holder = claims.get(address);
            if (holder != null && !holder.equals(article.id())) {
                boolean isSlug = address.equals(Alias.of(article.slug()));
                throw new AlreadyExistsException("Article", isSlug ? "slug" : "alias", address.value());
            }
        });
    }

    private Article put(Article article) {
        articles.put(article.id(), article);
        byDate.put(DatePosition.of(article), article);
        byChange.put(DatePosition.ofChange(ArticleSummary.of(article)), article);
        addressesOf(article).forEach(address -> claims.put(address, article.id()));
        tags.bear(article.tags());
        authors.bear(article.authors());
        revisions.keep(article);
        return article;
    }

    private void remove(Article article) {
        articles.remove(article.id());
        byDate.remove(DatePosition.of(article));
        byChange.remove(DatePosition.ofChange(ArticleSummary.of(article)));
        addressesOf(article).forEach(claims::remove);
        tags.drop(article.tags());
        authors.drop(article.authors());
    }

    private static Stream<Alias> addressesOf(Article article) {
        return Stream.concat(Stream.of(Alias.of(article.slug())), article.aliases().stream());
    }
}
