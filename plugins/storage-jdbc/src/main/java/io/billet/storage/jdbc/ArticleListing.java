package io.billet.storage.jdbc;

import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.DatePosition;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * An {@link ArticleQuery} in SQL. It walks along one index in the order of the list: that of the tag's articles, else that
 * of the author's, else that of all articles; what other conditions there are is asked of each row on the way.
 */
final class ArticleListing {

    private static final String WRITTEN_BY =
            "EXISTS (SELECT 1 FROM <prefix>article_author w WHERE w.article = i.article AND w.author = ?)";
    private static final String ITS_ARTICLE = " JOIN <prefix>article a ON a.id = i.article";

    private final ArticleQuery query;
    private final boolean named;
    private final Conditions conditions;

    private ArticleListing(ArticleQuery query, Optional<DatePosition> after, String suffix) {
        this.query = query;
        named = query.tag().isPresent() || query.author().isPresent();
        conditions = new Conditions(suffix);
        if (named) {
            goAlongNames();
        } else {
            goAlongArticles();
        }
        Optional<byte[]> place = after.map(position -> SortKey.of(position.at(), position.id()));
        (query.order() == ArticleQuery.Order.NEWEST_FIRST
                        ? conditions.descendingBy(place(), place)
                        : conditions.ascendingBy(place(), place))
                .between(query.since().map(SortKey::startOf), query.before().map(SortKey::startOf));
    }

    static ArticleListing of(ArticleQuery query, Optional<DatePosition> after) {
        return new ArticleListing(query, after, "");
    }

    private String place() {
        return named ? "i.sort_key" : "a.sort_key";
    }

    private void goAlongArticles() {
        query.state().ifPresent(state -> conditions.indexed("a.state", "state", state.name()));
        query.language().ifPresent(language -> conditions.indexed("a.language", "language", language.value()));
        if (query.language().isPresent()) {
            conditions.along(query.state().isPresent() ? "article_4" : "article_3");
        } else {
            conditions.along(query.state().isPresent() ? "article_2" : "article_1");
        }
    }

    private void goAlongNames() {
        if (query.tag().isPresent()) {
            conditions.indexed("i.tag", "tag", query.tag().get().value());
            query.author().ifPresent(author -> conditions.and(WRITTEN_BY, "author", author.value()));
        } else {
            conditions.indexed(
                    "i.author", "author", query.author().orElseThrow().value());
        }
        query.state().ifPresent(state -> conditions.indexed("i.state", "state", state.name()));
        query.language().ifPresent(language -> conditions.and("a.language = ?", "language", language.value()));
        conditions.along(tableOfNames() + (query.state().isPresent() ? "_2" : "_1"));
    }

    private String tableOfNames() {
        return query.tag().isPresent() ? "article_tag" : "article_author";
    }

    Query select(Handle handle, Dialect dialect, int limit) {
        String sql = "SELECT a.* " + from(named ? ITS_ARTICLE : "", dialect, Optional.of("limit"))
                + conditions.order(dialect) + " LIMIT :limit";
        return conditions.bind(handle.createQuery(sql)).bind("limit", limit);
    }

    /** The places alone, which the index holds; the article itself is looked at only where its language is asked for. */
    static CappedCounts.Part places(ArticleQuery query, String suffix, Dialect dialect, Optional<String> limit) {
        ArticleListing listing = new ArticleListing(query, Optional.empty(), suffix);
        boolean looksAtArticle = listing.named && query.language().isPresent();
        return new CappedCounts.Part(
                listing.place(), listing.from(looksAtArticle ? ITS_ARTICLE : "", dialect, limit), listing.conditions);
    }

    private String from(String joined, Dialect dialect, Optional<String> limit) {
        String indexed = named
                ? conditions.table("<prefix>" + tableOfNames(), "i", dialect, limit)
                : conditions.table("<prefix>article", "a", dialect, limit);
        return "FROM " + indexed + joined + conditions.where(dialect);
    }
}
