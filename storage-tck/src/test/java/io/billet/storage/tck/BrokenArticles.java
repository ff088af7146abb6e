package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.named;
import static io.billet.storage.tck.Mistakes.pause;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleBuilder;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.BlogStorage;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes in how articles are written and found. */
final class BrokenArticles {

    private BrokenArticles() {}

    static Stream<Broken> articlesThatAreWritten() {
        Class<?> part = BlogStorageContract.Articles.class;
        return Stream.of(
                new Broken(
                        "looks for the address before the id",
                        "ART-04",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            Article article = (Article) args[0];
                            if (store.findBySlug(article.slug()).isPresent()) {
                                throw new AlreadyExistsException(
                                        "Article", "slug", article.slug().value());
                            }
                            return store.create(article);
                        })),
                new Broken(
                        "stores new articles of any version",
                        "ART-01",
                        part,
                        () -> new SpoiltStorage()
                                .articles("create", (store, args) -> store.create(((Article) args[0]).withVersion(0)))),
                new Broken(
                        "trims texts",
                        "ART-02",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "create",
                                        (store, args) -> store.create(((Article) args[0])
                                                .edit(
                                                        Instant.MIN,
                                                        edit -> edit.markdown(((Article) args[0])
                                                                .markdown()
                                                                .strip()))))),
                losing("keeps every article as a post", each -> each.kind(ArticleKind.POST)),
                losing("forgets what is featured", each -> each.featured(false)),
                losing("forgets what is a translation of what", each -> each.translationKey(Optional.empty())),
                losing("forgets who changed an article", each -> each.updatedBy(Optional.empty())),
                losing(
                        "forgets when an article first came to its readers",
                        each -> each.firstPublishedAt(Optional.empty())),
                losing("has no place for the host's attributes", each -> each.attributes(Map.of())),
                new Broken(
                        "puts the host's attributes into the order of their names",
                        "ART-02",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "find",
                                        (store, args) -> store.find((ArticleId) args[0])
                                                .map(found -> found.toBuilder()
                                                        .attributes(new TreeMap<>(found.attributes()))
                                                        .build()))),
                new Broken(
                        "keeps those aliases only that are slugs",
                        "ART-02",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            Article article = (Article) args[0];
                            return store.create(article.toBuilder()
                                    .aliases(article.aliases().stream()
                                            .filter(each -> !each.value().contains("/"))
                                            .toList())
                                    .build());
                        })),
                new Broken(
                        "gives a draft without a title one",
                        "ART-02",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            Article article = (Article) args[0];
                            return store.create(
                                    article.title().isEmpty()
                                            ? article.edit(Instant.MIN, edit -> edit.title("Untitled"))
                                            : article);
                        })),
                new Broken(
                        "writes new columns with a new article only",
                        "ART-02",
                        part,
                        () -> new SpoiltStorage().articles("update", (store, args) -> {
                            Article article = (Article) args[0];
                            Optional<Article> before = store.find(article.id());
                            return store.update(before.map(found -> article.toBuilder()
                                            .kind(found.kind())
                                            .featured(found.featured())
                                            .build())
                                    .orElse(article));
                        })),
                new Broken(
                        "tells an alias that is taken as a slug",
                        "ART-03",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            try {
                                return store.create((Article) args[0]);
                            } catch (AlreadyExistsException e) {
                                throw e.field().equals("alias")
                                        ? new AlreadyExistsException("Article", "slug", e.value())
                                        : e;
                            }
                        })),
                new Broken(
                        "finds aliases whatever the case of their letters",
                        "ART-08",
                        part,
                        () -> new SpoiltStorage().articles("findByAlias", (store, args) -> {
                            Alias lower = Alias.of(((Alias) args[0]).value().toLowerCase(Locale.ROOT));
                            return store.findByAlias(lower).or(() -> store.findByAlias((Alias) args[0]));
                        })),
                new Broken(
                        "finds by alias what has it as its slug",
                        "ART-08",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "findByAlias",
                                        (store, args) -> store.findByAlias((Alias) args[0])
                                                .or(() -> store.list(ArticleQuery.all(), Optional.empty(), 100).stream()
                                                        .filter(each -> Alias.of(each.slug())
                                                                .equals(args[0]))
                                                        .findFirst()
                                                        .flatMap(each -> store.find(each.id()))))),
                new Broken(
                        "sums up without what is featured",
                        "ART-16",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "summaryBySlug",
                                        (store, args) -> store.summaryBySlug((Slug) args[0])
                                                .flatMap(summary -> store.find(summary.id()))
                                                .map(found -> ArticleSummary.of(found.toBuilder()
                                                        .featured(false)
                                                        .build())))),
                new Broken(
                        "looks whether a slug is free before it writes, and writes whatever it is then",
                        "ART-03",
                        part,
                        () -> new SpoiltStorage().articles("create", BrokenArticles::checkThenAct)),
                new Broken(
                        "forgets that aliases are taken",
                        "ART-03",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            Article article = (Article) args[0];
                            store.findByAlias(Alias.of(article.slug()))
                                    .ifPresent(holder -> store.update(
                                            named(holder, holder.slug().value()).withVersion(holder.version())));
                            return store.create(article);
                        })),
                new Broken(
                        "compares versions before it writes, and not in the write",
                        "ART-05",
                        part,
                        () -> new SpoiltStorage().articles("update", BrokenArticles::compareThenSet)),
                new Broken(
                        "lets the last writer win",
                        "ART-05",
                        part,
                        () -> new SpoiltStorage().articles("update", (store, args) -> {
                            Article article = (Article) args[0];
                            return store.update(store.find(article.id())
                                    .map(stored -> article.withVersion(stored.version()))
                                    .orElse(article));
                        })),
                new Broken(
                        "answers from a cache that nobody tells of changes",
                        "ART-07",
                        part,
                        BrokenArticles::withStaleCache),
                new Broken(
                        "finds slugs without their accents",
                        "ART-08",
                        part,
                        () -> new SpoiltStorage().articles("findBySlug", (store, args) -> {
                            Optional<Article> exact = store.findBySlug((Slug) args[0]);
                            Slug plain = Slug.fromTitle(((Slug) args[0]).value());
                            return store.findBySlug(plain).or(() -> exact);
                        })),
                new Broken(
                        "deletes whatever the version",
                        "ART-14",
                        part,
                        () -> new SpoiltStorage().articles("delete", (store, args) -> {
                            ArticleId id = (ArticleId) args[0];
                            store.delete(
                                    id, store.find(id).map(Article::version).orElse(1L));
                            return null;
                        })),
                new Broken(
                        "sums up under aliases, too",
                        "ART-16",
                        part,
                        () -> new SpoiltStorage().articles("summaryBySlug", (store, args) -> {
                            Slug slug = (Slug) args[0];
                            return store.findBySlug(slug)
                                    .or(() -> store.findByAlias(Alias.of(slug)))
                                    .map(ArticleSummary::of);
                        })),
                new Broken(
                        "takes for come by time whatever is published",
                        "ART-17",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "publishedByTime",
                                        (store, args) -> store
                                                .list(ArticleQuery.published((Instant) args[1]), Optional.empty(), (int)
                                                        args[2])
                                                .stream()
                                                .flatMap(summary -> store.find(summary.id()).stream())
                                                .toList())),
                new Broken(
                        "keeps what came before a failure",
                        "ART-15",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            try {
                                return store.create((Article) args[0]);
                            } catch (AlreadyExistsException e) {
                                Article article = (Article) args[0];
                                if (!article.aliases().isEmpty()
                                        && store.find(article.id()).isEmpty()) {
                                    store.create(Article.draft(
                                            article.id(),
                                            Samples.NOON,
                                            edit -> edit.title("Half")
                                                    .slug(Slug.of(article.aliases()
                                                            .get(0)
                                                            .value()))));
                                }
                                throw e;
                            }
                        })));
    }

    private static Object checkThenAct(ArticleStore store, Object[] args) {
        Article article = (Article) args[0];
        if (store.findBySlug(article.slug()).isPresent()) {
            throw new AlreadyExistsException("Article", "slug", article.slug().value());
        }
        pause();
        try {
            return store.create(article);
        } catch (AlreadyExistsException e) {
            // Without a constraint, this would have been stored as well.
            store.create(named(article, "also-" + article.id()));
            return article.withVersion(1);
        }
    }

    private static Object compareThenSet(ArticleStore store, Object[] args) {
        Article article = (Article) args[0];
        Article stored = store.find(article.id()).orElse(article);
        if (stored.version() != article.version()) {
            throw new StaleVersionException("Article", article.id().toString(), article.version(), stored.version());
        }
        pause();
        while (true) {
            try {
                return store.update(store.find(article.id())
                        .map(now -> article.withVersion(now.version()))
                        .orElse(article));
            } catch (StaleVersionException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static BlogStorage withStaleCache() {
        Map<ArticleId, Optional<Article>> cache = new ConcurrentHashMap<>();
        return new SpoiltStorage()
                .articles("find", (store, args) -> cache.computeIfAbsent((ArticleId) args[0], store::find));
    }

    private static Broken losing(String what, UnaryOperator<ArticleBuilder> loss) {
        return new Broken(
                what,
                "ART-02",
                BlogStorageContract.Articles.class,
                () -> new SpoiltStorage()
                        .articles(
                                "create",
                                (store, args) -> store.create(loss.apply(((Article) args[0]).toBuilder())
                                        .build())));
    }
}
