package io.billet.storage.jdbc;

import io.billet.core.ArticleKind;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.DatePosition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * An {@link ArticleQuery} in SQL. It walks along one index in the order of the list: that of the tag's articles, else that
 * of the author's, else that of all articles; what other conditions there are is asked of each row on the way.
 *
 * <p>A list of one kind under a tag or an author has a second part: rows that say nothing of a kind, because a release that
 * knows none has written them. Of these few the article is asked.
 */
final class ArticleListing {

    private static final String WRITTEN_BY =
            "EXISTS (SELECT 1 FROM <prefix>article_author w WHERE w.article = i.article AND w.author = ?)";
    private static final String ITS_ARTICLE = " JOIN <prefix>article a ON a.id = i.article";

    private final ArticleQuery query;
    private final boolean named;
    private final boolean unsaid;
    private final Conditions conditions;

    /**
     * @param unsaid whether this is the part whose rows say nothing of a kind
     */
    private ArticleListing(ArticleQuery query, Optional<DatePosition> after, boolean unsaid, String suffix) {
        this.query = query;
        this.unsaid = unsaid;
        named = query.tag().isPresent() || query.author().isPresent();
        conditions = new Conditions(suffix);
        if (named) {
            goAlongNames();
        } else {
            goAlongArticles();
        }
        Optional<byte[]> place = after.map(position -> SortKey.of(position.at(), position.id()));
        (query.order().isDescending()
                        ? conditions.descendingBy(place(), place)
                        : conditions.ascendingBy(place(), place))
                .between(query.since().map(SortKey::startOf), query.before().map(SortKey::startOf));
    }

    /**
     * @param suffixes for the parameters of each part
     */
    private static List<ArticleListing> parts(
            ArticleQuery query, Optional<DatePosition> after, Function<Integer, String> suffixes) {
        boolean mayBeUnsaid = query.kind().isPresent()
                && (query.tag().isPresent() || query.author().isPresent());
        return IntStream.range(0, mayBeUnsaid ? 2 : 1)
                .mapToObj(part -> new ArticleListing(query, after, part == 1, suffixes.apply(part)))
                .toList();
    }

    private String place() {
        return named ? "i.sort_key" : query.order().isByChange() ? "a.change_key" : "a.sort_key";
    }

    private void goAlongArticles() {
        query.kind().ifPresent(kind -> conditions.indexed("a.kind", "kind", kind.name()));
        query.state().ifPresent(state -> conditions.indexed("a.state", "state", state.name()));
        query.language().ifPresent(language -> conditions.indexed("a.language", "language", language.value()));
        int first = query.order().isByChange() ? 9 : query.kind().isPresent() ? 5 : 1;
        int language = query.language().isPresent() ? 2 : 0;
        int kind = query.order().isByChange() && query.kind().isPresent() ? 2 : 0;
        int state = query.state().isPresent() ? 1 : 0;
        conditions.along("article_" + (first + language + kind + state));
    }

    private void goAlongNames() {
        query.kind().ifPresent(this::goAlongKind);
        if (query.tag().isPresent()) {
            conditions.indexed("i.tag", "tag", query.tag().get().value());
            query.author().ifPresent(author -> conditions.and(WRITTEN_BY, "author", author.value()));
        } else {
            conditions.indexed(
                    "i.author", "author", query.author().orElseThrow().value());
        }
        query.state().ifPresent(state -> conditions.indexed("i.state", "state", state.name()));
        query.language().ifPresent(language -> conditions.and("a.language = ?", "language", language.value()));
        int first = query.kind().isPresent() ? 3 : 1;
        conditions.along(tableOfNames() + "_" + (first + (query.state().isPresent() ? 1 : 0)));
    }

    private void goAlongKind(ArticleKind kind) {
        if (unsaid) {
            conditions.absent("i.kind").and("a.kind = ?", "kind", kind.name());
        } else {
            conditions.indexed("i.kind", "kind", kind.name());
        }
    }

    private String tableOfNames() {
        return query.tag().isPresent() ? "article_tag" : "article_author";
    }

    static Query select(Handle handle, Dialect dialect, ArticleQuery query, Optional<DatePosition> after, int limit) {
        List<ArticleListing> parts = parts(query, after, part -> "_" + part);
        List<String> selects =
                parts.stream().map(part -> part.articles(dialect, limit)).toList();
        String sql = selects.size() == 1
                ? selects.get(0)
                : "(" + String.join(") UNION ALL (", selects) + ") ORDER BY sort_key"
                        + (query.order().isDescending() ? " DESC" : "") + Conditions.limit(limit);
        Query select = handle.createQuery(sql);
        parts.forEach(part -> part.conditions.bind(select));
        return select;
    }

    private String articles(Dialect dialect, int limit) {
        return "SELECT a.* " + from(named ? ITS_ARTICLE : "", dialect, Optional.of(String.valueOf(limit)))
                + conditions.order(dialect) + Conditions.limit(limit);
    }

    /** The places alone, which the index holds. */
    static List<CappedCounts.Part> places(
            ArticleQuery query, Function<Integer, String> suffixes, Dialect dialect, Optional<String> limit) {
        return parts(query, Optional.empty(), suffixes).stream()
                .map(part -> new CappedCounts.Part(
                        part.place(),
                        part.counted().from(part.looksAtArticle() ? ITS_ARTICLE : "", dialect, limit),
                        part.conditions))
                .toList();
    }

    private ArticleListing counted() {
        conditions.counted();
        return this;
    }

    /** The article itself is looked at only where something is asked for that the rows of names do not say. */
    private boolean looksAtArticle() {
        return named && (query.language().isPresent() || unsaid);
    }

    private String from(String joined, Dialect dialect, Optional<String> limit) {
        String indexed = named
                ? conditions.table("<prefix>" + tableOfNames(), "i", dialect, limit)
                : conditions.table("<prefix>article", "a", dialect, limit);
        return "FROM " + indexed + joined + conditions.where(dialect);
    }
}
