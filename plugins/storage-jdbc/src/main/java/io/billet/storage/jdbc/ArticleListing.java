package io.billet.storage.jdbc;

import io.billet.storage.api.ArticleQuery;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * An {@link ArticleQuery} in SQL. It walks along one index in the order of the list: that of the tag's articles, else that
 * of the author's, else that of all articles; what other conditions there are is asked of each row on the way.
 */
final class ArticleListing {

    private static final String WRITTEN_BY =
            "EXISTS (SELECT 1 FROM <prefix>article_author w WHERE w.article = a.id AND w.author = :author)";

    private final String from;
    private final Conditions conditions;

    private ArticleListing(String from, Conditions conditions) {
        this.from = from;
        this.conditions = conditions;
    }

    static ArticleListing of(ArticleQuery query, Optional<byte[]> after) {
        boolean descending = query.order() == ArticleQuery.Order.NEWEST_FIRST;
        boolean indexed = query.tag().isPresent() || query.author().isPresent();
        Conditions conditions = new Conditions();
        String from = indexed ? alongIndex(query, conditions) : alongArticles(query, conditions);
        String place = indexed ? "i.sort_key" : "a.sort_key";
        query.dateUpTo().ifPresent(latest -> conditions.and(place + " <= :latest", "latest", SortKey.endOf(latest)));
        return new ArticleListing(
                from, descending ? conditions.descendingBy(place, after) : conditions.ascendingBy(place, after));
    }

    private static String alongArticles(ArticleQuery query, Conditions conditions) {
        query.state().ifPresent(state -> conditions.indexed("a.state", "state", state.name()));
        query.language().ifPresent(language -> conditions.indexed("a.language", "language", language.value()));
        return "<prefix>article a";
    }

    private static String alongIndex(ArticleQuery query, Conditions conditions) {
        String index;
        if (query.tag().isPresent()) {
            index = "<prefix>article_tag";
            conditions.indexed("i.tag", "tag", query.tag().get().value());
            query.author().ifPresent(author -> conditions.and(WRITTEN_BY, "author", author.value()));
        } else {
            index = "<prefix>article_author";
            conditions.indexed(
                    "i.author", "author", query.author().orElseThrow().value());
        }
        query.state().ifPresent(state -> conditions.indexed("i.state", "state", state.name()));
        query.language().ifPresent(language -> conditions.and("a.language = :language", "language", language.value()));
        return index + " i JOIN <prefix>article a ON a.id = i.article";
    }

    Query select(Handle handle, Dialect dialect, int limit) {
        return conditions
                .bind(handle.createQuery(
                        "SELECT a.* FROM " + from + conditions.where(dialect) + conditions.order() + " LIMIT :limit"))
                .bind("limit", limit);
    }
}
