package io.billet.examples.mvstore;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.DatePosition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Articles, each with its text. Lists look at every one: right for hundreds, wrong for a million. */
final class MvArticles implements ArticleStore {

    private final MvFile file;
    private final MvFile.Shelf<Article> articles;
    private final MvRevisions revisions;

    MvArticles(MvFile file, MvRevisions revisions) {
        this.file = file;
        this.revisions = revisions;
        articles = file.shelf("articles", Article.class);
    }

    @Override
    public Article create(Article article) {
        MvFile.requireNew(article.version());
        return file.write(() -> {
            articles.requireAbsent("Article", "id", article.id());
            return putIfAddressesAreFree(article.withVersion(1));
        });
    }

    @Override
    public Article update(Article article) {
        return file.write(() -> {
            requireVersion(article.id(), article.version());
            return putIfAddressesAreFree(article.withVersion(article.version() + 1));
        });
    }

    @Override
    public void delete(ArticleId id, long version) {
        file.write(() -> {
            requireVersion(id, version);
            revisions.forget(id);
            return articles.remove(id);
        });
    }

    private void requireVersion(ArticleId id, long version) {
        raiseIfPublished(MvFile.required("Article", id, articles.get(id), Article::version, version));
    }

    private void raiseIfPublished(Article article) {
        if (article.state().kind() == PublicationState.Kind.PUBLISHED) {
            file.raise(MvFile.EDITORIAL);
        }
    }

    private Article putIfAddressesAreFree(Article article) {
        addressesOf(article).forEach(address -> {
            if (articles.all()
                    .anyMatch(other -> !other.id().equals(article.id())
                            && addressesOf(other).anyMatch(address::equals))) {
                boolean isSlug = address.equals(Alias.of(article.slug()));
                throw new AlreadyExistsException("Article", isSlug ? "slug" : "alias", address.value());
            }
        });
        articles.put(article.id(), article);
        raiseIfPublished(article);
        revisions.keep(article);
        return article;
    }

    private static Stream<Alias> addressesOf(Article article) {
        return Stream.concat(Stream.of(Alias.of(article.slug())), article.aliases().stream());
    }

    @Override
    public Optional<Article> find(ArticleId id) {
        return file.read(() -> articles.get(id));
    }

    @Override
    public Optional<Article> findBySlug(Slug slug) {
        return first(article -> article.slug().equals(slug));
    }

    @Override
    public Optional<Article> findByAlias(Alias alias) {
        return first(article -> article.aliases().contains(alias));
    }

    private Optional<Article> first(Predicate<Article> wanted) {
        return file.read(() -> articles.all().filter(wanted).findFirst());
    }

    @Override
    public List<ArticleSummary> list(ArticleQuery query, Optional<DatePosition> after, int limit) {
        Comparator<DatePosition> ascending = Comparator.naturalOrder();
        return articles
                .list(
                        query::accepts,
                        query.order().isDescending() ? ascending.reversed() : ascending,
                        article -> query.positionOf(ArticleSummary.of(article)),
                        after,
                        limit)
                .stream()
                .map(ArticleSummary::of)
                .toList();
    }
}
