package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.position;
import static io.billet.storage.tck.Mistakes.withoutLast;

import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.PublicationState;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.DatePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Mistakes in how articles are listed and counted. */
final class BrokenArticleLists {

    private BrokenArticleLists() {}

    static Stream<Broken> articlesThatAreListed() {
        Class<?> part = BlogStorageContract.ArticleLists.class;
        return Stream.of(
                new Broken(
                        "shows equal dates in any order",
                        "ART-09",
                        part,
                        () -> listing((rows, all, after, limit) -> {
                            List<ArticleSummary> shuffled = new ArrayList<>(rows);
                            Collections.shuffle(shuffled);
                            return shuffled;
                        })),
                new Broken(
                        "leaves out the last article of a list",
                        "ART-09",
                        part,
                        () -> listing((rows, all, after, limit) -> withoutLast(rows, limit))),
                new Broken(
                        "begins anew after the end",
                        "ART-09",
                        part,
                        () -> listing((rows, all, after, limit) -> rows.isEmpty() && after.isPresent()
                                ? all.subList(0, Math.min(limit, all.size()))
                                : rows)),
                new Broken(
                        "returns one article more, to know whether there is more",
                        "ART-09",
                        part,
                        () -> listing((rows, all, after, limit) -> {
                            int from = rows.isEmpty() ? 0 : all.indexOf(rows.get(0));
                            return rows.isEmpty() ? rows : all.subList(from, Math.min(all.size(), from + limit + 1));
                        })),
                new Broken(
                        "begins with the article at the position",
                        "ART-09",
                        part,
                        () -> listing((rows, all, after, limit) -> {
                            Optional<ArticleSummary> at = all.stream()
                                    .filter(each -> after.equals(Optional.of(DatePosition.of(each))))
                                    .findFirst();
                            return Stream.concat(at.stream(), rows.stream())
                                    .limit(limit)
                                    .toList();
                        })),
                new Broken(
                        "leaves a bound out that is met",
                        "ART-09",
                        part,
                        () -> new SpoiltStorage().articles("list", (store, args) -> {
                            ArticleQuery query = (ArticleQuery) args[0];
                            ArticleQuery narrower = query.since()
                                    .map(since -> query.since(since.plusNanos(1)))
                                    .orElse(query);
                            return store.list(narrower, position(args[1]), (int) args[2]);
                        })),
                new Broken(
                        "lists up to a bound and no further, once there is a position",
                        "ART-09",
                        part,
                        () -> new SpoiltStorage().articles("list", (store, args) -> {
                            ArticleQuery query = (ArticleQuery) args[0];
                            Optional<DatePosition> after = position(args[1]);
                            ArticleQuery wider = after.isEmpty()
                                    ? query
                                    : new ArticleQuery(
                                            query.state(),
                                            query.kind(),
                                            query.tag(),
                                            query.author(),
                                            query.language(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            query.order());
                            return store.list(wider, after, (int) args[2]);
                        })),
                new Broken("pages by offset", "ART-10", part, () -> byOffset(new ConcurrentHashMap<>())),
                new Broken(
                        "looks for the article at the position",
                        "ART-11",
                        part,
                        () -> listing((rows, all, after, limit) -> after.filter(place -> all.stream()
                                                .map(DatePosition::of)
                                                .noneMatch(place::equals))
                                        .isPresent()
                                ? List.of()
                                : rows)),
                new Broken(
                        "compares the dates of positions only",
                        "ART-11",
                        part,
                        () -> new SpoiltStorage().articles("list", (store, args) -> {
                            ArticleQuery query = (ArticleQuery) args[0];
                            boolean forward = query.order() == ArticleQuery.Order.OLDEST_FIRST;
                            Optional<DatePosition> after = position(args[1])
                                    .map(place ->
                                            new DatePosition(place.at(), forward ? new UUID(-1, -1) : new UUID(0, 0)));
                            return store.list(query, after, (int) args[2]);
                        })),
                new Broken(
                        "takes lists of any length",
                        "STO-06",
                        BlogStorageContract.TheStorage.class,
                        () -> new SpoiltStorage()
                                .articles(
                                        "list",
                                        (store, args) -> store.list(
                                                (ArticleQuery) args[0],
                                                position(args[1]),
                                                Math.min(1_001, Math.max(1, (int) args[2]))))),
                new Broken(
                        "sums up in the order of ids",
                        "ART-18",
                        part,
                        () -> new SpoiltStorage().articles("summaries", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<ArticleId> ids = (Collection<ArticleId>) args[0];
                            Bounds.atOnce(ids, "ids");
                            return store.summaries(new TreeSet<>(ids));
                        })),
                new Broken(
                        "sums up as often as it is asked",
                        "ART-18",
                        part,
                        () -> new SpoiltStorage().articles("summaries", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<ArticleId> ids = (Collection<ArticleId>) args[0];
                            return ids.stream()
                                    .flatMap(id -> store.summaries(List.of(id)).stream())
                                    .toList();
                        })),
                new Broken(
                        "counts on beyond the bound",
                        "ART-19",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "count",
                                        (store, args) -> store.count(articleQueries(args[0]), Long.MAX_VALUE))),
                new Broken(
                        "counts without the bounds of the date",
                        "ART-19",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "count",
                                        (store, args) -> store.count(
                                                articleQueries(args[0]).stream()
                                                        .map(query -> new ArticleQuery(
                                                                query.state(),
                                                                query.kind(),
                                                                query.tag(),
                                                                query.author(),
                                                                query.language(),
                                                                Optional.empty(),
                                                                query.before(),
                                                                query.order()))
                                                        .toList(),
                                                (long) args[1]))),
                new Broken(
                        "counts each query once, however often it is asked",
                        "ART-19",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "count",
                                        (store, args) -> store.count(
                                                articleQueries(args[0]).stream()
                                                        .distinct()
                                                        .toList(),
                                                (long) args[1]))),
                new Broken(
                        "calls what is published due",
                        "ART-12",
                        BlogStorageContract.Articles.class,
                        () -> new SpoiltStorage()
                                .articles(
                                        "due",
                                        (store, args) -> store
                                                .list(
                                                        ArticleQuery.all()
                                                                .upTo((Instant) args[0])
                                                                .oldestFirst(),
                                                        Optional.empty(),
                                                        Bounds.LONGEST_LIST)
                                                .stream()
                                                .filter(each -> each.state().kind() != PublicationState.Kind.DRAFT)
                                                .limit((int) args[1])
                                                .flatMap(each -> store.find(each.id()).stream())
                                                .toList())));
    }

    /** What a list of articles makes of the right answer, and of the whole list. */
    private interface WrongList {
        List<ArticleSummary> of(
                List<ArticleSummary> rows, List<ArticleSummary> all, Optional<DatePosition> after, int limit);
    }

    private static BlogStorage listing(WrongList mistake) {
        return new SpoiltStorage().articles("list", (store, args) -> {
            ArticleQuery query = (ArticleQuery) args[0];
            Optional<DatePosition> after = position(args[1]);
            List<ArticleSummary> rows = store.list(query, after, (int) args[2]);
            List<ArticleSummary> all = store.list(query, Optional.empty(), Bounds.LONGEST_LIST);
            return mistake.of(rows, all, after, (int) args[2]);
        });
    }

    /** Remembers how many rows it returned up to each position, and skips as many of what there is by then. */
    private static BlogStorage byOffset(Map<List<Object>, Integer> offsets) {
        return new SpoiltStorage().articles("list", (store, args) -> {
            ArticleQuery query = (ArticleQuery) args[0];
            List<ArticleSummary> all = store.list(query, Optional.empty(), Bounds.LONGEST_LIST);
            int from = position(args[1])
                    .map(after -> offsets.getOrDefault(List.of(query, after), 0))
                    .orElse(0);
            List<ArticleSummary> rows =
                    all.subList(Math.min(from, all.size()), Math.min(all.size(), from + (int) args[2]));
            if (!rows.isEmpty()) {
                offsets.put(List.of(query, DatePosition.of(rows.get(rows.size() - 1))), from + rows.size());
            }
            return rows;
        });
    }

    @SuppressWarnings("unchecked")
    private static List<ArticleQuery> articleQueries(Object argument) {
        return (List<ArticleQuery>) argument;
    }
}
