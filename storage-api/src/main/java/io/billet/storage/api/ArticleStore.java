package io.billet.storage.api;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.NotFoundException;
import io.billet.core.PublicationState;
import io.billet.core.Revision;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps articles and their revisions.
 *
 * <ul>
 *   <li><b>ART-01</b> {@link #create} stores an article of version 0 as version 1 and returns it so; any other version is
 *       an {@link IllegalArgumentException}.
 *   <li><b>ART-02</b> What was stored is read back equal in every component, to the last microsecond and code point; the
 *       attributes in their order, too. A store may keep an article as the JSON that its annotations make of it.
 *   <li><b>ART-03</b> An address belongs to one article only, be it that article's slug or an {@link Alias}. Of any number
 *       of concurrent calls that claim it, one succeeds and the others fail with {@link AlreadyExistsException} (object
 *       {@code Article}, field {@code slug} if it was to be the slug of the article given, {@code alias} if it was to be an
 *       alias) and change nothing; if both are taken, the slug is told. The article that holds an alias may take it for
 *       its slug.
 *   <li><b>ART-04</b> {@link #create} with an id that is stored fails with {@link AlreadyExistsException}, field
 *       {@code id}; so it does where an address is taken as well.
 *   <li><b>ART-05</b> {@link #update} succeeds only if the given version is the stored one; it stores and returns the
 *       article with the next version. Otherwise it fails with {@link StaleVersionException} and changes nothing. Of
 *       any number of concurrent updates based on one version, one succeeds.
 *   <li><b>ART-06</b> {@link #update} and {@link #delete} of an id that is not stored fail with
 *       {@link NotFoundException}.
 *   <li><b>ART-07</b> {@link #find} and {@link #findBySlug} see every write that has returned, in any thread.
 *   <li><b>ART-08</b> {@link #findBySlug} finds by the slug in use only, {@link #findByAlias} by aliases only; both
 *       compare code point by code point: {@code e} is not {@code é}, {@code ss} is not {@code ß}, {@code A} is not
 *       {@code a}.
 *   <li><b>ART-09</b> {@link #list} returns what the {@link ArticleQuery} asks for and nothing else, in its order: all of it
 *       that stands after the given position, or from the beginning, up to {@code limit} articles. So a list that is shorter
 *       than its limit has come to its end, and after the last article there is nothing.
 *   <li><b>ART-10</b> Reading on after the last article of each list, up to the end, meets every article that was there all
 *       the time with its date unchanged (by last change: that was not changed) exactly once, however many share a date, whatever is inserted, changed or deleted
 *       meanwhile.
 *   <li><b>ART-11</b> A position is any date and any id, not only those of an article that the query asks for, or that is
 *       stored.
 *   <li><b>ART-12</b> {@link #due} returns the articles scheduled for {@code now} or before, the earliest first.
 *   <li><b>ART-13</b> With each version whose title, summary or text differs from the last revision (and with the first
 *       version) a {@link Revision} is kept, in the same act; {@link RevisionStore} lists them. Needs
 *       {@link Capability#REVISIONS}.
 *   <li><b>ART-14</b> {@link #delete} removes the article, its revisions and its claim to addresses, all or nothing; only if
 *       the given version is the stored one, as in ART-05.
 *   <li><b>ART-15</b> A call that fails has changed nothing.
 *   <li><b>ART-16</b> {@link #summaryBySlug} returns the summary of what {@link #findBySlug} finds, of the same version.
 *   <li><b>ART-17</b> {@link #publishedByTime} returns what others have written into the store as published at a time to
 *       come, once that time is there; never what a call of {@link #create} or {@link #update} has published.
 *   <li><b>ART-18</b> {@link #summaries} returns those that are stored, in the order of the ids asked for, each once.
 *   <li><b>ART-19</b> {@link #count} counts what {@link #list} would list to its end, of each query, and stops at
 *       {@code atMost}.
 *   <li><b>ART-20</b> Lists and counts of a {@linkplain ArticleQuery#kind() kind} follow every change of the kind, together with
 *       whatever else is asked for.
 *   <li><b>ART-21</b> {@link #list} and {@link #count} know every {@link ArticleQuery.Order}; by last change the order is that of
 *       {@code updatedAt}, be it earlier than before, then of the id.
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 */
public interface ArticleStore {

    /**
     * Stores a new article (ART-01, ART-03, ART-04).
     *
     * @param article of version 0
     * @return the article as stored, of version 1
     */
    Article create(Article article);

    /**
     * Stores a change (ART-03, ART-05, ART-06, ART-13).
     *
     * @param article the changed article, with the version that was read
     * @return the article as stored, with the next version
     */
    Article update(Article article);

    /**
     * Removes an article and all that this store keeps of it (ART-06, ART-14).
     *
     * @param id      which
     * @param version the version that was read
     */
    void delete(ArticleId id, long version);

    /**
     * Returns the article, if it is stored (ART-07).
     *
     * @param id which
     */
    Optional<Article> find(ArticleId id);

    /**
     * Returns the article that bears it now (ART-08).
     *
     * @param slug a slug
     */
    Optional<Article> findBySlug(Slug slug);

    /**
     * Looks for an article without reading its text (ART-08, ART-16). Pages whose text is rendered already ask for no more,
     * so a store that keeps texts apart should override this; what is here reads the whole article.
     *
     * @param slug a slug
     * @return the summary of the article that bears it now
     */
    default Optional<ArticleSummary> summaryBySlug(Slug slug) {
        return findBySlug(slug).map(ArticleSummary::of);
    }

    /**
     * Returns the article to which it leads (ART-08).
     *
     * @param alias a slug that it bore once, or a path that it had elsewhere
     */
    Optional<Article> findByAlias(Alias alias);

    /**
     * Returns articles without their texts (ART-09, ART-10, ART-11). {@link ArticleQuery} says which queries an index should
     * serve.
     *
     * @param query which articles, in which order
     * @param after the place after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<ArticleSummary> list(ArticleQuery query, Optional<DatePosition> after, int limit);

    /**
     * Returns several articles without their texts (ART-18). What is here looks for one after the other, and reads their
     * texts.
     *
     * @param ids which; at most {@value Bounds#MOST_AT_ONCE}
     */
    default List<ArticleSummary> summaries(Collection<ArticleId> ids) {
        Bounds.atOnce(ids, "ids");
        return ids.stream()
                .distinct()
                .flatMap(id -> find(id).stream())
                .map(ArticleSummary::of)
                .toList();
    }

    /**
     * Counts, up to a bound: an exact count of a large list costs as much as walking through it (ART-19). What is here does
     * walk. With an index, as {@link ArticleQuery} says, a store reads {@code atMost} entries of it at most for each query.
     *
     * @param queries which articles, in whatever order; at most {@value Bounds#MOST_COUNTS}
     * @param atMost  where counting stops; 1 or more
     * @return for each query in turn how many articles there are, {@code atMost} if there are more
     */
    default List<Long> count(List<ArticleQuery> queries, long atMost) {
        Bounds.counts(queries, atMost);
        return queries.stream()
                .map(query -> new Walk<DatePosition, ArticleSummary>(
                                (after, limit) -> list(query, after, limit), query::positionOf)
                        .count(atMost))
                .toList();
    }

    /**
     * Returns scheduled articles whose time has come (ART-12). What is here lists them, and then reads one after the other.
     *
     * @param now   the time
     * @param limit the most wanted; 1 to {@value Bounds#MOST_AT_ONCE}
     */
    default List<Article> due(Instant now, int limit) {
        ArticleQuery due =
                ArticleQuery.all().in(PublicationState.Kind.SCHEDULED).upTo(now).oldestFirst();
        return list(due, Optional.empty(), Bounds.limitAtOnce(limit)).stream()
                .flatMap(summary -> find(summary.id()).stream())
                // It may have been changed since.
                .filter(due::accepts)
                .toList();
    }

    /**
     * Returns articles that have come to their readers by time alone, so that somebody can be told (ART-17). Only a store
     * into which others write has any, such as one of files: there somebody may write down a date to come. It need not
     * remember what it has returned, nor tell whether another process has asked; what is here returns none.
     *
     * @param after   the time up to which the caller knows
     * @param upTo    the time
     * @param limit   the most wanted; 1 to {@value Bounds#MOST_AT_ONCE}
     * @return published articles whose date is later than {@code after} and not later than {@code upTo}, the earliest first
     */
    default List<Article> publishedByTime(Instant after, Instant upTo, int limit) {
        return List.of();
    }
}
