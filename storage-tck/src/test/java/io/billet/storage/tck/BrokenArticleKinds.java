package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.position;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.DatePosition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Mistakes in lists of one kind, and in those by last change. */
final class BrokenArticleKinds {

    private BrokenArticleKinds() {}

    static Stream<Broken> kindsAndChanges() {
        Class<?> part = BlogStorageContract.ArticleKinds.class;
        return Stream.of(
                new Broken(
                        "lists every kind under a tag",
                        "ART-20",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "list",
                                        (store, args) -> store.list(
                                                ofAnyKind((ArticleQuery) args[0]), position(args[1]), (int) args[2]))),
                new Broken(
                        "counts every kind",
                        "ART-20",
                        part,
                        () -> new SpoiltStorage().articles("count", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            List<ArticleQuery> queries = (List<ArticleQuery>) args[0];
                            return store.count(
                                    queries.stream()
                                            .map(BrokenArticleKinds::ofAnyKind)
                                            .toList(),
                                    (long) args[1]);
                        })),
                new Broken("lists under a tag by the first kind", "ART-20", part, BrokenArticleKinds::ofFirstKind),
                new Broken(
                        "orders by date where the order of changes is asked for",
                        "ART-21",
                        part,
                        () -> byChange((store, query, after, limit) -> store.list(
                                query.order().isDescending()
                                        ? dated(query)
                                        : dated(query).oldestFirst(),
                                after,
                                limit))),
                new Broken(
                        "shows the last change first, whichever is asked for",
                        "ART-21",
                        part,
                        () -> byChange(
                                (store, query, after, limit) -> store.list(query.lastChangedFirst(), after, limit))),
                new Broken(
                        "orders equal times of change by UUID.compareTo",
                        "ART-21",
                        part,
                        () -> byChange((store, query, after, limit) -> {
                            Comparator<ArticleSummary> wrong = Comparator.comparing(ArticleSummary::updatedAt)
                                    .thenComparing(each -> each.id().value());
                            List<ArticleSummary> all = store.list(query, Optional.empty(), Bounds.LONGEST_LIST).stream()
                                    .sorted(query.order().isDescending() ? wrong.reversed() : wrong)
                                    .toList();
                            List<ArticleSummary> rest = store.list(query, after, Bounds.LONGEST_LIST);
                            return all.stream()
                                    .filter(rest::contains)
                                    .limit(limit)
                                    .toList();
                        })),
                new Broken(
                        "looks for times of change among dates",
                        "ART-21",
                        part,
                        () -> byChange((store, query, after, limit) -> after.isPresent()
                                        && store
                                                .list(ArticleQuery.all(), Optional.empty(), Bounds.LONGEST_LIST)
                                                .stream()
                                                .noneMatch(each -> DatePosition.ofChange(each)
                                                        .equals(after.get()))
                                ? List.of()
                                : store.list(query, after, limit))));
    }

    private static ArticleQuery ofAnyKind(ArticleQuery query) {
        return new ArticleQuery(
                query.state(),
                Optional.empty(),
                query.tag(),
                query.author(),
                query.language(),
                query.since(),
                query.before(),
                query.order());
    }

    private static ArticleQuery dated(ArticleQuery query) {
        return new ArticleQuery(
                query.state(),
                query.kind(),
                query.tag(),
                query.author(),
                query.language(),
                query.since(),
                query.before(),
                ArticleQuery.Order.NEWEST_FIRST);
    }

    /** As if the rows under a tag were written anew only when tags or state change. */
    private static BlogStorage ofFirstKind() {
        Map<ArticleId, ArticleKind> first = new ConcurrentHashMap<>();
        return new SpoiltStorage()
                .articles("create", (store, args) -> {
                    Article created = store.create((Article) args[0]);
                    first.put(created.id(), created.kind());
                    return created;
                })
                .articles("list", (store, args) -> {
                    ArticleQuery query = (ArticleQuery) args[0];
                    Optional<DatePosition> after = position(args[1]);
                    return query.tag().isEmpty() || query.kind().isEmpty()
                            ? store.list(query, after, (int) args[2])
                            : store.list(ofAnyKind(query), after, Bounds.LONGEST_LIST).stream()
                                    .filter(each -> query.kind().equals(Optional.ofNullable(first.get(each.id()))))
                                    .limit((int) args[2])
                                    .toList();
                });
    }

    private interface WrongList {
        List<ArticleSummary> of(ArticleStore store, ArticleQuery query, Optional<DatePosition> after, int limit);
    }

    private static BlogStorage byChange(WrongList mistake) {
        return new SpoiltStorage().articles("list", (store, args) -> {
            ArticleQuery query = (ArticleQuery) args[0];
            return query.order().isByChange()
                    ? mistake.of(store, query, position(args[1]), (int) args[2])
                    : store.list(query, position(args[1]), (int) args[2]);
        });
    }
}
