package io.billet.engine.internal.article;

import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.ArchiveMonth;
import io.billet.engine.ArticleFilter;
import io.billet.engine.ArticleLink;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.DatePosition;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The published articles as they are under one editorial mark: names, neighbours, numbers of pages, months. Each is read when it
 * is asked for first, and kept as long as the edition is.
 *
 * <p>Thread-safe; two threads may read the same at once.
 */
final class Edition {

    private static final int MOST_NAMES = 10_000;
    private static final int MOST_NEIGHBOURS = 2_000;
    private static final int MOST_LISTS = 500;
    private static final int MOST_OTHERS = 20;

    /** @param previous published before it, {@code next} after it */
    record Neighbours(Optional<ArticleLink> previous, Optional<ArticleLink> next) {
        static final Neighbours NONE = new Neighbours(Optional.empty(), Optional.empty());
    }

    private final BlogStorage storage;
    private final ZoneId zone;
    private final Instant now;
    private final Map<Slug, Tag> tags = Collections.synchronizedMap(new LatelyUsed<>(MOST_NAMES));
    private final Map<Slug, Author> authors = Collections.synchronizedMap(new LatelyUsed<>(MOST_NAMES));
    private final Map<ArticleId, Neighbours> neighbours =
            Collections.synchronizedMap(new LatelyUsed<>(MOST_NEIGHBOURS));
    private final Map<ArticleFilter, PostNumbers> numbers = Collections.synchronizedMap(new LatelyUsed<>(MOST_LISTS));
    private final Map<ArticleFilter, List<ArchiveMonth>> months =
            Collections.synchronizedMap(new LatelyUsed<>(MOST_LISTS));
    private final Map<Object, Object> others = Collections.synchronizedMap(new LatelyUsed<>(MOST_OTHERS));

    /** @param now the time up to which articles count as published */
    Edition(BlogStorage storage, ZoneId zone, Instant now) {
        this.storage = storage;
        this.zone = zone;
        this.now = now;
    }

    /** Returns what is said of each; of one of which nothing is said, its slug. */
    Map<Slug, Tag> tags(Collection<Slug> slugs) {
        return named(
                slugs,
                tags,
                missing -> storage.tags().findAll(missing),
                Tag::slug,
                slug -> Tag.named(slug, slug.value()));
    }

    /** Returns what is said of each; of one of whom nothing is said, their slug. */
    Map<Slug, Author> authors(Collection<Slug> slugs) {
        return named(
                slugs,
                authors,
                missing -> storage.authors().findAll(missing),
                Author::slug,
                slug -> Author.named(slug, slug.value()));
    }

    private static <T> Map<Slug, T> named(
            Collection<Slug> slugs,
            Map<Slug, T> known,
            Function<List<Slug>, List<T>> find,
            Function<T, Slug> slugOf,
            Function<Slug, T> undescribed) {
        Map<Slug, T> named = new HashMap<>();
        List<Slug> missing = new ArrayList<>();
        for (Slug slug : slugs) {
            T name = known.get(slug);
            if (name == null) {
                missing.add(slug);
            } else {
                named.put(slug, name);
            }
        }
        for (int from = 0; from < missing.size(); from += Bounds.MOST_AT_ONCE) {
            List<Slug> part = missing.subList(from, Math.min(missing.size(), from + Bounds.MOST_AT_ONCE));
            Map<Slug, T> described = find.apply(part).stream().collect(Collectors.toMap(slugOf, Function.identity()));
            for (Slug slug : part) {
                T name = described.getOrDefault(slug, undescribed.apply(slug));
                named.put(slug, name);
                known.put(slug, name);
            }
        }
        return named;
    }

    /** Returns the posts that readers meet before and after it. */
    Neighbours neighbours(ArticleSummary post) {
        return kept(neighbours, post.id(), id -> {
            ArticleQuery newer = posts(ArticleFilter.ALL).oldestFirst();
            return new Neighbours(beside(post, posts(ArticleFilter.ALL)), beside(post, newer));
        });
    }

    /** Nobody waits while another reads. */
    private static <K, V> V kept(Map<K, V> map, K key, Function<K, V> read) {
        V known = map.get(key);
        if (known == null) {
            known = read.apply(key);
            map.put(key, known);
        }
        return known;
    }

    private Optional<ArticleLink> beside(ArticleSummary post, ArticleQuery query) {
        return articles().list(query, Optional.of(DatePosition.of(post)), 1).stream()
                .map(ArticleLink::of)
                .findFirst();
    }

    /** @param key told from the keys of whoever else keeps something, and always of what {@code read} returns */
    @SuppressWarnings("unchecked")
    <T> T kept(Object key, Supplier<T> read) {
        return (T) kept(others, key, any -> read.get());
    }

    PostNumbers numbers(ArticleFilter filter) {
        return kept(numbers, filter, key -> PostNumbers.of(articles(), posts(key)));
    }

    /** Returns the months in which posts were published, the latest first. */
    List<ArchiveMonth> months(ArticleFilter filter) {
        return kept(months, filter, this::counted);
    }

    private List<ArchiveMonth> counted(ArticleFilter filter) {
        ArticleQuery posts = posts(filter);
        Optional<YearMonth> latest = firstMonth(posts);
        Optional<YearMonth> earliest = firstMonth(posts.oldestFirst());
        if (latest.isEmpty() || earliest.isEmpty()) {
            return List.of();
        }
        List<YearMonth> all = Stream.iterate(
                        latest.get(), month -> !month.isBefore(earliest.get()), month -> month.minusMonths(1))
                .toList();
        List<ArchiveMonth> counted = new ArrayList<>();
        for (int from = 0; from < all.size(); from += Bounds.MOST_COUNTS) {
            List<YearMonth> part = all.subList(from, Math.min(all.size(), from + Bounds.MOST_COUNTS));
            List<Long> counts = articles()
                    .count(part.stream().map(month -> within(posts, month)).toList(), Long.MAX_VALUE);
            IntStream.range(0, part.size())
                    .filter(i -> counts.get(i) > 0)
                    .forEach(i -> counted.add(new ArchiveMonth(part.get(i), counts.get(i))));
        }
        return List.copyOf(counted);
    }

    private Optional<YearMonth> firstMonth(ArticleQuery query) {
        return articles().list(query, Optional.empty(), 1).stream()
                .map(article -> YearMonth.from(DatePosition.of(article).at().atZone(zone)))
                .findFirst();
    }

    /** Returns the query for the posts of a filter that are published by now, the newest first. */
    ArticleQuery posts(ArticleFilter filter) {
        ArticleQuery published = ArticleQuery.published(now).of(ArticleKind.POST);
        ArticleQuery posts = new ArticleQuery(
                published.state(),
                published.kind(),
                filter.tag(),
                filter.author(),
                filter.language(),
                published.since(),
                published.before(),
                published.order());
        return filter.month().map(month -> within(posts, month)).orElse(posts);
    }

    /** A month begins where its first day does, which a change of clocks may put at another hour than midnight. */
    private ArticleQuery within(ArticleQuery posts, YearMonth month) {
        Instant start = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        ArticleQuery since = posts.since(start);
        return posts.before().filter(bound -> bound.isBefore(end)).isPresent() ? since : since.before(end);
    }

    private ArticleStore articles() {
        return storage.articles();
    }
}
