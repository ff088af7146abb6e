package io.billet.engine.internal.name;

import io.billet.core.ArticleKind;
import io.billet.core.Slug;
import io.billet.engine.internal.article.Editions;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Tags or authors, with how many posts readers find under each. */
public final class ListNames<T> {

    private final ArticleStore articles;
    private final NamedKind<T> kind;
    private final Editions editions;
    private final InstantSource clock;

    private record Kept(String object, Optional<Slug> after, int limit) {}

    public ListNames(ArticleStore articles, NamedKind<T> kind, Editions editions, InstantSource clock) {
        this.articles = articles;
        this.kind = kind;
        this.editions = editions;
        this.clock = clock;
    }

    /**
     * @param with makes an entry of a name and the number of its posts
     */
    public <E> List<E> list(Optional<Slug> after, int limit, long atMost, BiFunction<T, Long, E> with) {
        List<T> named = kind.store().list(after, limit);
        ArticleQuery posts = ArticleQuery.published(clock.instant()).of(ArticleKind.POST);
        List<Long> counts = new ArrayList<>();
        for (int from = 0; from < named.size(); from += Bounds.MOST_COUNTS) {
            counts.addAll(articles.count(
                    named.subList(from, Math.min(named.size(), from + Bounds.MOST_COUNTS)).stream()
                            .map(each -> kind.borne().apply(posts, kind.slugOf().apply(each)))
                            .toList(),
                    atMost));
        }
        return IntStream.range(0, named.size())
                .mapToObj(i -> with.apply(named.get(i), counts.get(i)))
                .toList();
    }

    /** The same, kept as long as nothing has changed that readers see. */
    public <E> List<E> index(Optional<Slug> after, int limit, long atMost, BiFunction<T, Long, E> with) {
        return editions.kept(new Kept(kind.object(), after, limit), () -> list(after, limit, atMost, with));
    }

    /** What is said of it; of a name that articles only bear, the name. */
    public Optional<T> find(Slug slug) {
        return kind.store()
                .find(slug)
                .or(() -> Optional.of(slug).filter(this::isBorne).map(kind.undescribed()));
    }

    private boolean isBorne(Slug slug) {
        return !articles.list(kind.borne().apply(ArticleQuery.all(), slug), Optional.empty(), 1)
                .isEmpty();
    }
}
