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

    private final String indexedTable;
    private final String joined;
    private final Conditions conditions;

    /**
     * @param indexedTable whose index gives the order, with its alias
     * @param joined       what is joined to it; may be empty
     */
    private ArticleListing(String indexedTable, String joined, Conditions conditions) {
        this.indexedTable = indexedTable;
        this.joined = joined;
        this.conditions = conditions;
    }

    static ArticleListing of(ArticleQuery query, Optional<byte[]> after) {
        boolean descending = query.order() == ArticleQuery.Order.NEWEST_FIRST;
        boolean named = query.tag().isPresent() || query.author().isPresent();
        Conditions conditions = named ? alongNames(query) : alongArticles(query);
        String place = named ? "i.sort_key" : "a.sort_key";
        query.dateUpTo().ifPresent(latest -> conditions.and(place + " <= :latest", "latest", SortKey.endOf(latest)));
        return new ArticleListing(
                named ? "<prefix>" + tableOfNames(query) + " i" : "<prefix>article a",
                named ? " JOIN <prefix>article a ON a.id = i.article" : "",
                descending ? conditions.descendingBy(place, after) : conditions.ascendingBy(place, after));
    }

    private static Conditions alongArticles(ArticleQuery query) {
        Conditions conditions = new Conditions();
        query.state().ifPresent(state -> conditions.indexed("a.state", "state", state.name()));
        query.language().ifPresent(language -> conditions.indexed("a.language", "language", language.value()));
        if (query.language().isPresent()) {
            return conditions.along(query.state().isPresent() ? "article_4" : "article_3");
        }
        return conditions.along(query.state().isPresent() ? "article_2" : "article_1");
    }

    private static String tableOfNames(ArticleQuery query) {
        return query.tag().isPresent() ? "article_tag" : "article_author";
    }

    private static Conditions alongNames(ArticleQuery query) {
        Conditions conditions = new Conditions();
        if (query.tag().isPresent()) {
            conditions.indexed("i.tag", "tag", query.tag().get().value());
            query.author().ifPresent(author -> conditions.and(WRITTEN_BY, "author", author.value()));
        } else {
            conditions.indexed(
                    "i.author", "author", query.author().orElseThrow().value());
        }
        query.state().ifPresent(state -> conditions.indexed("i.state", "state", state.name()));
        query.language().ifPresent(language -> conditions.and("a.language = :language", "language", language.value()));
        return conditions.along(tableOfNames(query) + (query.state().isPresent() ? "_2" : "_1"));
    }

    Query select(Handle handle, Dialect dialect, int limit) {
        return conditions
                .bind(handle.createQuery("SELECT a.* FROM " + indexedTable + conditions.hint(dialect) + joined
                        + conditions.where(dialect) + conditions.order(dialect) + " LIMIT :limit"))
                .bind("limit", limit);
    }
}
