package io.billet.benchmarks.storage;

import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.SubscriberQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * A list that an index serves, and the pages of it that are measured.
 *
 * @param list    returns what comes after a place, at most so many
 * @param placeOf where a row stands
 * @param <T>     what the list is of
 * @param <P>     a place in it
 */
record ScaledList<T, P>(BiFunction<Optional<P>, Integer, List<T>> list, Function<T, P> placeOf) {

    /** One list of each index that {@link BlogRows} fills, by name. */
    static Map<String, ScaledList<?, ?>> of(BlogStorage storage) {
        ArticleQuery published = ArticleQuery.published(BlogRows.NEWEST);
        CommentQuery thread = CommentQuery.all().about(new ArticleId(BlogRows.THREAD));
        Map<String, ScaledList<?, ?>> lists = new LinkedHashMap<>();
        lists.put("all", articles(storage, ArticleQuery.all()));
        lists.put("articles", articles(storage, published));
        lists.put("oldest first", articles(storage, published.oldestFirst()));
        lists.put("a language", articles(storage, published.written(LanguageTag.ENGLISH)));
        lists.put("a tag", articles(storage, published.tagged(Slug.of(BlogRows.TAG))));
        lists.put("an author", articles(storage, published.by(Slug.of(BlogRows.AUTHOR))));
        ArticleQuery posts = published.of(ArticleKind.POST);
        lists.put("posts", articles(storage, posts));
        lists.put("posts, lang.", articles(storage, posts.written(LanguageTag.ENGLISH)));
        lists.put("posts, tag", articles(storage, posts.tagged(Slug.of(BlogRows.TAG))));
        lists.put("posts, auth.", articles(storage, posts.by(Slug.of(BlogRows.AUTHOR))));
        lists.put(
                "last changed",
                new ScaledList<ArticleSummary, DatePosition>(
                        (after, limit) -> storage.articles()
                                .list(ArticleQuery.all().of(ArticleKind.POST).lastChangedFirst(), after, limit),
                        article -> new DatePosition(
                                article.updatedAt(), article.id().value())));
        lists.put("a thread", comments(storage, thread));
        lists.put("visible", comments(storage, thread.in(CommentState.VISIBLE, CommentState.ERASED)));
        lists.put(
                "comments",
                comments(storage, CommentQuery.all().in(CommentState.VISIBLE).newestFirst()));
        lists.put("subscribers", subscribers(storage, SubscriberQuery.all()));
        lists.put("confirmed", subscribers(storage, SubscriberQuery.all().in(SubscriberState.Kind.CONFIRMED)));
        return lists;
    }

    private static ScaledList<ArticleSummary, DatePosition> articles(BlogStorage storage, ArticleQuery query) {
        return new ScaledList<>((after, limit) -> storage.articles().list(query, after, limit), DatePosition::of);
    }

    private static ScaledList<Comment, DatePosition> comments(BlogStorage storage, CommentQuery query) {
        return new ScaledList<>((after, limit) -> storage.comments().list(query, after, limit), DatePosition::of);
    }

    private static ScaledList<Subscriber, SubscriberId> subscribers(BlogStorage storage, SubscriberQuery query) {
        return new ScaledList<>((after, limit) -> storage.subscribers().list(query, after, limit), Subscriber::id);
    }

    /** Returns calls that read the posts on both sides of the first, the middle and the last, and return how many they met. */
    static List<IntSupplier> neighbours(BlogStorage storage) {
        ArticleQuery posts = ArticleQuery.published(BlogRows.NEWEST).of(ArticleKind.POST);
        ScaledList<ArticleSummary, DatePosition> newestFirst = articles(storage, posts);
        ScaledList<ArticleSummary, DatePosition> oldestFirst = articles(storage, posts.oldestFirst());
        return newestFirst.places(1).stream()
                .<IntSupplier>map(place ->
                        () -> newestFirst.list.apply(Optional.of(place), 1).size()
                                + oldestFirst.list.apply(Optional.of(place), 1).size())
                .toList();
    }

    /** Returns calls that read the first page, the middle one and the last, each full, and return how many rows they met. */
    List<IntSupplier> pages(int size) {
        List<P> before = places(size);
        return List.of(
                () -> list.apply(Optional.empty(), size).size(),
                () -> list.apply(Optional.of(before.get(1)), size).size(),
                () -> list.apply(Optional.of(before.get(2)), size).size());
    }

    /** Returns the place after the first row, the middle one, and the one before which the last page begins. */
    private List<P> places(int size) {
        List<P> places = new ArrayList<>();
        List<T> rows = list.apply(Optional.empty(), Bounds.LONGEST_LIST);
        while (!rows.isEmpty()) {
            rows.forEach(row -> places.add(placeOf.apply(row)));
            rows = list.apply(Optional.of(places.get(places.size() - 1)), Bounds.LONGEST_LIST);
        }
        return List.of(places.get(1), places.get(places.size() / 2), places.get(places.size() - size - 1));
    }
}
